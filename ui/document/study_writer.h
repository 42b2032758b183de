#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/study_session.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hypnodesk {

/// Something that the study is to do, in its turn.
struct StudyTask {
    /// An edit of stages and of the scoring's own events. Adjacent ones of one scoring share a transaction.
    struct Edit {
        ScoringKey scoring = 0;
        EditRequest request; ///< without networkRun
        std::optional<EditStep::RunChange> run = {};
    };

    std::optional<Edit> edit = {};
    /// Without `edit`: called on the writer's lane. Captures values only.
    std::function<Result<void>(Study&, StudySession&)> run = {};
    /// Called on the GUI thread when the task is through.
    std::function<void(const Result<void>&)> finished = {};
    /// False: a failure is reported to `finished` and that is all. True: it is tried until it succeeds, and
    /// what comes after it waits.
    bool mustSucceed = true;
    /// Counts as something that the scorer would miss.
    bool isChange = true;
};

/// Brings what the scorer does into the study file, in order, on a lane of the job runner, and never makes
/// the GUI wait: one transaction is under way at a time, and what arrives meanwhile shares the next one. What
/// cannot be written stays in line and is tried again, by itself and on demand. Lives on the GUI thread.
class StudyWriter : public QObject {
    Q_OBJECT

public:
    explicit StudyWriter(JobRunner& runner, QObject* parent = nullptr);

    /// Works on this study from now on. Nothing may be in line for another (isDurable(), or dropAll()). The
    /// study before is closed on its lane; null closes only.
    void setSession(std::shared_ptr<StudySession> session);
    bool hasSession() const { return m_session != nullptr; }

    /// Without a session tasks go nowhere: a night that is only looked at.
    void submit(StudyTask task);

    /// Everything submitted is on disk.
    bool isDurable() const { return m_line.empty(); }
    /// Changes of the scorer that are not on disk yet.
    int openChanges() const;
    /// Why they are not, once an attempt failed.
    const std::optional<Error>& trouble() const { return m_trouble; }
    void tryAgain();
    /// Gives up what is in line.
    void dropAll();

    /// Asks the study something out of turn, without waiting for what is in line.
    [[nodiscard]] Job ask(std::function<Result<void>(Study&, StudySession&)> question,
                          std::function<void(const Result<void>&)> answered);

    /// Calls back when everything is on disk: at once when it is.
    void whenDurable(std::function<void()> then);

    /// Goes on in another file, see StudySession; the open tasks follow. moved() or moveFailed() comes.
    void moveTo(const std::filesystem::path& path);
    void rescueTo(const std::filesystem::path& path, std::vector<StudySession::Rescued> scorings);
    /// Writes a copy of the study as it is on disk; copied() or moveFailed() comes.
    void copyTo(const std::filesystem::path& path);

    /// Runs what is in line at once, on this thread. Only when the runner has ended, with the program.
    void finishNow();

    /// After a failure it is tried again this often. Tests want it sooner.
    void setRetryInterval(std::chrono::milliseconds interval) { m_retry.setInterval(interval); }

Q_SIGNALS:
    /// Line or trouble changed.
    void changed();
    void moved(const QString& path);
    void copied(const QString& path);
    void moveFailed(const QString& path, const Error& error);

private:
    using TaskPtr = std::shared_ptr<const StudyTask>;
    struct Outcome {
        std::vector<Result<void>> finished; ///< of the first tasks of the batch
        std::optional<Error> trouble;       ///< why the next one is not through
    };

    /// Counts in `through` how many of the tasks are done with, for those who cannot wait for the outcome.
    static Outcome work(StudySession& session, const std::vector<TaskPtr>& tasks,
                        std::atomic<std::size_t>& through);
    void workSoon();
    void workNow();
    void take(Outcome outcome);
    void go(const std::filesystem::path& path, std::function<Result<void>(StudySession&)> move,
            std::size_t contained);

    JobRunner& m_runner;
    std::shared_ptr<StudySession> m_session;
    std::deque<TaskPtr> m_line;
    std::shared_ptr<std::atomic<std::size_t>> m_through; ///< of the batch under way
    std::optional<Error> m_trouble;
    std::vector<std::function<void()>> m_waiting;
    bool m_triesAgain = false; ///< asked for while an attempt was under way
    QTimer m_soon;
    QTimer m_retry;
    Job m_job;
    Job m_moving;
    Job m_closing;
};

} // namespace hypnodesk
