#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// Band-limited resampling with anti-aliasing (soxr, high quality, linear phase). The result has
/// round(samples.size() * toHz / fromHz) samples and no delay against the input. Samples must be finite.
/// Errors: ArgumentInvalid (rates that make no sense, ratio beyond 10,000, more than 5e8 samples to make, a
/// sample that is not finite), Cancelled.
Result<std::vector<float>> resample(std::span<const float> samples, double fromHz, double toHz,
                                    const TaskContext& context = {});

} // namespace hypnodesk::dsp
