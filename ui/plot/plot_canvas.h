#pragma once

#include "core/recording/recording.h"
#include "ui/base/plot.h"
#include "ui/plot/theme.h"

#include <QString>

#include <functional>

namespace hypnodesk {

using PaintFunction = std::function<void(QPainter& painter)>;

/// A QCustomPlot as all views of the program use it: no focus and no keys of its own, no dragging, sharp
/// lines, the pixel density of the screen it is on, and the layer "overlay" in a buffer of its own, so that a
/// cursor moves without painting the rest again.
class PlotCanvas : public QCustomPlot {
public:
    explicit PlotCanvas(QWidget* parent = nullptr);

    /// Adds a painter to a layer; painters of one layer are called in the order of adding. `paint` draws in
    /// pixels of the widget and is called on every replot of that layer. It lives as long as the canvas.
    void addPainter(const QString& layer, PaintFunction paint);
    /// A layer in a buffer of its own, above the axes and below "overlay".
    void addBufferedLayer(const QString& name);

    void applyTheme(const Theme& theme);
    /// Paints everything again, once, when control returns to the event loop.
    void replotSoon() { replot(rpQueuedReplot); }
    /// Paints a layer with a buffer of its own again, at once.
    void replotLayer(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_isPainted = false; // layers have buffers from the first replot on
};

/// Ticks on round clock times, as many as fit the width of the axis.
class ClockTicker : public QCPAxisTicker {
public:
    explicit ClockTicker(const QCPAxis* axis) : m_axis(axis) {}
    void setStart(const StartTime& start) { m_start = start; }
    const StartTime& start() const { return m_start; }

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;

private:
    double axisWidth() const;

    const QCPAxis* m_axis;
    StartTime m_start;
    double m_step = 1.0;
};

/// Turns the small angles of a touchpad into whole steps of a wheel.
class WheelSteps {
public:
    /// Steps that are complete with this event; > 0 is away from the user.
    int add(const QWheelEvent& event);

private:
    int m_angle = 0;
};

/// Text in the middle of a rectangle, wrapped, in the muted colour.
void paintMessage(QPainter& painter, const Theme& theme, const QRect& rectangle, const QString& text);
/// The cursor: a line at `x`, its text on the axis below `plot`, kept within the width of the device.
void paintCursorLine(QPainter& painter, const Theme& theme, const QRect& plot, double x, const QString& text);
/// Text on a rounded patch of the background in the upper right corner, readable above any picture.
void paintBadge(QPainter& painter, const Theme& theme, const QRect& rectangle, const QString& text);

} // namespace hypnodesk
