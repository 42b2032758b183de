#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hypnodesk {

/// How doubtful the network's verdict is: 1 - p(most probable), 0 to 0.8. Epochs the network did not score,
/// or whose signal is bad, count as 1.
float doubt(const EpochVerdict& verdict);

/// Epochs still to be looked at (source None or Network), most doubtful first; ties in order of time.
std::vector<std::int64_t> reviewOrder(const Hypnogram& hypnogram, const NightProbabilities& night);

/// The next epoch after `current` in time (wrapping once) that is still to be looked at, with doubt >=
/// `threshold`. The current epoch itself comes last. `step` +1 forward, -1 backward. nullopt when none is
/// left.
std::optional<std::int64_t> nextDoubtful(const Hypnogram& hypnogram, const NightProbabilities& night,
                                         std::int64_t current, int step, float threshold = 0.4f);

/// The next/previous epoch whose stage differs from the one before it.
std::optional<std::int64_t> nextStageChange(const Hypnogram& hypnogram, std::int64_t current, int step);

} // namespace hypnodesk
