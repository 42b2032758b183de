#pragma once

#include "core/base/result.h"
#include "core/scoring/stage.h"

#include <array>
#include <string>
#include <vector>

namespace hypnodesk {

/// What was measured of a real night, without its signal: the expert's stages and the course of five EEG band
/// powers (delta 0.5-4, theta 4-8, alpha 8-12, sigma 12-16, beta 16-30 Hz) at a frontal (Fpz-Cz) and an
/// occipital (Pz-Oz) derivation. A simulated night can follow it.
struct MeasuredNight {
    /// Natural logarithms of the powers in 30 s, frontal then occipital, relative to the square of the
    /// night's standard deviation at that derivation (the powers of a night scaled to a deviation of 1).
    using Powers = std::array<float, 10>;

    std::string subject; ///< nights of one subject share it
    std::string name;
    std::vector<Stage> stages;  ///< one per 30-s epoch; Unscored where the expert gave none
    std::vector<Powers> powers; ///< as many
};

/// DataMissing or FormatInvalid when the night is empty, longer than a simulation may be, of unequal lengths,
/// without a single scored epoch, or has powers that no EEG has (not finite, beyond e^+-20).
Result<void> checkMeasuredNight(const MeasuredNight& night);

} // namespace hypnodesk
