#pragma once

#include "core/recording/envelope_pyramid.h"

#include <span>
#include <vector>

namespace hypnodesk {

/// Extent of the signal in each of `columns` equal columns of [fromSeconds, toSeconds), for painting a trace
/// one pixel column at a time. Samples are joined by straight lines, whose values at the borders of columns
/// count in both columns, so neighbouring columns always touch; lines never lead across NaN (gaps). Columns
/// without signal are NaN. `samples[i]` lies at firstSeconds + i / rateHz; samples outside the span only help
/// to join.
std::vector<MinMax> traceColumns(std::span<const float> samples, double firstSeconds, double rateHz,
                                 double fromSeconds, double toSeconds, int columns);

/// Makes neighbouring columns touch, for envelopes whose buckets know nothing of each other.
void joinColumns(std::span<MinMax> columns);

/// Subtracts the median of the columns' centres: the baseline of an unfiltered envelope.
void removeBaseline(std::span<MinMax> columns);

/// The vertical place of one row. y grows downwards, in pixels.
struct RowGeometry {
    double top = 0.0;
    double height = 0.0;
    double middleValue = 0.0;    ///< value in the middle of the row
    double valuesPerRow = 150.0; ///< from bottom to top, > 0
    bool upsideDown = false;     ///< larger values further down ("negative up")

    double middle() const { return top + height / 2.0; }
    double yOf(double value) const {
        const double up = (value - middleValue) / valuesPerRow * height;
        return middle() + (upsideDown ? up : -up);
    }
    /// The value at a y; the inverse of yOf().
    double valueAt(double y) const {
        const double down = (y - middle()) / height * valuesPerRow;
        return middleValue + (upsideDown ? down : -down);
    }
    bool operator==(const RowGeometry&) const = default;
};

/// Top of row `row` of `rows` that share `height` pixels from `top`; row == rows gives the bottom.
double rowTop(int row, int rows, double top, double height);

} // namespace hypnodesk
