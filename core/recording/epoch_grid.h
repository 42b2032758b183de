#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hypnodesk {

inline constexpr double kEpochSeconds = 30.0;

/// The one place where time, epochs and samples are converted. Seconds count from the start of the recording;
/// ranges are [first, last). The last, incomplete epoch of a recording is not part of the grid.
struct EpochGrid {
    double startSeconds = 0.0;
    double epochSeconds = kEpochSeconds;
    std::int64_t count = 0;

    bool operator==(const EpochGrid&) const = default;

    /// The grid of all whole epochs in a recording of this length. A microsecond of slack absorbs rounding in
    /// headers.
    static EpochGrid covering(double durationSeconds, double epochSeconds = kEpochSeconds) {
        return {
            0.0, epochSeconds,
            static_cast<std::int64_t>(std::max(0.0, std::floor((durationSeconds + 1e-6) / epochSeconds)))};
    }

    double onsetSeconds(std::int64_t epoch) const {
        return startSeconds + static_cast<double>(epoch) * epochSeconds;
    }
    double endSeconds() const { return onsetSeconds(count); }
    bool contains(std::int64_t epoch) const { return epoch >= 0 && epoch < count; }

    /// The epoch at a time; below 0 or >= count when the time is outside.
    std::int64_t epochAt(double seconds) const {
        return static_cast<std::int64_t>(std::floor((seconds - startSeconds) / epochSeconds));
    }
    /// The same, limited to the grid; 0 for an empty grid.
    std::int64_t nearestEpoch(double seconds) const {
        return std::clamp<std::int64_t>(epochAt(seconds), 0, std::max<std::int64_t>(count - 1, 0));
    }
    /// First sample of an epoch at a sampling rate.
    std::int64_t firstSample(std::int64_t epoch, double rateHz) const {
        return std::llround(onsetSeconds(epoch) * rateHz);
    }
};

} // namespace hypnodesk
