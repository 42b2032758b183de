#pragma once

#include "core/dsp/display_filter.h"

#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// applyDisplayFilter() on each of the signals, in place, with the same result to the last bit. Recursive
/// filters wait for their own last value; signals of equal length are filtered four at a time, which takes
/// little longer than one alone.
void applyDisplayFilterTogether(const DisplayFilter& filter, std::span<std::vector<float>> signals,
                                double rateHz);

} // namespace hypnodesk::dsp
