#pragma once

#include "core/base/task_context.h"

#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// Taps (order + 1 of them) of a linear-phase band-pass, windowed-sinc with a Hamming window, unit gain in
/// the middle of the band; equal to scipy.signal.firwin(order + 1, [low, high], pass_zero=False, fs=rate).
/// `order` must be even.
std::vector<double> bandpassFir(int order, double lowHz, double highHz, double rateHz);

/// Filters forward and backward (zero phase, squared magnitude response), the ends extended by odd
/// reflection: what scipy.signal.filtfilt(taps, 1, x) gives with its default padding. Input too short for
/// that padding, which SciPy refuses, is reflected as far as it goes and then held. By FFT: a night takes a
/// fraction of a second. Samples must be finite: one that is not spoils the whole result. Cancelled work
/// returns an empty vector.
std::vector<float> filterForwardBackward(std::span<const double> taps, std::span<const float> samples,
                                         const TaskContext& context = {});

} // namespace hypnodesk::dsp
