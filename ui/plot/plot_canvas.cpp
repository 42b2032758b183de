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
    connect(this, &QCustomPlot::afterReplot, this, [this] { m_isPainted = true; });
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
    if (m_isPainted)
        layer(name)->replot();
    else
        replotSoon();
}

void PlotCanvas::paintEvent(QPaintEvent* event) {
    if (const double ratio = devicePixelRatioF(); !qFuzzyCompare(ratio, bufferDevicePixelRatio())) {
        setBufferDevicePixelRatio(ratio);
        replot(rpQueuedRefresh);
    }
    QCustomPlot::paintEvent(event);
}

// The axis rectangle still has its old width when the ticks of a resized plot are chosen: what counts is the
// width that the widget leaves to it.
double ClockTicker::axisWidth() const {
    const QMargins margins = m_axis->axisRect()->margins();
    return std::max(1, m_axis->parentPlot()->viewport().width() - margins.left() - margins.right());
}

double ClockTicker::getTickStep(const QCPRange& range) {
    const QFontMetrics metrics(m_axis->tickLabelFont());
    const auto fitting = [&](const QString& label) {
        return static_cast<int>(axisWidth() / (metrics.horizontalAdvance(label) * 1.7));
    };
    m_step = clockTickStep(range.size(), fitting(QStringLiteral("00:00")));
    if (m_step < 60.0)
        m_step = clockTickStep(range.size(), fitting(QStringLiteral("00:00:00")));
    return m_step;
}

int ClockTicker::getSubTickCount(double tickStep) {
    // One line a second while they are at least four pixels apart.
    if (tickStep > 1.0 && tickStep <= 30.0 && axisWidth() / m_axis->range().size() >= 4.0)
        return static_cast<int>(tickStep) - 1;
    return 0;
}

QString ClockTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    const QString label = clockText(m_start, tick, m_step < 60.0);
    // A label that the edge of the window would cut is left out.
    const double x = m_axis->axisRect()->margins().left() +
                     (tick - m_axis->range().lower) / m_axis->range().size() * axisWidth();
    const double right = x + QFontMetrics(m_axis->tickLabelFont()).horizontalAdvance(label) / 2.0;
    return right <= m_axis->parentPlot()->viewport().width() ? label : QString();
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
    const auto column = static_cast<int>(std::lround(x));
    // A light seam on both sides keeps the line visible on dark pictures.
    painter.fillRect(QRect(column - 1, plot.top(), 3, plot.height()), QColor(255, 255, 255, 90));
    painter.setPen(QPen(theme.cursor, 0));
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
