#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// How far a batch is, and how long it will still take. A plain counter: its owner locks, and hands in the
/// time.
class BatchProgress {
public:
    using Clock = std::chrono::steady_clock;

    BatchProgress(std::size_t nights, std::size_t workers, Clock::time_point now);

    void setFraction(std::size_t worker, double fraction); ///< of the night at hand, 0 to 1
    /// Nights that took no work (up to date, refused at once) do not count for the time left.
    void finishNight(std::size_t worker, bool tookWork, bool failed);

    std::size_t done() const { return m_done; }
    double fraction() const;
    /// From the pace of the nights scored so far, those at hand in part; negative when there is no pace yet.
    double secondsLeft(Clock::time_point now) const;
    /// "37 of 200 nights, 2 failed, 1 h 12 min left"
    std::string text(Clock::time_point now) const;

private:
    double workAtHand() const;

    std::size_t m_nights;
    std::size_t m_done = 0;
    std::size_t m_scored = 0;
    std::size_t m_failed = 0;
    std::vector<double> m_fractions;
    Clock::time_point m_begin;
};

/// "3 h 05 min", "12 min", "40 s".
std::string durationInWords(double seconds);

} // namespace hypnodesk::cli
