#pragma once

#include "core/model/calibration.h"
#include "core/scoring/agreement.h"
#include "core/scoring/bootstrap.h"

#include <array>

namespace hypnodesk {

/// What can be added up over epochs, recordings and subjects; every figure of a model follows from it.
struct Tally {
    ConfusionMatrix confusion{};
    std::int64_t excluded = 0;    ///< epochs without a stage by the expert or by the model
    ReliabilityTally reliability; ///< calibrated probabilities against the expert

    /// An epoch; left out where either side gave no stage W..R.
    void add(Stage truth, Stage said, const StageProbabilities& probabilities);
    Tally& operator+=(const Tally& other);
    Agreement agreement() const { return agreementFromConfusion(confusion, excluded); }
    bool operator==(const Tally&) const = default;
};

/// The figures that intervals are given for, in the order of kFigureNames.
inline constexpr std::array<const char*, 9> kFigureNames{"accuracy", "kappa", "macro_f1", "f1_W", "f1_N1",
                                                         "f1_N2",    "f1_N3", "f1_R",     "ece"};
inline constexpr std::size_t kKappaFigure = 1;
Figures figuresOf(const Tally& tally);

} // namespace hypnodesk
