#include "core/study/study_storage.h"

#include "core/study/journal_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <random>
#include <system_error>

namespace hypnodesk::study {

namespace fs = std::filesystem;

namespace {

/// A name in a folder is on disk when the folder is.
void flushFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

std::string newStudyId() {
    std::random_device device;
    return fmt::format("{:08x}-{:08x}-{:08x}-{:08x}", device(), device(), device(), device());
}

} // namespace

fs::path folderOf(const fs::path& path) {
    return path.parent_path().empty() ? fs::path(".") : path.parent_path();
}

void renameOrThrow(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        throwFailure(ErrorCode::FileUnwritable, fmt::format("{}: {}", to.string(), error.message()));
    flushFolder(folderOf(to));
}

std::string utcText(std::chrono::system_clock::time_point time) {
    using namespace std::chrono;
    const auto milliseconds = duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, milliseconds % 1000);
}

fs::path withSuffix(fs::path path, std::string_view suffix) {
    path += suffix;
    return path;
}

void removeDatabase(const fs::path& path) {
    std::error_code ignored;
    for (const std::string_view suffix : {"", "-wal", "-shm", "-journal"})
        fs::remove(withSuffix(path, suffix), ignored);
}

void copyStudy(const Database& database, const fs::path& target, const std::string& fileSystemName) {
    const fs::path temporary = withSuffix(target, ".part");
    removeDatabase(temporary);
    try {
        Database copy(temporary, Database::Access::Create, fileSystemName);
        copy.execute("PRAGMA synchronous=FULL");
        database.copyInto(copy);
        copy.execute("PRAGMA journal_mode=DELETE"); // one file, complete in itself
        copy.run("DELETE FROM holder");
    } catch (...) {
        removeDatabase(temporary);
        throw;
    }
    renameOrThrow(temporary, target);
}

TemporaryFolder::TemporaryFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "hypnodesk-study-XXXXXX").string();
    if (error || !::mkdtemp(pattern.data()))
        throwFailure(ErrorCode::FileUnwritable, fmt::format("{}: no folder can be made there", pattern));
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

void storeRecording(Database& database, const RecordingIdentity& identity, const fs::path& recordingPath) {
    std::error_code ignored;
    const fs::path absolute = recordingPath.empty() ? fs::path() : fs::absolute(recordingPath, ignored);
    database.run(
        "INSERT INTO recording(id, file_name, bytes, header_digest, samples_digest, start, duration_s, "
        "path) VALUES(1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
        "file_name = excluded.file_name, bytes = excluded.bytes, header_digest = excluded.header_digest, "
        "samples_digest = excluded.samples_digest, start = excluded.start, "
        "duration_s = excluded.duration_s, path = excluded.path",
        {identity.fileName, identity.bytes, identity.headerDigest, identity.samplesDigest, identity.start,
         identity.durationSeconds, absolute.string()});
}

RecordingIdentity readRecording(const Database& database, fs::path& recordingPath) {
    Rows rows =
        database.query("SELECT file_name, bytes, header_digest, samples_digest, start, duration_s, path "
                       "FROM recording WHERE id = 1");
    if (!rows.next())
        throwFailure(
            ErrorCode::FormatInvalid,
            fmt::format("{}: it does not say to which recording it belongs", database.path().string()));
    recordingPath = rows.text(6);
    return {rows.text(0), static_cast<std::uint64_t>(rows.integer(1)),
            rows.text(2), rows.text(3),
            rows.text(4), rows.number(5)};
}

void fillNewStudy(Database& database, const StudySchema& schema, const RecordingIdentity& identity,
                  const fs::path& recordingPath, std::string_view utc) {
    createSchema(database, schema);
    setMeta(database, "study_id", newStudyId());
    setMeta(database, "created_utc", utc);
    storeHead(database, {0, std::string(kJournalRoot)});
    storeRecording(database, identity, recordingPath);
}

} // namespace hypnodesk::study
