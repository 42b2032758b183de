#pragma once

#include "ui/base/job_runner.h"
#include "ui/base/mailbox.h"
#include "ui/document/study_document.h"
#include "ui/main/services.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace hypnodesk {

/// One scoring run of the network at a time. The document shows the proposals as they come and takes them as
/// one step of undo at the end; a run that is cancelled or fails leaves nothing behind.
class ScoringSession : public QObject {
    Q_OBJECT

public:
    ScoringSession(StudyDocument& document, JobRunner& runner, Services services, QObject* parent = nullptr);

    bool isRunning() const { return m_job.isActive(); }
    /// Starts a run on the document's derivation; does nothing while one runs or nothing is open.
    void start();
    void cancel();

Q_SIGNALS:
    void started();
    /// `secondsLeft` is below 0 while it cannot be told.
    void progressed(double fraction, double secondsLeft);
    void finished(const QString& device, double seconds);
    void cancelled();
    void failed(const Error& error);

private:
    struct Outcome {
        NightProbabilities night;
        std::string device;
        std::string optionsJson;
    };
    using Clock = std::chrono::steady_clock;

    static Result<Outcome> score(const Services& services, const RecordingPtr& recording,
                                 const Derivation& derivation,
                                 const std::function<void(const NightProbabilities&)>& partial,
                                 const TaskContext& context);
    void take(Result<Outcome> outcome);
    void showProgress(double fraction);
    void closeMailboxes();

    StudyDocument& m_document;
    JobRunner& m_runner;
    Services m_services;
    Clock::time_point m_began;
    std::unique_ptr<Mailbox<NightProbabilities>> m_partials;
    std::unique_ptr<Mailbox<double>> m_progress;
    Job m_job;
};

} // namespace hypnodesk
