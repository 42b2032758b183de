#include "core/scoring/interval.h"

#include <algorithm>
#include <cstddef>

namespace hypnodesk {

namespace {

double percentile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

} // namespace

Interval percentileInterval(std::vector<double> values, double level) {
    std::sort(values.begin(), values.end());
    const double tail = (1.0 - level) / 2.0;
    return {percentile(values, tail), percentile(values, 1.0 - tail)};
}

} // namespace hypnodesk
