#pragma once

#include "core/recording/envelope_pyramid.h"
#include "ui/trace/trace_mapping.h"

#include <QColor>
#include <QImage>

#include <span>

namespace hypnodesk {

/// Paints one trace into a picture, a pixel column at a time: column x of `columns` goes to column `left` + x
/// of `image` (ARGB32_Premultiplied), from its lowest to its highest value, `lineWidth` pixels thick, the
/// ends blended by the share of the pixel they cover. That is as smooth as an antialiased polyline at a small
/// part of its cost: QPainter needs 5 to 20 times as long for the same trace. `row` is in pixels of the
/// image; nothing is painted above `clipTop` or from `clipBottom` down.
void paintTrace(QImage& image, int left, std::span<const MinMax> columns, const RowGeometry& row,
                const QColor& colour, double lineWidth, double clipTop, double clipBottom);

} // namespace hypnodesk
