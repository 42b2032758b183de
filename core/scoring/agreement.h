#pragma once

#include "core/scoring/hypnogram.h"

#include <array>
#include <cstdint>
#include <optional>

namespace hypnodesk {

/// Counts of epochs, confusion[reference][other], in the order of kStageClasses.
using ConfusionMatrix = std::array<std::array<std::int64_t, kStageClassCount>, kStageClassCount>;

/// How far two scorings of the same epochs agree. Epochs that either leaves without a stage W..R are not
/// counted. kappa is Cohen's (1960); macro-F1 is the mean over the classes that occur in the reference.
struct Agreement {
    ConfusionMatrix confusion{};
    std::int64_t compared = 0;
    std::int64_t excluded = 0;
    double accuracy = 0.0;       ///< 0 to 1; 0 when nothing was compared
    std::optional<double> kappa; ///< absent when undefined: nothing compared, or both know one class only
    double macroF1 = 0.0;
    std::array<std::optional<double>, kStageClassCount>
        f1; ///< absent for classes the reference does not hold
    std::array<std::optional<double>, kStageClassCount>
        precision; ///< share right of what `other` calls so; absent for classes it never names
    std::array<std::optional<double>, kStageClassCount>
        recall; ///< share found of what `reference` calls so; absent for classes it does not hold
};

/// Compares epoch by epoch over the shorter of both; epochs are paired by their index, whatever the onsets.
Agreement agreement(const Hypnogram& reference, const Hypnogram& other);
/// Figures from a confusion matrix, e.g. one pooled over nights.
Agreement agreementFromConfusion(const ConfusionMatrix& confusion, std::int64_t excluded = 0);

} // namespace hypnodesk
