#pragma once

#include "core/model/model_defaults.h"
#include "core/model/network.h"
#include "core/retraining/model_change_record.h"
#include "core/retraining/retraining_run.h"
#include "ui/base/job_runner.h"
#include "ui/base/mailbox.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace hypnodesk {

/// What retraining needs from the program; functions are called on worker threads unless said otherwise.
struct RetrainingDesk {
    std::function<Result<Network*>()> network;
    /// The model in use for a derivation; empty: of every derivation.
    std::function<Result<std::filesystem::path>(const std::string& derivation)> model;
    /// Where runs are kept until somebody decides; made when missing.
    std::filesystem::path runs;
    ReferenceOptions reference; ///< of the forgetting check
};

/// A point of the learning curves.
struct CurvePoint {
    int fold = 0;
    std::int64_t step = 0;
    double loss = 0.0;
    std::optional<double> kappa; ///< on the validation subjects, at the end of a pass
};

/// How far a run is, with all of its curves so far.
struct RunState {
    RetrainingProgress progress;
    std::vector<CurvePoint> curve; ///< of the model that is being trained
};

/// What is to happen to a new model.
struct RetrainingDecision {
    ModelDecision decision = ModelDecision::Kept;
    std::string name;
    std::string signer;
    std::string note;
    std::string derivation; ///< the new model scores this one; empty: all nights
};

/// The one retraining run of the program. It goes on while its window is closed; ending the program keeps the
/// run folder, from which the next start goes on. GUI thread.
class RetrainingSession : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Cancelling, Finished, Failed };

    RetrainingSession(JobRunner& runner, RetrainingDesk desk, QObject* parent = nullptr);
    ~RetrainingSession() override;

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running || m_state == State::Paused; }
    /// Something works in the background, a decision included.
    bool isBusy() const { return isRunning() || m_state == State::Cancelling || m_deciding.isActive(); }
    const RunState& progress() const { return m_progress; }
    const std::optional<RetrainingJob>& job() const { return m_job; }
    const std::optional<RetrainingResult>& result() const { return m_result; }
    const Error& error() const { return m_error; }
    const RetrainingDesk& desk() const { return m_desk; }

    /// Begins a run in a folder of its own; does nothing while one runs.
    void start(RetrainingPlan plan, std::vector<ClinicNight> nights, std::filesystem::path base,
               const std::string& name);
    /// Why no run can begin.
    void fail(const Error& error);
    /// Goes on with a run that was stopped.
    void resumeRun(const std::filesystem::path& folder);
    /// Removes a run that nobody will go on with.
    void discard(const std::filesystem::path& folder);
    void pause();
    void goOn();
    /// Stops the run and removes all it made.
    void cancel();
    /// Adopts or keeps: record and, where adopted, model go into the library, the run's folder goes.
    void decide(const RetrainingDecision& decision);
    /// Looks for runs that were stopped; says unfinishedFound() when there are any.
    void lookForUnfinished();

Q_SIGNALS:
    void stateChanged();
    void progressed();
    void decided(const QString& id, const QString& record);
    void decisionFailed(const hypnodesk::Error& error);
    void unfinishedFound(const QString& folder, const QString& name, bool isFinished);

private:
    void run(RetrainingJob job);
    void take(Result<RetrainingResult> result);
    void setState(State state);
    void removeLater(const std::filesystem::path& folder);

    JobRunner& m_runner;
    RetrainingDesk m_desk;
    State m_state = State::Idle;
    std::optional<RetrainingJob> m_job;
    std::optional<RetrainingResult> m_result;
    Error m_error;
    RunState m_progress;
    std::shared_ptr<PauseGate> m_gate;
    std::unique_ptr<Mailbox<RunState>> m_mail;
    Job m_run;
    Job m_removal;
    Job m_deciding;
    Job m_looking;
};

} // namespace hypnodesk
