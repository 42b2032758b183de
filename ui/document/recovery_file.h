#pragma once

#include "core/base/result.h"
#include "core/scoring/hypnogram.h"

#include <cstdint>
#include <filesystem>

namespace hypnodesk {

/// Copies of stages that are not saved yet, one small CSV file a recording in a folder of the user's own
/// data, so that a crash or an empty battery costs nothing. Each copy names its recording and keeps who gave
/// each stage. A value; may be copied to workers. Works on whole small files: below a millisecond.
class RecoveryStore {
public:
    RecoveryStore() = default;
    explicit RecoveryStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Writes the copy for a recording, whole or not at all. `sourceBytes` is the recording's file size.
    Result<void> save(const std::filesystem::path& recording, std::uintmax_t sourceBytes,
                      const Hypnogram& hypnogram) const;

    bool has(const std::filesystem::path& recording) const;

    /// The copy for a recording, on `grid`. FormatInvalid when it is damaged, DataMissing when it belongs to
    /// another version of the recording (other size or number of epochs), FileMissing when there is none.
    Result<Hypnogram> load(const std::filesystem::path& recording, std::uintmax_t sourceBytes,
                           const EpochGrid& grid) const;

    /// Forgets the copy; nothing happens when there is none.
    void discard(const std::filesystem::path& recording) const;

    /// Moves the copy out of the way of newer ones, to a file "....previous.csv" beside it, from where a
    /// person could still rescue it. Nothing happens when there is none.
    void setAside(const std::filesystem::path& recording) const;

    std::filesystem::path fileFor(const std::filesystem::path& recording) const;

private:
    std::filesystem::path m_folder;
};

} // namespace hypnodesk
