#pragma once

#include "core/formats/format_registry.h"
#include "ui/base/job_runner.h"
#include "ui/document/recovery_file.h"
#include "ui/document/study_document.h"

#include <QObject>

#include <filesystem>
#include <optional>

namespace hypnodesk {

/// Moves stages between the document and hypnogram files, on the worker: exports and reads. Never writes over
/// a recording.
class HypnogramFiles : public QObject {
    Q_OBJECT

public:
    HypnogramFiles(StudyDocument& document, JobRunner& runner, RecoveryStore recovery,
                   QObject* parent = nullptr);

    /// NIGHT.hypnogram<suffix> beside the recording.
    std::filesystem::path suggestedPath(std::string_view suffix) const;

    /// Writes the scoring in view. The format follows the name's suffix unless given by id.
    void exportTo(const std::filesystem::path& path, const std::string& format = {});
    /// Reads a hypnogram; imported() follows.
    void read(const std::filesystem::path& path);

    /// Stages that a version without study files left behind, as they were found when the night was opened.
    bool hasRecovery() const { return m_recovered.has_value(); }
    /// `hasRecovery()` must hold.
    const Result<Hypnogram>& recovery() const { return *m_recovered; }
    /// The scorer has decided about them: they are moved out of the way and not offered again.
    void settleRecovery();

    bool isBusy() const { return m_job.isActive() || m_settling.isActive(); }

Q_SIGNALS:
    void exported(const QString& path);
    void imported(const QString& path, const ImportedHypnogram& imported);
    void exportFailed(const QString& path, const Error& error);
    void readFailed(const QString& path, const Error& error);

private:
    ExportContent content() const;
    bool isRecording(const std::filesystem::path& path) const;

    StudyDocument& m_document;
    JobRunner& m_runner;
    RecoveryStore m_recovery;
    std::optional<Result<Hypnogram>> m_recovered;
    Job m_job;
    Job m_settling;
};

} // namespace hypnodesk
