#pragma once

#include <vector>

namespace hypnodesk {

struct Interval {
    double low = 0.0;
    double high = 0.0;
    bool operator==(const Interval&) const = default;
};

/// From the (1 - level) / 2 percentile of the values to that of 1 - (1 - level) / 2, both linear between
/// order statistics, as NumPy's are. `values` is not empty; its order does not matter.
Interval percentileInterval(std::vector<double> values, double level);

} // namespace hypnodesk
