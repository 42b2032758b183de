#pragma once

#include "core/study/database.h"
#include "core/study/journal_store.h"
#include "core/study/recording_identity.h"
#include "core/study/schema.h"
#include "core/study/study_lock.h"
#include "core/study/study_open.h"
#include "core/study/study_storage.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace hypnodesk::study {

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

} // namespace hypnodesk::study
