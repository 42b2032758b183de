#pragma once

#include "core/recording/epoch_grid.h"
#include "core/scoring/stage.h"

#include <array>
#include <string>
#include <vector>

namespace hypnodesk {

/// Probabilities of W, N1, N2, N3, R in this order; they sum to 1.
using StageProbabilities = std::array<float, kStageClassCount>;

/// The most probable class; the earlier one on a tie.
Stage mostProbable(const StageProbabilities& p);
/// The second most probable class.
Stage secondChoice(const StageProbabilities& p);
/// 1 - H(p) / ln 5: 0 when all classes are equally likely, 1 when one is certain; 0 for an epoch not scored
/// (sum 0).
float confidence(const StageProbabilities& p);

/// Why the signal of an epoch may not be worth scoring.
enum class EpochQuality : std::uint8_t { Good, Flat, Clipped, Missing };
std::string_view qualityName(EpochQuality quality);

/// What the network says about one epoch.
struct EpochVerdict {
    StageProbabilities joint{};       ///< the verdict: all heads, all windows, calibrated
    StageProbabilities raw{};         ///< what the raw view alone would say
    StageProbabilities spectrogram{}; ///< what the spectrogram view alone would say
    EpochQuality quality = EpochQuality::Good;

    bool operator==(const EpochVerdict&) const = default;

    /// Half the L1 distance between the two views' probabilities, 0 (agree) to 1 (contradict). 0 as well when
    /// a view said nothing.
    float disagreement() const;
};

/// What the network says about a night. Epochs not (yet) scored have a joint that sums to 0.
struct NightProbabilities {
    EpochGrid grid;
    std::vector<EpochVerdict> epochs; ///< grid.count of them
    std::string modelDigest;          ///< SHA-256 of the model file
    std::string modelName;
    std::string derivation;

    bool operator==(const NightProbabilities&) const = default;

    /// True when the network gave this epoch probabilities; false outside the night.
    bool isScored(std::int64_t epoch) const;
};

} // namespace hypnodesk
