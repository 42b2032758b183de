#pragma once

#include "core/formats/format_registry.h"
#include "ui/base/job_runner.h"
#include "ui/document/recovery_file.h"
#include "ui/document/study_document.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <optional>

namespace hypnodesk {

/// Moves stages between the document and files, on the worker: saves, exports, reads, and keeps the recovery
/// copy of what is not saved yet. A file that changed on disk since we read or wrote it is never overwritten
/// unasked, and never a recording.
class HypnogramFiles : public QObject {
    Q_OBJECT

public:
    HypnogramFiles(StudyDocument& document, JobRunner& runner, RecoveryStore recovery,
                   QObject* parent = nullptr);

    /// Where save() goes; nullopt until the hypnogram was saved or opened.
    const std::optional<std::filesystem::path>& target() const { return m_target; }
    /// NIGHT.hypnogram<suffix> beside the recording.
    std::filesystem::path suggestedPath(std::string_view suffix) const;
    /// True when somebody else changed the target since we read or wrote it.
    bool targetChangedOnDisk() const;

    /// Writes the stages to `path`, which becomes the target, and marks the document clean unless it changed
    /// meanwhile.
    void saveTo(const std::filesystem::path& path);
    /// Writes a copy; the document stays as it is. The format follows the name's suffix unless given by id.
    void exportTo(const std::filesystem::path& path, const std::string& format);
    /// Reads a hypnogram; imported() follows.
    void read(const std::filesystem::path& path);
    /// The stages of the document are now those of this file.
    void setTarget(const std::filesystem::path& path);

    /// Stages of an earlier session that were never saved, as they were found when the night was opened. An
    /// edit of this session sets their copy aside, so that new work is kept from the first key on.
    bool hasRecovery() const { return m_offered.has_value(); }
    /// `hasRecovery()` must hold.
    const Result<Hypnogram>& recovery() const { return *m_offered; }
    /// The scorer has decided about them.
    void discardRecovery();

    bool isBusy() const {
        return m_job.isActive() || m_recoveryTimer.isActive() || m_recoveryJob.isActive() ||
               m_discardJob.isActive();
    }
    /// Brings the recovery copy up to date at once, when the program ends. The runner must have stopped.
    void flushRecovery();

Q_SIGNALS:
    void saved(const QString& path);
    void exported(const QString& path);
    void imported(const QString& path, const ImportedHypnogram& imported);
    void saveFailed(const QString& path, const Error& error);
    void readFailed(const QString& path, const Error& error);
    void recoveryFailed(const Error& error);

private:
    struct Stamp {
        std::filesystem::file_time_type time;
        std::uintmax_t size = 0;
        bool operator==(const Stamp&) const = default;
    };
    static std::optional<Stamp> stampOf(const std::filesystem::path& path);

    ExportContent content() const;
    bool isRecording(const std::filesystem::path& path) const;
    void scheduleRecovery();
    void writeRecovery();

    StudyDocument& m_document;
    JobRunner& m_runner;
    RecoveryStore m_recovery;
    std::optional<std::filesystem::path> m_target;
    std::optional<Stamp> m_stamp;
    std::optional<Result<Hypnogram>> m_offered;
    bool m_offeredOnDisk = false; ///< its copy is still where new ones would go
    QTimer m_recoveryTimer;
    Job m_job;
    Job m_recoveryJob;
    Job m_discardJob;
};

} // namespace hypnodesk
