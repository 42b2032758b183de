#pragma once

#include "core/scoring/stage.h"

#include <cstdint>
#include <span>

namespace hypnodesk {

/// Epochs [first, last).
struct EpochWindow {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t count() const { return last - first; }
    bool operator==(const EpochWindow&) const = default;
};

/// From `marginEpochs` before the first to `marginEpochs` after the last epoch of sleep, within the night:
/// what the field keeps of ambulatory recordings that last a whole day (60 epochs of 30 s for Sleep-EDF). The
/// whole night when nobody sleeps in it.
EpochWindow sleepWindow(std::span<const Stage> stages, std::int64_t marginEpochs);

} // namespace hypnodesk
