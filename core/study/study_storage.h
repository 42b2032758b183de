#pragma once

#include "core/study/database.h"
#include "core/study/recording_identity.h"
#include "core/study/schema.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace hypnodesk::study {

/// What becomes of study files on the disk, and what stands in a new one. Functions throw Failure.

/// A folder for a copy of a study, removed with it.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// "2026-11-22T12:34:56.789Z"
std::string utcText(std::chrono::system_clock::time_point time);

/// The folder of a path, "." for a bare name.
std::filesystem::path folderOf(const std::filesystem::path& path);

/// Gives a file its final name and flushes the folder, so that the name survives a pulled plug.
void renameOrThrow(const std::filesystem::path& from, const std::filesystem::path& to);

/// NIGHT.hypno and "-wal" -> NIGHT.hypno-wal.
std::filesystem::path withSuffix(std::filesystem::path path, std::string_view suffix);

/// A database file with what SQLite puts beside it.
void removeDatabase(const std::filesystem::path& path);

/// A complete copy in one file, held by nobody, whole or not at all.
void copyStudy(const Database& database, const std::filesystem::path& target,
               const std::string& fileSystemName = {});

/// Makes the tables of a new study in an empty database.
void fillNewStudy(Database& database, const StudySchema& schema, const RecordingIdentity& identity,
                  const std::filesystem::path& recordingPath, std::string_view utc);
void storeRecording(Database& database, const RecordingIdentity& identity,
                    const std::filesystem::path& recordingPath);
RecordingIdentity readRecording(const Database& database, std::filesystem::path& recordingPath);

} // namespace hypnodesk::study
