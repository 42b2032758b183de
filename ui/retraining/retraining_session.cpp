#include "ui/retraining/retraining_session.h"

#include "core/base/log.h"
#include "core/base/thread_priority.h"
#include "core/model/model_library.h"
#include "core/model/model_transfer.h"
#include "core/study/author.h"
#include "ui/base/qt_convert.h"
#include "ui/retraining/model_adoption.h"

#include <QDateTime>
#include <QUuid>

namespace hypnodesk {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

Result<RetrainingResult> work(const RetrainingDesk& desk, const RetrainingJob& job,
                              const std::function<void(RunState)>& post, const TaskContext& context,
                              PauseGate& gate) {
    const auto network = desk.network();
    if (!network)
        return tl::make_unexpected(network.error());
    // The window and a night that is scored meanwhile come first. Now, not before: what the network starts
    // when it is loaded serves everybody, what it starts from here on this thread alone.
    giveWayToOthers();
    RetrainingTools tools;
    tools.createTrainer = [&] { return (*network)->createTrainer(); };
    tools.openScorer = [&, device = job.plan.settings.device](const fs::path& model) {
        return (*network)->openScorer(model, device);
    };
    tools.tell = [](const std::string& text) { spdlog::info("retraining: {}", text); };
    tools.reference = desk.reference;
    RunState state;
    int curveOf = -1;
    const auto listen = [&](const RetrainingProgress& progress) {
        state.progress = progress;
        if (const auto& training = progress.training) {
            const int fold = progress.step == RetrainingStep::TrainingFinal ? 0 : progress.fold;
            if (fold != curveOf)
                state.curve.clear();
            curveOf = fold;
            state.curve.push_back(
                {fold, training->step, training->loss,
                 training->endOfPass ? std::optional(training->validationKappa) : std::nullopt});
        }
        post(state);
    };
    return runRetraining(job, tools, listen, context, &gate);
}

} // namespace

RetrainingSession::RetrainingSession(JobRunner& runner, RetrainingDesk desk, QObject* parent)
    : QObject(parent), m_runner(runner), m_desk(std::move(desk)) {}

// A run that waits would never hear that it shall end.
RetrainingSession::~RetrainingSession() {
    m_run.cancel();
    if (m_gate)
        m_gate->resume();
}

void RetrainingSession::start(RetrainingPlan plan, std::vector<ClinicNight> nights, fs::path base,
                              const std::string& name) {
    if (isBusy())
        return;
    const QString folder = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-")) +
                           QUuid::createUuid().toString(QUuid::Id128).left(6);
    run({std::move(plan), std::move(nights), std::move(base), name, m_desk.runs / toPath(folder)});
}

void RetrainingSession::fail(const Error& error) {
    if (isBusy())
        return;
    m_job.reset(); // of an earlier run that failed: its folder is found again, and is not what this is about
    m_error = error;
    setState(State::Failed);
}

void RetrainingSession::resumeRun(const fs::path& folder) {
    if (isBusy())
        return;
    m_looking = m_runner.start(
        Lane::Reading, Priority::Urgent, [folder](const TaskContext&) { return readJob(folder); },
        [this](Result<RetrainingJob> job) {
            if (job)
                run(std::move(*job));
            else
                fail(job.error());
        });
}

void RetrainingSession::run(RetrainingJob job) {
    m_job = std::move(job);
    m_result.reset();
    m_error = {};
    m_progress = {};
    m_gate = std::make_shared<PauseGate>();
    m_mail = std::make_unique<Mailbox<RunState>>(
        [this](RunState state) {
            m_progress = std::move(state);
            Q_EMIT progressed();
        },
        200ms);
    m_run = m_runner.start(
        Lane::Training, Priority::Urgent,
        [desk = m_desk, job = *m_job, post = m_mail->poster(), gate = m_gate](const TaskContext& context) {
            return work(desk, job, post, context, *gate);
        },
        [this](Result<RetrainingResult> result) { take(std::move(result)); });
    setState(State::Running);
}

void RetrainingSession::take(Result<RetrainingResult> result) {
    m_mail.reset();
    if (result) {
        m_result = std::move(*result);
        setState(State::Finished);
        return;
    }
    m_error = result.error();
    spdlog::error("retraining: {}", describe(m_error));
    setState(State::Failed);
}

void RetrainingSession::pause() {
    if (m_state != State::Running)
        return;
    m_gate->pause();
    setState(State::Paused);
}

void RetrainingSession::goOn() {
    if (m_state != State::Paused)
        return;
    m_gate->resume();
    setState(State::Running);
}

void RetrainingSession::cancel() {
    if (!isRunning() && m_state != State::Failed && m_state != State::Finished)
        return;
    if (!m_job) { // no run came of it: fail()
        setState(State::Idle);
        return;
    }
    m_run.cancel();
    m_gate->resume();
    m_mail.reset();
    m_result.reset();
    setState(State::Cancelling);
    removeLater(m_job->folder);
}

void RetrainingSession::discard(const fs::path& folder) {
    if (!isBusy())
        removeLater(folder);
}

// Behind the run on its lane: it has ended when its folder goes.
void RetrainingSession::removeLater(const fs::path& folder) {
    m_removal = m_runner.start(
        Lane::Training, Priority::Urgent, [folder](const TaskContext&) { return discardRun(folder); },
        [this](const Result<void>& removed) {
            if (!removed)
                spdlog::warn("retraining: {}", describe(removed.error()));
            m_job.reset();
            setState(State::Idle);
        });
}

void RetrainingSession::decide(const RetrainingDecision& decision) {
    if (m_state != State::Finished || m_deciding.isActive())
        return;
    m_deciding = m_runner.start(
        Lane::Training, Priority::Urgent,
        [job = *m_job, result = *m_result, decision](const TaskContext&) {
            return concludeRetraining(job, result, decision);
        },
        [this](const Result<ConcludedRetraining>& done) {
            if (!done) {
                Q_EMIT decisionFailed(done.error());
                return;
            }
            m_job.reset();
            m_result.reset();
            setState(State::Idle);
            Q_EMIT decided(toQString(done->modelId), toQString(done->record));
        });
    Q_EMIT stateChanged();
}

void RetrainingSession::lookForUnfinished() {
    m_looking = m_runner.start(
        Lane::Reading, Priority::Background,
        [runs = m_desk.runs](const TaskContext&) -> Result<std::vector<UnfinishedRun>> {
            return findRuns(runs);
        },
        [this](const Result<std::vector<UnfinishedRun>>& found) {
            if (found && !found->empty() && m_state == State::Idle)
                Q_EMIT unfinishedFound(toQString(found->front().folder), toQString(found->front().name),
                                       found->front().isFinished);
        });
}

void RetrainingSession::setState(State state) {
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace hypnodesk
