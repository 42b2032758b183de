#include "ui/plot/banded_painting.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kBandPixels = 64.0; ///< of the device

} // namespace

void paintInBands(QPainter& painter, const QRectF& area, const std::function<void()>& paint) {
    const double ratio = painter.device()->devicePixelRatioF();
    const double bottom = std::ceil(area.bottom() * ratio);
    for (double top = std::floor(area.top() * ratio); top < bottom; top += kBandPixels) {
        painter.save();
        painter.setClipRect(
            QRectF(area.left(), top / ratio, area.width(), std::min(kBandPixels, bottom - top) / ratio)
                .adjusted(-1.0, 0.0, 1.0, 0.0),
            Qt::IntersectClip);
        paint();
        painter.restore();
    }
}

void fillInBands(QPainter& painter, const QRectF& area, const QBrush& brush) {
    paintInBands(painter, area, [&] { painter.fillRect(area, brush); });
}

} // namespace hypnodesk
