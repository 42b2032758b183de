#pragma once

#include <QPainter>

#include <functional>

namespace hypnodesk {

/// Calls `paint` for one horizontal band of `area` after the other, with the painter clipped to the band; all
/// of them together show what one call would.
///
/// Qt deals fills of more than about a hundred rows out to a pool of threads and waits for the last of them.
/// While the network has all processors that takes many times as long as painting itself (measured: 44 ms
/// instead of 3), and the window does not answer. A band is small enough to be filled at once.
void paintInBands(QPainter& painter, const QRectF& area, const std::function<void()>& paint);

/// QPainter::fillRect in bands.
void fillInBands(QPainter& painter, const QRectF& area, const QBrush& brush);

} // namespace hypnodesk
