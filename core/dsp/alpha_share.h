#pragma once

#include <optional>
#include <span>

namespace hypnodesk::dsp {

/// The share of alpha in a stretch of EEG: power in 8-13 Hz over power in 0.5-30 Hz, 0 to 1, from welchMedian
/// (trapezoid rule, both edges included). AASM scores wakefulness where alpha fills more than half of an
/// epoch; this is a measure of how much of the *power* is alpha, so no limit of the manual applies to it.
/// nullopt when no 4 s of the stretch were recorded, it holds no power, or the rate is below 60 Hz.
std::optional<double> alphaShare(std::span<const float> microvolts, double rateHz);

} // namespace hypnodesk::dsp
