#include "ui/plot/plot_canvas.h"

#include "ui/plot/clock_axis.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// A layerable that calls a function.
class PaintedItem : public QCPLayerable {
public:
    PaintedItem(QCustomPlot* plot, const QString& layer, PaintFunction paint)
        : QCPLayerable(plot, layer), m_paint(std::move(paint)) {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override { m_paint(*painter); }

private:
    PaintFunction m_paint;
};

} // namespace

PlotCanvas::PlotCanvas(QWidget* parent) : QCustomPlot(parent) {
    setFocusPolicy(Qt::NoFocus);
    setInteractions(QCP::iNone);
    setNotAntialiasedElements(QCP::aeAll);
    setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
}

void PlotCanvas::addPainter(const QString& layer, PaintFunction paint) {
    new PaintedItem(this, layer, std::move(paint)); // owned by the plot, as every layerable
}

void PlotCanvas::addBufferedLayer(const QString& name) {
    addLayer(name, layer(QStringLiteral("overlay")), limBelow);
    layer(name)->setMode(QCPLayer::lmBuffered);
}

void PlotCanvas::applyTheme(const Theme& theme) {
    setBackground(QBrush(theme.surround));
    for (QCPAxisRect* rectangle : axisRects()) {
        rectangle->setBackground(QBrush(theme.background));
        for (QCPAxis* axis : rectangle->axes()) {
            axis->setBasePen(QPen(theme.guide, 0));
            axis->setTickPen(QPen(theme.guide, 0));
            axis->setSubTickPen(QPen(theme.grid, 0));
            axis->setTickLabelColor(theme.mutedText);
            axis->setTickLabelFont(theme.smallFont);
            axis->setLabelColor(theme.mutedText);
            axis->setLabelFont(theme.smallFont);
            axis->setTickLength(0, 3);
            axis->setSubTickLength(0, 0);
            axis->setTickLabelPadding(3);
            axis->grid()->setPen(QPen(theme.guide, 0));
            axis->grid()->setSubGridPen(QPen(theme.grid, 0));
            axis->grid()->setZeroLinePen(Qt::NoPen);
        }
    }
}

void PlotCanvas::replotLayer(const QString& name) {
    layer(name)->replot();
}

void PlotCanvas::paintEvent(QPaintEvent* event) {
    if (const double ratio = devicePixelRatioF(); !qFuzzyCompare(ratio, bufferDevicePixelRatio())) {
        setBufferDevicePixelRatio(ratio);
        replot(rpQueuedRefresh);
    }
    QCustomPlot::paintEvent(event);
}

double ClockTicker::getTickStep(const QCPRange& range) {
    const QFontMetrics metrics(m_axis->tickLabelFont());
    const auto fitting = [&](const QString& label) {
        return static_cast<int>(m_axis->axisRect()->width() / (metrics.horizontalAdvance(label) * 1.7));
    };
    m_step = clockTickStep(range.size(), fitting(QStringLiteral("00:00")));
    if (m_step < 60.0)
        m_step = clockTickStep(range.size(), fitting(QStringLiteral("00:00:00")));
    return m_step;
}

int ClockTicker::getSubTickCount(double tickStep) {
    // One line a second while they are at least four pixels apart.
    if (tickStep > 1.0 && tickStep <= 30.0) {
        const double pixels = m_axis->axisRect()->width() / m_axis->range().size();
        return pixels >= 4.0 ? static_cast<int>(tickStep) - 1 : 0;
    }
    return 0;
}

QString ClockTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return clockText(m_start, tick, m_step < 60.0);
}

QVector<double> ClockTicker::createTickVector(double tickStep, const QCPRange& range) {
    // One more at either end: QCustomPlot derives the sub-ticks from pairs and trims the rest itself.
    const auto ticks = clockTicks(m_start, range.lower - tickStep, range.upper + tickStep, tickStep);
    return {ticks.begin(), ticks.end()};
}

int WheelSteps::add(const QWheelEvent& event) {
    const QPoint angle = event.angleDelta();
    m_angle += angle.y() != 0 ? angle.y() : angle.x();
    constexpr int kOneStep = 120;
    const int steps = m_angle / kOneStep;
    m_angle -= steps * kOneStep;
    return steps;
}

void paintMessage(QPainter& painter, const Theme& theme, const QRect& rectangle, const QString& text) {
    painter.setFont(theme.font);
    painter.setPen(theme.mutedText);
    painter.drawText(rectangle.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, text);
}

void paintCursorLine(QPainter& painter, const Theme& theme, const QRect& plot, double x,
                     const QString& text) {
    painter.save();
    painter.setPen(QPen(theme.cursor, 0));
    const auto column = static_cast<int>(std::lround(x));
    painter.drawLine(column, plot.top(), column, plot.bottom());
    const QFontMetrics metrics(theme.smallFont);
    QRect label(0, plot.bottom() + 2, metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    const int rightmost =
        static_cast<int>(painter.device()->width() / painter.device()->devicePixelRatioF()) - label.width();
    label.moveLeft(std::max(0, std::min(column - label.width() / 2, rightmost)));
    painter.fillRect(label, theme.cursor);
    painter.setFont(theme.smallFont);
    painter.setPen(Theme::textOn(theme.cursor));
    painter.drawText(label, Qt::AlignCenter, text);
    painter.restore();
}

void paintBadge(QPainter& painter, const Theme& theme, const QRect& rectangle, const QString& text) {
    painter.save();
    painter.setFont(theme.smallFont);
    const QFontMetrics metrics(theme.smallFont);
    QRect patch(0, 0, metrics.horizontalAdvance(text) + 14, metrics.height() + 6);
    patch.moveTopRight(rectangle.topRight() + QPoint(-6, 6));
    QColor fill = theme.background;
    fill.setAlpha(225);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(patch, 4, 4);
    painter.setPen(theme.text);
    painter.drawText(patch, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace hypnodesk
