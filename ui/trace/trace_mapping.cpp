#include "ui/trace/trace_mapping.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hypnodesk {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

void include(MinMax& column, float value) {
    // Written so that a NaN column takes the value, and a NaN value changes nothing.
    if (value < column.minimum || std::isnan(column.minimum))
        column.minimum = value;
    if (value > column.maximum || std::isnan(column.maximum))
        column.maximum = value;
}

MinMax extentOf(std::span<const float> samples) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    float low = kInfinity, high = -kInfinity;
    for (const float value : samples) { // comparisons with NaN are false
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    return low <= high ? MinMax{low, high} : MinMax{kNothing, kNothing};
}

} // namespace

std::vector<MinMax> traceColumns(std::span<const float> samples, double firstSeconds, double rateHz,
                                 double fromSeconds, double toSeconds, int columns) {
    if (columns <= 0 || !(rateHz > 0.0) || !(toSeconds > fromSeconds))
        return {};
    const double columnsPerSecond = columns / (toSeconds - fromSeconds);
    const double step = columnsPerSecond / rateHz; // columns from one sample to the next
    const double firstX = (firstSeconds - fromSeconds) * columnsPerSecond;
    const auto count = static_cast<double>(samples.size());
    const auto firstSampleFrom = [&](int border) { // the first sample at or right of a border between columns
        return static_cast<std::size_t>(std::clamp(std::ceil((border - firstX) / step), 0.0, count));
    };
    const auto crossing = [&](int border, std::size_t next) { // NaN when either neighbour is missing
        if (next == 0 || next >= samples.size())
            return kNothing;
        const double back = (firstX + static_cast<double>(next) * step - border) / step; // in samples
        return static_cast<float>(samples[next] + (samples[next - 1] - samples[next]) * back);
    };

    std::vector<MinMax> result(static_cast<std::size_t>(columns));
    std::size_t begin = firstSampleFrom(0);
    float left = crossing(0, begin);
    for (int column = 0; column < columns; ++column) {
        const std::size_t end = firstSampleFrom(column + 1);
        const float right = crossing(column + 1, end);
        MinMax& extent = result[static_cast<std::size_t>(column)];
        extent = extentOf(samples.subspan(begin, end - begin));
        include(extent, left);
        include(extent, right);
        begin = end;
        left = right;
    }
    return result;
}

void joinColumns(std::span<MinMax> columns) {
    for (std::size_t i = 1; i < columns.size(); ++i) {
        MinMax& left = columns[i - 1];
        MinMax& right = columns[i];
        // Comparisons with NaN are false: gaps stay gaps.
        if (left.maximum < right.minimum) {
            const float middle = (left.maximum + right.minimum) / 2.0f;
            left.maximum = right.minimum = middle;
        } else if (left.minimum > right.maximum) {
            const float middle = (left.minimum + right.maximum) / 2.0f;
            left.minimum = right.maximum = middle;
        }
    }
}

void removeBaseline(std::span<MinMax> columns) {
    std::vector<float> centres;
    centres.reserve(columns.size());
    for (const MinMax& column : columns)
        if (column.minimum == column.minimum)
            centres.push_back((column.minimum + column.maximum) / 2.0f);
    if (centres.empty())
        return;
    const auto median = centres.begin() + static_cast<std::ptrdiff_t>(centres.size() / 2);
    std::nth_element(centres.begin(), median, centres.end());
    for (MinMax& column : columns) {
        column.minimum -= *median;
        column.maximum -= *median;
    }
}

double rowTop(int row, int rows, double top, double height) {
    return top + height * row / std::max(1, rows);
}

} // namespace hypnodesk
