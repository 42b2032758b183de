#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace hypnodesk::dsp {

/// A frequency band, [lowHz, highHz).
struct Band {
    std::string_view name;
    double lowHz = 0.0;
    double highHz = 0.0;
};

/// delta 0.5-4, theta 4-8, alpha 8-12, sigma 12-16, beta 16-30 Hz.
inline constexpr std::array<Band, 5> kSleepBands{Band{"delta", 0.5, 4.0}, Band{"theta", 4.0, 8.0},
                                                 Band{"alpha", 8.0, 12.0}, Band{"sigma", 12.0, 16.0},
                                                 Band{"beta", 16.0, 30.0}};

/// Welch's power spectral density, 4-s Hamming windows, 50 % overlap, median average with bias correction (as
/// scipy.signal.welch(window="hamming", average="median")); one-sided, uV^2/Hz; bin i lies at i / 4 Hz (at
/// i * rate / window where 4 s are no whole number of samples). Windows with a sample that is not finite are
/// left out. Empty when no window remains.
std::vector<double> welchMedian(std::span<const float> samples, double rateHz);

/// Power in each of kSleepBands in uV^2: Simpson's rule over the Welch spectrum, both band edges
/// included. Zero in bands above half the sampling rate; NaN where there is no spectrum.
std::array<double, 5> bandPowers(std::span<const float> samples, double rateHz);

} // namespace hypnodesk::dsp
