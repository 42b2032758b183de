#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>

namespace hypnodesk {

/// How far the network's proposals were looked at, and how far they can be trusted.
struct ReviewQuality {
    std::int64_t changedEpochs = 0;  ///< a person gave another stage than the network's most probable one
    std::int64_t doubtfulEpochs = 0; ///< good signal, most probable stage below kDoubtfulProbability
    std::int64_t flatEpochs = 0;
    std::int64_t clippedEpochs = 0;
    std::int64_t missingEpochs = 0;
    std::optional<double> meanConfidence; ///< of the epochs that the network scored, 0 to 1
    bool operator==(const ReviewQuality&) const = default;
};

/// An epoch whose most probable stage has less than this is doubtful, as in nextDoubtful().
inline constexpr float kDoubtfulProbability = 0.6f;

/// Counts over the epochs of the network's night; all 0 without one.
ReviewQuality reviewQuality(const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities);

} // namespace hypnodesk
