#pragma once

#include "ui/plot/theme.h"

#include <QPainter>
#include <QRectF>
#include <QString>

namespace hypnodesk {

/// Two points that were pulled apart on a row: time in seconds from the start of the recording, height in
/// the unit of the row. A value.
struct TraceMeasure {
    int row = 0;
    double fromSeconds = 0.0, toSeconds = 0.0;
    double fromValue = 0.0, toValue = 0.0;
    bool operator==(const TraceMeasure&) const = default;
};

/// "0.84 s   1.19 Hz   76 µV": what lies between the points, without signs. The frequency is that of a wave
/// as long as the span, and left out for spans of less than a millisecond.
QString measureText(const TraceMeasure& measure, const QString& unit);

/// The points as the corners of a frame, with the text beside it where `plot` has room. `from` and `to` are
/// pixels; they may lie outside `plot`.
void paintMeasure(QPainter& painter, const Theme& theme, const QRect& plot, QPointF from, QPointF to,
                  const QString& text);

} // namespace hypnodesk
