#pragma once

#include "core/base/result.h"
#include "core/study/study_open.h"

#include <filesystem>
#include <optional>
#include <string>

namespace hypnodesk::study {

/// This process as a holder, with a new token.
StudyHolder holderNow(const Author& author, std::string_view utc);

/// As JSON, and back; nullopt for texts that are none.
std::string describeHolder(const StudyHolder& holder);
std::optional<StudyHolder> parseHolder(std::string_view text);

/// What is known of a holder that left its name behind.
enum class HolderState {
    Gone,    ///< a process of this machine that has ended
    Running, ///< a process of this machine that runs
    Unknown, ///< on another machine
};
HolderState stateOf(const StudyHolder& holder, const std::string& thisHost);

/// May a study be written although `previous` did not give it back? The lock of the system has been obtained,
/// which on local storage proves that no other machine writes.
bool mayTakeOver(const StudyHolder& previous, const std::string& thisHost, StorageKind storage,
                 bool isConfirmed);

/// The lock of a study: a file NIGHT.hypno-lock beside it, locked by the system for as long as this object
/// lives, so that it falls when the process dies, and holding the holder's name for others to read. The file
/// is removed when the lock is given back. Movable.
class StudyLock {
public:
    struct Attempt;

    /// Never waits. FileUnwritable when no lock file can be made there.
    static Result<Attempt> acquire(const std::filesystem::path& study, const StudyHolder& holder,
                                   StorageKind storage, bool isConfirmed);

    StudyLock(StudyLock&& other) noexcept;
    StudyLock& operator=(StudyLock&& other) noexcept;
    ~StudyLock();

    /// Who says in the lock file to hold the study, whether or not that is still true.
    static std::optional<StudyHolder> peek(const std::filesystem::path& study);

    static std::filesystem::path pathFor(const std::filesystem::path& study);

private:
    StudyLock(std::filesystem::path path, int descriptor)
        : m_path(std::move(path)), m_descriptor(descriptor) {}

    std::filesystem::path m_path;
    int m_descriptor = -1;
};

/// Either the lock or who has it. `previous` is who had it and did not give it back; with the lock.
struct StudyLock::Attempt {
    std::optional<StudyLock> lock;
    std::optional<StudyHolder> holder;
    std::optional<StudyHolder> previous;
};

} // namespace hypnodesk::study
