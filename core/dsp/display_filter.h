#pragma once

#include <optional>
#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// Filters for the eye only; the network has its own fixed input path. Absent means off.
struct DisplayFilter {
    std::optional<double> highpassHz; ///< Butterworth, 2nd order
    std::optional<double> lowpassHz;  ///< Butterworth, 4th order
    std::optional<double> notchHz;    ///< 50 or 60, quality 30

    bool isOff() const { return !highpassHz && !lowpassHz && !notchHz; }
    bool operator==(const DisplayFilter&) const = default;
};

/// Causal biquad cascade. NaN (gaps) interrupt the filter: it starts anew, settled on the first value, behind
/// each gap. Cut-offs at or above half the sampling rate are left out. Callers read a few seconds more in
/// front of what they show, so that the filter has settled.
std::vector<float> applyDisplayFilter(const DisplayFilter& filter, std::span<const float> samples,
                                      double rateHz);

} // namespace hypnodesk::dsp
