#include "ui/trace/trace_raster.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// `source` (premultiplied, opaque colour times 255) laid over a pixel with `coverage` 0 to 255.
QRgb blended(QRgb below, const QColor& colour, int coverage) {
    const auto mix = [coverage](int over, int under) {
        return (over * coverage + under * (255 - coverage) + 127) / 255;
    };
    return qRgba(mix(colour.red(), qRed(below)), mix(colour.green(), qGreen(below)),
                 mix(colour.blue(), qBlue(below)), mix(255, qAlpha(below)));
}

} // namespace

void paintTrace(QImage& image, int left, std::span<const MinMax> columns, const RowGeometry& row,
                const QColor& colour, double lineWidth, double clipTop, double clipBottom) {
    Q_ASSERT(image.format() == QImage::Format_ARGB32_Premultiplied);
    const double highest = std::max(0.0, clipTop);
    const double lowest = std::min(static_cast<double>(image.height()), clipBottom);
    const auto stride = static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4);
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const QRgb solid = colour.rgb();
    // Steep parts are as thick as level ones: a column also shows what its left neighbours within the line
    // show.
    const int spread = std::max(0, static_cast<int>(std::lround(lineWidth)) - 1);
    const int first = std::max(0, -left);
    const int last = std::min(static_cast<int>(columns.size()), image.width() - left);
    for (int x = first; x < last; ++x) {
        MinMax column = columns[static_cast<std::size_t>(x)];
        for (int neighbour = std::max(0, x - spread); neighbour < x; ++neighbour) {
            const MinMax& other = columns[static_cast<std::size_t>(neighbour)];
            if (other.minimum < column.minimum) // false for NaN
                column.minimum = other.minimum;
            if (other.maximum > column.maximum)
                column.maximum = other.maximum;
        }
        double a = row.yOf(column.minimum);
        double b = row.yOf(column.maximum);
        if (!(std::isfinite(a) && std::isfinite(b)))
            continue;
        if (a > b)
            std::swap(a, b);
        a = std::max(a - lineWidth / 2.0, highest);
        b = std::min(b + lineWidth / 2.0, lowest);
        if (b <= a)
            continue;
        const int firstRow = static_cast<int>(a);
        const int lastRow = std::min(static_cast<int>(b), image.height() - 1);
        QRgb* pixel = pixels + firstRow * stride + left + x;
        if (firstRow == lastRow) {
            *pixel = blended(*pixel, colour, static_cast<int>((b - a) * 255.0));
            continue;
        }
        *pixel = blended(*pixel, colour, static_cast<int>((firstRow + 1 - a) * 255.0));
        pixel += stride;
        for (int y = firstRow + 1; y < lastRow; ++y, pixel += stride)
            *pixel = solid;
        *pixel = blended(*pixel, colour, static_cast<int>(std::min(1.0, b - lastRow) * 255.0));
    }
}

} // namespace hypnodesk
