#pragma once

#include "core/study/database.h"
#include "core/study/journal_store.h"
#include "core/study/recording_identity.h"
#include "core/study/schema.h"
#include "core/study/study_lock.h"
#include "core/study/study_open.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace hypnodesk::study {

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

/// An open study: its connection, its lock, and the frame of every transaction. Functions throw Failure.
class StudyFile {
public:
    static void create(const std::filesystem::path& path, const RecordingIdentity& identity,
                       const std::filesystem::path& recordingPath, const StudyOptions& options);
    static std::unique_ptr<StudyFile> open(const std::filesystem::path& path, StudyMode mode,
                                           const StudyOptions& options);
    ~StudyFile();

    /// A transaction with its journal: `work` gets a JournalWriter. Throws FileUnwritable when the study is
    /// read-only or was taken over by another program.
    template <typename Work>
    auto write(Work&& work) {
        requireWritable();
        const auto inside = [&] {
            JournalWriter journal(*m_database, m_options.author, utcNow());
            claim(journal);
            if constexpr (std::is_void_v<std::invoke_result_t<Work, JournalWriter&>>) {
                work(journal);
                journal.finish();
            } else {
                auto result = work(journal);
                journal.finish();
                return result;
            }
        };
        if constexpr (std::is_void_v<std::invoke_result_t<Work, JournalWriter&>>) {
            m_database->transaction(inside);
            m_isClaimed = true;
        } else {
            auto result = m_database->transaction(inside);
            m_isClaimed = true;
            return result;
        }
    }

    Database& database() { return *m_database; }
    const Database& database() const { return *m_database; }
    const std::filesystem::path& path() const { return m_path; }
    const StudyOpenReport& report() const { return m_report; }
    const std::string& studyId() const { return m_studyId; }
    const RecordingIdentity& recording() const { return m_recording; }
    const std::filesystem::path& recordingPath() const { return m_recordingPath; }
    void setRecording(JournalWriter& journal, const RecordingIdentity& identity,
                      const std::filesystem::path& recordingPath, std::string_view note);
    void reloadRecording();

private:
    StudyFile(std::filesystem::path path, const StudyOptions& options);

    const StudySchema& schema() const;
    std::string utcNow() const;
    void requireWritable() const;
    void claim(JournalWriter& journal);
    void release() noexcept;

    std::optional<StudyOpenReport::ReadOnlyReason> lockForWriting();
    void openWritable();
    void connectWritable();
    void openReadable(StudyOpenReport::ReadOnlyReason reason);
    void connectReadable();
    void takeSnapshot();
    void takeHold();
    void migrateWithBackup();
    void load();

    std::filesystem::path m_path;
    StudyOptions m_options;
    StudyOpenReport m_report;
    StudyHolder m_self;
    std::string m_studyId;
    RecordingIdentity m_recording;
    std::filesystem::path m_recordingPath;
    bool m_isClaimed = false;
    std::unique_ptr<TemporaryFolder> m_snapshotFolder; // outlives the connection to what lies in it
    std::optional<StudyLock> m_lock;                   // outlives the connection that it guards
    std::unique_ptr<Database> m_database;
};

/// "2026-11-22T12:34:56.789Z"
std::string utcText(std::chrono::system_clock::time_point time);

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
