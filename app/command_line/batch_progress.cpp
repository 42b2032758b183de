#include "app/command_line/batch_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk::cli {

BatchProgress::BatchProgress(std::size_t nights, std::size_t workers, Clock::time_point now)
    : m_nights(nights), m_fractions(workers), m_begin(now) {}

void BatchProgress::setFraction(std::size_t worker, double fraction) {
    m_fractions[worker] = std::clamp(fraction, 0.0, 1.0);
}

void BatchProgress::finishNight(std::size_t worker, bool tookWork, bool failed) {
    m_fractions[worker] = 0.0;
    ++m_done;
    m_scored += tookWork;
    m_failed += failed;
}

double BatchProgress::workAtHand() const {
    return std::accumulate(m_fractions.begin(), m_fractions.end(), 0.0);
}

double BatchProgress::fraction() const {
    return m_nights == 0 ? 1.0 : (static_cast<double>(m_done) + workAtHand()) / static_cast<double>(m_nights);
}

double BatchProgress::secondsLeft(Clock::time_point now) const {
    constexpr double kLeastWork = 0.2; // less than that of a night tells nothing
    const double work = static_cast<double>(m_scored) + workAtHand();
    if (work < kLeastWork)
        return -1.0;
    const double left = static_cast<double>(m_nights - m_done) - workAtHand();
    return std::chrono::duration<double>(now - m_begin).count() / work * left;
}

std::string BatchProgress::text(Clock::time_point now) const {
    std::string text = fmt::format("{} of {} nights", m_done, m_nights);
    if (m_failed > 0)
        text += fmt::format(", {} failed", m_failed);
    const double seconds = secondsLeft(now);
    if (m_done < m_nights && seconds >= 0.0)
        text += fmt::format(", {} left", durationInWords(seconds));
    return text;
}

std::string durationInWords(double seconds) {
    const auto whole = std::llround(std::max(0.0, seconds));
    if (whole < 60)
        return fmt::format("{} s", whole);
    const auto minutes = (whole + 30) / 60;
    return minutes < 60 ? fmt::format("{} min", minutes)
                        : fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

} // namespace hypnodesk::cli
