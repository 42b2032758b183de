#include "core/retraining/run_progress.h"

#include <algorithm>

namespace hypnodesk {

void RunProgress::begin(RetrainingProgress progress, double expectedSeconds) {
    progress.fraction = m_now.fraction;
    progress.secondsLeft = m_now.secondsLeft;
    m_now = std::move(progress);
    m_stepSeconds = expectedSeconds;
    tell(0.0);
}

void RunProgress::end(bool skipped) {
    m_done += m_stepSeconds;
    m_skipped += skipped ? m_stepSeconds : 0.0;
    m_stepSeconds = 0.0;
    tell(0.0);
}

void RunProgress::tell(double share, const std::optional<TrainingReport>& training) {
    constexpr double kEnoughToTellBy = 5.0; ///< seconds of work
    const double done = m_done + std::clamp(share, 0.0, 1.0) * m_stepSeconds;
    const double whole = std::max(m_expected, done);
    m_now.fraction = std::max(m_now.fraction, whole > 0.0 ? done / whole : 0.0);
    const double worked = workedSeconds();
    const double here = done - m_skipped;
    if (here > 0.0 && worked > kEnoughToTellBy)
        m_now.secondsLeft = std::max(0.0, whole - done) * worked / here;
    m_now.training = training;
    if (m_listener)
        m_listener(m_now);
    m_context.report(m_now.fraction, m_now.night);
}

Result<void> RunProgress::hold() {
    if (m_pause) {
        const Clock::time_point from = Clock::now();
        if (m_pause->wait(m_context.stopToken()))
            m_held += Clock::now() - from;
    }
    if (m_context.isCancelled())
        return fail(ErrorCode::Cancelled, "learning from the clinic's nights");
    return {};
}

double RunProgress::workedSeconds() const {
    return std::chrono::duration<double>(Clock::now() - m_start - m_held).count();
}

} // namespace hypnodesk
