#include "app/command_line/score_batch.h"

#include "app/command_line/batch_progress.h"
#include "app/command_line/command.h"
#include "app/command_line/score_night.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace hypnodesk::cli {

namespace {

using Clock = BatchProgress::Clock;

/// Tells people how the batch goes. Called from all workers, one at a time.
class Teller {
public:
    Teller(std::size_t nights, std::size_t workers)
        : m_isMany(nights > 1), m_progress(nights, workers, Clock::now()) {}

    void advance(std::size_t worker, double fraction) {
        const std::lock_guard lock(m_mutex);
        m_progress.setFraction(worker, fraction);
        tellProgress(false);
    }

    void finish(std::size_t worker, const Night& night, const NightOutcome& outcome) {
        using Kind = NightOutcome::Kind;
        const std::lock_guard lock(m_mutex);
        const bool failed = outcome.kind == Kind::Failed;
        m_progress.finishNight(worker, outcome.kind == Kind::Scored, failed);
        eraseBar();
        if (failed)
            fmt::print(stderr, "hypno: {}: {}\n", night.recording.string(), outcome.text);
        else
            fmt::print("{}: {}\n", night.recording.string(), outcome.text);
        std::fflush(stdout);
        tellProgress(true);
    }

    ~Teller() { eraseBar(); }

private:
    void tellProgress(bool nightEnded) {
        constexpr auto kBetweenBars = std::chrono::milliseconds(200);
        constexpr auto kBetweenLines = std::chrono::seconds(30);
        const auto now = Clock::now();
        if (m_isTerminal && (nightEnded || now - m_lastTold > kBetweenBars)) {
            drawBar(now);
            m_lastTold = now;
        } else if (!m_isTerminal && m_isMany && now - m_lastTold > kBetweenLines) {
            fmt::print(stderr, "hypno: {}\n", m_progress.text(now));
            m_lastTold = now;
        }
    }

    void drawBar(Clock::time_point now) {
        constexpr int kWidth = 24;
        const int filled = static_cast<int>(m_progress.fraction() * kWidth + 0.5);
        fmt::print(stderr, "\r\033[K[{}{}] {:.0f} %  {}", std::string(static_cast<std::size_t>(filled), '#'),
                   std::string(static_cast<std::size_t>(kWidth - filled), ' '), m_progress.fraction() * 100.0,
                   m_progress.text(now));
        std::fflush(stderr);
        m_hasBar = true;
    }

    void eraseBar() {
        if (m_hasBar)
            fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
        m_hasBar = false;
    }

    const bool m_isMany;
    const bool m_isTerminal = ::isatty(STDERR_FILENO) != 0;
    bool m_hasBar = false;
    BatchProgress m_progress;
    Clock::time_point m_lastTold = Clock::now();
    std::mutex m_mutex;
};

void count(BatchResult& result, const Night& night, const NightOutcome& outcome) {
    switch (outcome.kind) {
    case NightOutcome::Kind::Scored:
        ++result.scored;
        break;
    case NightOutcome::Kind::UpToDate:
        ++result.upToDate;
        break;
    case NightOutcome::Kind::PassedOver:
        ++result.passedOver;
        break;
    case NightOutcome::Kind::Stopped:
        ++result.notReached;
        break;
    case NightOutcome::Kind::Failed:
        result.failures.emplace(night.recording.string(), outcome.text);
        break;
    }
}

} // namespace

BatchResult scoreBatch(const std::vector<Night>& nights, int jobs, const ScoreArguments& arguments,
                       Network& network, const ModelChoice& models) {
    const std::size_t workers = std::clamp<std::size_t>(nights.size(), 1, static_cast<std::size_t>(jobs));
    Teller teller(nights.size(), workers);
    BatchResult result;
    std::mutex resultMutex;
    std::atomic<std::size_t> next = 0;
    const auto work = [&](std::size_t worker) {
        NightWorker scoring(arguments, network, models);
        const TaskContext context = interruptibleContext(
            [&teller, worker](double fraction, std::string_view) { teller.advance(worker, fraction); });
        for (std::size_t i = next++; i < nights.size(); i = next++) {
            context.report(0.0);
            const NightOutcome outcome = context.isCancelled() ? NightOutcome{NightOutcome::Kind::Stopped, {}}
                                                               : scoring.score(nights[i], context);
            if (outcome.kind != NightOutcome::Kind::Stopped)
                teller.finish(worker, nights[i], outcome);
            const std::lock_guard lock(resultMutex);
            count(result, nights[i], outcome);
        }
    };
    std::vector<std::jthread> threads;
    for (std::size_t worker = 1; worker < workers; ++worker)
        threads.emplace_back(work, worker);
    work(0);
    threads.clear();
    return result;
}

} // namespace hypnodesk::cli
