#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/study_document.h"

#include <QObject>

#include <filesystem>

namespace hypnodesk {

/// Copies for others, made in the background from the files as they are on disk: the evidence for a scoring,
/// and a recording and its study without what tells who was recorded. The study is opened a second time,
/// read-only, so that keys never wait.
class StudyExports : public QObject {
    Q_OBJECT

public:
    explicit StudyExports(JobRunner& runner, QObject* parent = nullptr);

    /// A zip file at `target`. Everything must be on disk (StudyWriter::whenDurable).
    void writeEvidence(const std::filesystem::path& study, ScoringId scoring,
                       const std::filesystem::path& target);
    /// `target` for the recording, and a study of the same name beside it.
    void writeDeidentified(const std::filesystem::path& recording, const std::filesystem::path& study,
                           const std::filesystem::path& target);

    /// A table that is made already.
    void writeTable(const std::filesystem::path& target, const QByteArray& csv);

    bool isBusy() const { return m_job.isActive(); }

Q_SIGNALS:
    /// `what` is a sentence about what was written.
    void written(const QString& what);
    void failed(const QString& path, const Error& error);

private:
    void start(const std::filesystem::path& target, std::function<Result<QString>(const TaskContext&)> work);

    JobRunner& m_runner;
    Job m_job;
};

} // namespace hypnodesk
