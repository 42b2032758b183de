#pragma once

#include "ui/plot/theme.h"
#include "ui/trace/trace_mapping.h"
#include "ui/trace/trace_measure.h"
#include "ui/trace/trace_reader.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QString>

#include <optional>

namespace hypnodesk {

/// Paints what a TraceView shows, into rectangles it is told. Holds the state of the picture, asks the reader
/// for rows. `plot` is the area of the traces, in logical pixels.
class TracePainter {
    Q_DECLARE_TR_FUNCTIONS(TracePainter)

public:
    TraceReader reader;
    Theme theme;
    QString message;
    double from = 0.0, to = 30.0;          ///< span, seconds
    double epochFrom = 0.0, epochTo = 0.0; ///< framed when not empty
    std::optional<double> cursor;
    std::optional<TraceMeasure> measure;
    double pixelsPerMillimetre = 96.0 / 25.4; ///< logical pixels of the screen, > 0

    bool isEmpty() const { return reader.rowCount() == 0; }
    double xOf(double seconds, const QRect& plot) const;

    void paintTraces(QPainter& painter, const QRect& plot);
    void paintGutter(QPainter& painter, const QRect& plot) const;
    void paintCursor(QPainter& painter, const QRect& plot) const;
    void paintMeasure(QPainter& painter, const QRect& plot) const;

    /// The text beside the measure; empty without one.
    QString measureText() const;

    /// What the gutter needs for the longest name, in logical pixels.
    int gutterWidth() const;
    /// "150 µV", "7 µV/mm" for sensitivities true to the screen, "92.0…98.5 %" for a row scaled to the
    /// night; with the enlargement of the row where it has one.
    QString scaleText(int row) const;
    /// `ratio`: pixels of `plot` a logical pixel.
    RowGeometry geometry(int row, const QRectF& plot, double ratio = 1.0) const;
    QColor colour(int row) const;
    /// The row at this y, or the nearest.
    int rowAt(double y, const QRectF& plot) const;

private:
    /// "µV", or what the recording says; empty for channels without a unit.
    QString unit(int row) const;
    /// The row's sensitivity true to the screen, its enlargement not counted; 0: it fits its height.
    double microvoltsPerMillimetre(int row) const;
    double valuesPerRow(int row, double logicalHeight) const;
    void paintGaps(QPainter& painter, const QRect& plot) const;
    void paintGuides(QPainter& painter, const QRect& plot) const;
    void paintEpochFrame(QPainter& painter, const QRect& plot) const;

    QImage m_image;
};

} // namespace hypnodesk
