#include "ui/trace/trace_mapping.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hypnodesk {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

void include(MinMax& column, float value) {
    // Written so that a NaN column takes the value.
    if (!(column.minimum <= value))
        column.minimum = value;
    if (!(column.maximum >= value))
        column.maximum = value;
}

} // namespace

std::vector<MinMax> traceColumns(std::span<const float> samples, double firstSeconds, double rateHz,
                                 double fromSeconds, double toSeconds, int columns) {
    if (columns <= 0 || !(rateHz > 0.0) || !(toSeconds > fromSeconds))
        return {};
    std::vector<MinMax> result(static_cast<std::size_t>(columns), MinMax{kNothing, kNothing});
    const double columnsPerSecond = columns / (toSeconds - fromSeconds);
    const double step = columnsPerSecond / rateHz;
    const double firstX = (firstSeconds - fromSeconds) * columnsPerSecond;
    const auto at = [&](std::int64_t column) -> MinMax* {
        return column >= 0 && column < columns ? &result[static_cast<std::size_t>(column)] : nullptr;
    };

    // Only samples that lie in the span, and one more at either side.
    const auto count = static_cast<double>(samples.size());
    const auto begin = static_cast<std::size_t>(std::clamp(std::floor(-firstX / step) - 1.0, 0.0, count));
    const auto end =
        static_cast<std::size_t>(std::clamp(std::ceil((columns - firstX) / step) + 2.0, 0.0, count));
    float previous = kNothing;
    double previousX = 0.0;
    std::int64_t previousColumn = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const float value = samples[i];
        const double x = firstX + static_cast<double>(i) * step;
        const auto column = static_cast<std::int64_t>(std::floor(x));
        if (value == value) {
            if (previous == previous && column != previousColumn) {
                const double slope = (value - previous) / (x - previousX);
                const std::int64_t lastBorder = std::min<std::int64_t>(column, columns);
                for (std::int64_t border = std::max<std::int64_t>(previousColumn + 1, 0);
                     border <= lastBorder; ++border) {
                    const auto crossing =
                        static_cast<float>(previous + slope * (static_cast<double>(border) - previousX));
                    if (MinMax* left = at(border - 1))
                        include(*left, crossing);
                    if (MinMax* right = at(border))
                        include(*right, crossing);
                }
            }
            if (MinMax* own = at(column))
                include(*own, value);
        }
        previous = value;
        previousX = x;
        previousColumn = column;
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
