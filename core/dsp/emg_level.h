#pragma once

#include <optional>
#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// The tone of a muscle, one value for each whole epoch: decibels above the quiet level of the recording. The
/// signal is high-passed at 10 Hz (Butterworth, 4th order); an epoch's level is the median RMS of its
/// seconds, so that a twitch does not count as tone; the quiet level is the 5th percentile of all epochs, for
/// the very minimum may be a loose electrode. nullopt where less than half of the epoch was recorded or
/// nothing moves. Empty when the rate is below 40 Hz or the epoch is shorter than 2 s. Units do not matter.
std::vector<std::optional<double>> emgLevels(std::span<const float> samples, double rateHz,
                                             double epochSeconds);

} // namespace hypnodesk::dsp
