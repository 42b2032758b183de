#include "ui/document/study_writer.h"

#include "core/base/log.h"
#include "ui/base/qt_convert.h"

#include <algorithm>
#include <utility>

namespace hypnodesk {

using namespace std::chrono_literals;

namespace {

/// The edits at the begin of `tasks` that belong into one transaction.
std::size_t adjacentEdits(const std::vector<std::shared_ptr<const StudyTask>>& tasks, std::size_t first) {
    std::size_t last = first;
    while (last < tasks.size() && tasks[last]->edit &&
           tasks[last]->edit->scoring == tasks[first]->edit->scoring)
        ++last;
    return last - first;
}

Result<EditRequest> requestOf(const StudyTask::Edit& edit, const StudySession& session) {
    EditRequest request = edit.request;
    if (!request.events.empty()) {
        const auto id = session.idOf(edit.scoring);
        if (!id)
            return tl::make_unexpected(id.error());
        for (EventChange& change : request.events)
            for (auto* event : {&change.before, &change.after})
                if (*event && (*event)->scoring)
                    (*event)->scoring = *id;
    }
    if (!edit.run)
        return request;
    request.networkRun = 0;
    if (edit.run->after) {
        const auto id = session.idOf(*edit.run->after);
        if (!id)
            return tl::make_unexpected(id.error());
        request.networkRun = *id;
    }
    return request;
}

} // namespace

StudyWriter::StudyWriter(JobRunner& runner, QObject* parent) : QObject(parent), m_runner(runner) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &StudyWriter::workNow);
    m_retry.setSingleShot(true);
    m_retry.setInterval(5s);
    connect(&m_retry, &QTimer::timeout, this, &StudyWriter::tryAgain);
}

void StudyWriter::setSession(std::shared_ptr<StudySession> session) {
    Q_ASSERT(m_line.empty());
    m_moving.cancel();
    m_session.swap(session);
    // Closing a study writes: not on this thread.
    if (session)
        m_closing = m_runner.start(
            Lane::Study, Priority::Urgent,
            [session = std::move(session)](const TaskContext&) mutable -> Result<void> {
                session.reset();
                return {};
            },
            [](const Result<void>&) {});
    Q_EMIT changed();
}

void StudyWriter::submit(StudyTask task) {
    if (!m_session)
        return;
    m_line.push_back(std::make_shared<const StudyTask>(std::move(task)));
    workSoon();
    Q_EMIT changed();
}

int StudyWriter::openChanges() const {
    return static_cast<int>(
        std::count_if(m_line.begin(), m_line.end(), [](const TaskPtr& task) { return task->isChange; }));
}

void StudyWriter::workSoon() {
    // Everything of one turn of the event loop goes together.
    if (!m_line.empty() && !m_trouble && !m_job.isActive() && !m_moving.isActive() && !m_soon.isActive())
        m_soon.start();
}

void StudyWriter::workNow() {
    if (m_line.empty() || m_job.isActive() || m_moving.isActive())
        return;
    m_through = std::make_shared<std::atomic<std::size_t>>(0);
    m_job = m_runner.start(
        Lane::Study, Priority::Urgent,
        [session = m_session, through = m_through,
         tasks = std::vector<TaskPtr>(m_line.begin(), m_line.end())](const TaskContext&) -> Result<Outcome> {
            return work(*session, tasks, *through);
        },
        [this](Result<Outcome> outcome) {
            take(outcome ? std::move(*outcome) : Outcome{{}, std::move(outcome.error())});
        });
}

StudyWriter::Outcome StudyWriter::work(StudySession& session, const std::vector<TaskPtr>& tasks,
                                       std::atomic<std::size_t>& through) {
    Outcome outcome;
    const auto study = session.study();
    if (!study)
        return {{}, study.error()};
    for (std::size_t next = 0; next < tasks.size();) {
        std::size_t count = 1;
        Result<void> result;
        if (tasks[next]->edit) {
            count = adjacentEdits(tasks, next);
            std::vector<EditRequest> requests;
            for (std::size_t i = next; i < next + count && result; ++i) {
                auto request = requestOf(*tasks[i]->edit, session);
                if (request)
                    requests.push_back(std::move(*request));
                else
                    result = tl::make_unexpected(request.error());
            }
            const auto id = session.idOf(tasks[next]->edit->scoring);
            if (!id)
                result = tl::make_unexpected(id.error());
            if (result)
                result = (*study)->applyEdits(*id, requests);
        } else {
            result = tasks[next]->run(**study, session);
        }
        if (!result && tasks[next]->mustSucceed) {
            outcome.trouble = result.error();
            break;
        }
        outcome.finished.insert(outcome.finished.end(), count, result);
        next += count;
        through = next;
    }
    return outcome;
}

void StudyWriter::take(Outcome outcome) {
    if (outcome.trouble && !m_trouble)
        spdlog::error("study file: {}", describe(*outcome.trouble));
    m_trouble = std::move(outcome.trouble);
    std::vector<std::pair<TaskPtr, Result<void>>> finished;
    for (Result<void>& result : outcome.finished) {
        finished.emplace_back(std::move(m_line.front()), std::move(result));
        m_line.pop_front();
    }
    m_through.reset();
    if (m_trouble && std::exchange(m_triesAgain, false))
        m_soon.start();
    else if (m_trouble)
        m_retry.start();
    else
        workSoon();
    for (const auto& [task, result] : finished)
        if (task->finished)
            task->finished(result);
    Q_EMIT changed();
    if (isDurable())
        for (const auto& then : std::exchange(m_waiting, {}))
            then();
}

void StudyWriter::tryAgain() {
    m_triesAgain = m_job.isActive();
    if (!m_trouble || m_job.isActive())
        return;
    m_retry.stop();
    workNow();
}

void StudyWriter::dropAll() {
    m_job.cancel();
    m_through.reset();
    m_soon.stop();
    m_retry.stop();
    m_line.clear();
    m_waiting.clear();
    m_trouble.reset();
    Q_EMIT changed();
}

void StudyWriter::whenDurable(std::function<void()> then) {
    if (isDurable())
        then();
    else
        m_waiting.push_back(std::move(then));
}

Job StudyWriter::ask(std::function<Result<void>(Study&, StudySession&)> question,
                     std::function<void(const Result<void>&)> answered) {
    return m_runner.start(
        Lane::Study, Priority::Urgent,
        [session = m_session, question = std::move(question)](const TaskContext&) -> Result<void> {
            if (!session)
                return fail(ErrorCode::FileMissing, "no study is open");
            const auto study = session->study();
            return study ? question(**study, *session) : tl::make_unexpected(study.error());
        },
        std::move(answered));
}

void StudyWriter::go(const std::filesystem::path& path, std::function<Result<void>(StudySession&)> move,
                     std::size_t contained) {
    if (!m_session || m_moving.isActive())
        return;
    m_moving = m_runner.start(
        Lane::Study, Priority::Urgent,
        [session = m_session, move = std::move(move)](const TaskContext&) { return move(*session); },
        [this, path, contained](const Result<void>& result) {
            if (result) {
                m_trouble.reset();
                m_line.erase(m_line.begin(), m_line.begin() + static_cast<std::ptrdiff_t>(contained));
                Q_EMIT moved(toQString(path));
                workSoon();
            } else {
                spdlog::error("study file: not moved to {}: {}", path.string(), describe(result.error()));
                Q_EMIT moveFailed(toQString(path), result.error());
            }
            Q_EMIT changed();
        });
}

void StudyWriter::moveTo(const std::filesystem::path& path) {
    go(
        path, [path](StudySession& session) { return session.moveTo(path); }, 0);
}

void StudyWriter::rescueTo(const std::filesystem::path& path, std::vector<StudySession::Rescued> scorings) {
    // What is in line now is in the scorings already; nothing leaves the line while the move is under way.
    m_job.cancel();
    m_through.reset();
    go(
        path,
        [path, scorings = std::move(scorings)](StudySession& session) {
            return session.rescueTo(path, scorings);
        },
        m_line.size());
}

void StudyWriter::copyTo(const std::filesystem::path& path) {
    if (!m_session || m_moving.isActive())
        return;
    m_moving = m_runner.start(
        Lane::Study, Priority::Urgent,
        [session = m_session, path](const TaskContext&) -> Result<void> {
            const auto study = session->study();
            return study ? (*study)->copyTo(path) : tl::make_unexpected(study.error());
        },
        [this, path](const Result<void>& result) {
            if (result)
                Q_EMIT copied(toQString(path));
            else
                Q_EMIT moveFailed(toQString(path), result.error());
            workSoon();
        });
}

void StudyWriter::finishNow() {
    m_job.cancel();
    if (!m_session || m_line.empty())
        return;
    // The lane may have got further than was heard of.
    const std::size_t unheard = m_through ? m_through->load() : 0;
    const std::vector<TaskPtr> rest(m_line.begin() + static_cast<std::ptrdiff_t>(unheard), m_line.end());
    m_line.clear();
    std::atomic<std::size_t> through = 0;
    if (const Outcome outcome = work(*m_session, rest, through); outcome.trouble)
        spdlog::error("the last changes are not in the study file: {}", describe(*outcome.trouble));
}

} // namespace hypnodesk
