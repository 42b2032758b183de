#pragma once

#include "core/study/author.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

struct StudySchema;

enum class StudyMode { ReadWrite, ReadOnly };

/// The kind of place a study lies in.
enum class StorageKind {
    Local,    ///< write-ahead log; readers beside one writer
    Network,  ///< NFS, SMB, FUSE, ...: rollback journal, for the log's shared memory fails there
    ReadOnly, ///< a medium that takes no writes
};

struct StudyOptions {
    Author author = Author::ofThisProcess();
    /// A damaged study is set aside and what can be read of it put into a new file; otherwise it is refused.
    bool recoverDamaged = false;
    /// Writes although a program on another machine, of which nobody can tell from here whether it still
    /// runs, holds the study. To be asked of a person. A live program on this machine is never overridden.
    bool takeOverFromOtherHost = false;

    /// Handed in by tests: the clock, the kind of storage, a SQLite file system, another schema.
    std::function<std::chrono::system_clock::time_point()> clock;
    std::optional<StorageKind> storage;
    std::string fileSystemName;
    const StudySchema* schema = nullptr;
};

/// The program that has a study open for writing.
struct StudyHolder {
    Author author;
    std::int64_t process = 0;
    std::string processStart; ///< tells a process from a later one of the same number
    std::string sinceUtc;
    std::string token; ///< random, one per opening
    bool operator==(const StudyHolder&) const = default;
};

/// What opening did, and why a study may not be writable.
struct StudyOpenReport {
    enum class ReadOnlyReason {
        Requested,
        HeldByOther,    ///< `holder` says by whom
        NewerSchema,    ///< written by a later version of this program
        ReadOnlyMedium, ///< or no permission to write
    };
    struct Migration {
        int fromVersion = 0;
        int toVersion = 0;
        std::filesystem::path backup;
    };
    struct Recovery {
        std::filesystem::path damagedFile; ///< where the damaged file was set aside
        std::vector<std::string> findings; ///< what was lost or rebuilt, sentences for people
    };

    std::optional<ReadOnlyReason> readOnly; ///< absent: the study may be written
    std::optional<StudyHolder> holder;      ///< who holds it, when it is not us
    std::optional<StudyHolder> takenOverFrom;
    std::optional<Migration> migration;
    std::optional<Recovery> recovery;
    StorageKind storage = StorageKind::Local;
    bool isSnapshot = false; ///< a copy of the moment is shown, changes by its holder are not seen

    /// All of the above as sentences for people; empty when there is nothing to say.
    std::vector<std::string> notes() const;
};

} // namespace hypnodesk
