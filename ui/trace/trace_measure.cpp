#include "ui/trace/trace_measure.h"

#include "ui/base/words.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kShortestWave = 1e-3;
constexpr int kPadding = 6;
constexpr int kDistance = 6; // of the text from the frame

int digitsOf(double value) {
    return value < 1.0 ? 2 : value < 100.0 ? 1 : 0;
}

} // namespace

QString measureText(const TraceMeasure& measure, const QString& unit) {
    const double seconds = std::abs(measure.toSeconds - measure.fromSeconds);
    const double height = std::abs(measure.toValue - measure.fromValue);
    const QString time = QCoreApplication::translate("TraceMeasure", "%1 s").arg(decimalText(seconds, 2));
    const QString value =
        QStringLiteral("%1 %2").arg(decimalText(height, digitsOf(height))).arg(unit).trimmed();
    if (seconds < kShortestWave)
        return QCoreApplication::translate("TraceMeasure", "%1   %2", "time, height").arg(time, value);
    return QCoreApplication::translate("TraceMeasure", "%1   %2 Hz   %3", "time, frequency, height")
        .arg(time)
        .arg(decimalText(1.0 / seconds, 2))
        .arg(value);
}

void paintMeasure(QPainter& painter, const Theme& theme, const QRect& plot, QPointF from, QPointF to,
                  const QString& text) {
    painter.save();
    painter.setClipRect(plot);
    // Limited while still doubles: after a zoom the points may lie far outside.
    const auto limited = [&](QPointF point) {
        return QPoint(
            static_cast<int>(std::lround(std::clamp(point.x(), plot.left() - 2.0, plot.right() + 2.0))),
            static_cast<int>(std::lround(std::clamp(point.y(), plot.top() - 2.0, plot.bottom() + 2.0))));
    };
    const QPoint a = limited(from), b = limited(to);
    const QRect box = QRect(QPoint(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                            QPoint(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
    QColor fill = theme.cursor;
    fill.setAlpha(28);
    painter.fillRect(box, fill);
    painter.setPen(QPen(theme.cursor, 0));
    painter.drawRect(box);

    const QFontMetrics metrics(theme.font);
    QRect label(0, 0, metrics.horizontalAdvance(text) + 2 * kPadding, metrics.height() + kPadding);
    label.moveBottomLeft(box.topLeft() - QPoint(0, kDistance));
    if (label.top() < plot.top())
        label.moveTopLeft(box.bottomLeft() + QPoint(0, kDistance));
    if (label.bottom() > plot.bottom()) // a frame as high as the view
        label.moveTop(plot.top() + kDistance);
    label.moveLeft(
        std::clamp(label.left(), plot.left(), std::max(plot.left(), plot.right() - label.width())));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.background);
    painter.drawRoundedRect(label, 3, 3);
    painter.setFont(theme.font);
    painter.setPen(theme.text);
    painter.drawText(label, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace hypnodesk
