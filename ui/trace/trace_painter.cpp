#include "ui/trace/trace_painter.h"

#include "ui/base/words.h"
#include "ui/plot/banded_painting.h"
#include "ui/plot/clock_axis.h"
#include "ui/plot/plot_canvas.h"
#include "ui/trace/trace_raster.h"

#include <QFontMetrics>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kGuideMicrovolts = 37.5;
constexpr double kLeastGuideDistance =
    12.0; // pixels between the two guides of a row, below which they are clutter
constexpr int kGutterPadding = 8;
constexpr int kWidestGutter = 180;
constexpr double kOverlap = 0.5; // a trace may reach this part of a row into its neighbours

} // namespace

double TracePainter::xOf(double seconds, const QRect& plot) const {
    return plot.left() + (seconds - from) / (to - from) * plot.width();
}

double TracePainter::microvoltsPerMillimetre(int row) const {
    if (reader.isScaled(row))
        return 0.0;
    if (reader.display(row).microvoltsPerMillimetre)
        return *reader.display(row).microvoltsPerMillimetre;
    static const TraceSettings kDefaults;
    const ChannelRole role = reader.channel(row).role;
    // The eyes are looked at as the EEG is; muscles keep the ratio that they have by default.
    const double ratio = role == ChannelRole::Eog ? 1.0
                                                  : kDefaults[role].microvoltsPerRow /
                                                        kDefaults[ChannelRole::Eeg].microvoltsPerRow;
    return reader.settings().microvoltsPerMillimetre * ratio;
}

double TracePainter::valuesPerRow(int row, double logicalHeight) const {
    const double enlargement = reader.display(row).enlargement;
    if (const double sensitivity = microvoltsPerMillimetre(row); sensitivity > 0.0)
        return sensitivity * logicalHeight / pixelsPerMillimetre / enlargement;
    const ChannelRole role = reader.channel(row).role;
    const double scale = std::max(1e-9, reader.settings()[role].microvoltsPerRow);
    if (!reader.isScaled(row))
        return scale / enlargement;
    static const TraceSettings kDefaults;
    return reader.nightScale(row).range * scale / kDefaults[role].microvoltsPerRow / enlargement;
}

RowGeometry TracePainter::geometry(int row, const QRectF& plot, double ratio) const {
    RowGeometry geometry;
    geometry.top = rowTop(row, reader.rowCount(), plot.top(), plot.height());
    geometry.height = rowTop(row + 1, reader.rowCount(), plot.top(), plot.height()) - geometry.top;
    geometry.valuesPerRow = valuesPerRow(row, geometry.height / ratio);
    const bool isScaled = reader.isScaled(row);
    if (isScaled)
        geometry.middleValue = reader.nightScale(row).middle;
    geometry.upsideDown = (!isScaled && reader.settings().negativeUp) != reader.display(row).isInverted;
    return geometry;
}

QColor TracePainter::colour(int row) const {
    const QColor& own = reader.display(row).colour;
    return own.isValid() ? own : theme.trace(reader.channel(row).role);
}

int TracePainter::rowAt(double y, const QRectF& plot) const {
    const double part = plot.height() > 0.0 ? (y - plot.top()) / plot.height() : 0.0;
    return std::clamp(static_cast<int>(std::floor(part * reader.rowCount())), 0,
                      std::max(0, reader.rowCount() - 1));
}

QString TracePainter::scaleText(int row) const {
    const RowDisplay& display = reader.display(row);
    const double sensitivity = microvoltsPerMillimetre(row);
    const double shown = sensitivity > 0.0 ? sensitivity / display.enlargement : valuesPerRow(row, 1.0);
    const int digits = shown < 2.0 ? 2 : shown < 20.0 ? 1 : 0;
    const QString times =
        display.enlargement == 1.0
            ? QString()
            : QStringLiteral(" \u00d7%1").arg(QLocale().toString(display.enlargement, 'g', 2));
    if (sensitivity > 0.0)
        return tr("%1 \u00b5V/mm").arg(QLocale().toString(shown, 'g', shown < 100.0 ? 2 : 3)) + times;
    if (!reader.isScaled(row))
        return QStringLiteral("%1 %2").arg(decimalText(shown, digits)).arg(unit(row)) + times;
    const double middle = reader.nightScale(row).middle;
    return QStringLiteral("%1\u2026%2 %3")
        .arg(decimalText(middle - shown / 2.0, digits))
        .arg(decimalText(middle + shown / 2.0, digits))
        .arg(unit(row))
        .trimmed();
}

QString TracePainter::unit(int row) const {
    return reader.channel(row).isVoltage ? QStringLiteral("\u00b5V")
                                         : QString::fromStdString(reader.channel(row).unit);
}

int TracePainter::gutterWidth() const {
    const QFontMetrics names(theme.font), scales(theme.smallFont);
    int widest = scales.horizontalAdvance(QStringLiteral("1000 µV"));
    for (int row = 0; row < reader.rowCount(); ++row) {
        const QString name = QString::fromStdString(reader.montage()[static_cast<std::size_t>(row)].name);
        widest = std::max({widest, names.horizontalAdvance(name), scales.horizontalAdvance(scaleText(row))});
    }
    // Two pixels more: a width that fits to the rounded pixel is still elided.
    return std::min(widest, kWidestGutter) + 2 + 2 * kGutterPadding;
}

void TracePainter::paintGutter(QPainter& painter, const QRect& plot) const {
    const int rows = reader.rowCount();
    if (rows == 0 || plot.left() < 4 * kGutterPadding)
        return;
    const int width = plot.left() - 2 * kGutterPadding;
    const double rowHeight = static_cast<double>(plot.height()) / rows;
    const QFontMetrics nameMetrics(theme.font), smallMetrics(theme.smallFont);
    const bool isTight = rowHeight < nameMetrics.height();
    const QFont& nameFont = isTight ? theme.smallFont : theme.font;
    const QFontMetrics metrics(nameFont);
    const bool withScale = rowHeight >= nameMetrics.height() + smallMetrics.height();
    // When even the small font is too high for a row, only every n-th row is named.
    const int stride = std::max(1, static_cast<int>(std::ceil(metrics.ascent() / std::max(1.0, rowHeight))));
    for (int row = 0; row < rows; row += stride) {
        const double top = rowTop(row, rows, plot.top(), plot.height());
        const int height = metrics.height() + (withScale ? smallMetrics.height() : 0);
        const int y = std::clamp(static_cast<int>(top + (rowHeight - height) / 2.0), 0,
                                 std::max(0, plot.bottom() - height));
        const QString name = QString::fromStdString(reader.montage()[static_cast<std::size_t>(row)].name);
        painter.setFont(nameFont);
        painter.setPen(colour(row));
        painter.drawText(QRect(kGutterPadding, y, width, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(name, Qt::ElideMiddle, width));
        if (withScale) {
            painter.setFont(theme.smallFont);
            const RowDisplay& display = reader.display(row);
            const bool isOwn = display.enlargement != 1.0 || display.microvoltsPerMillimetre;
            painter.setPen(isOwn ? theme.text : theme.mutedText);
            painter.drawText(QRect(kGutterPadding, y + metrics.height(), width, smallMetrics.height()),
                             Qt::AlignRight | Qt::AlignVCenter,
                             smallMetrics.elidedText(scaleText(row), Qt::ElideRight, width));
        }
    }
}

void TracePainter::paintGaps(QPainter& painter, const QRect& plot) const {
    const auto hatch = [&](double begin, double end) {
        const double left = std::max<double>(plot.left(), xOf(begin, plot));
        const double right = std::min<double>(plot.left() + plot.width(), xOf(end, plot));
        if (right > left)
            fillInBands(painter, QRectF(left, plot.top(), right - left, plot.height()),
                        QBrush(theme.guide, Qt::BDiagPattern));
    };
    for (const Gap& gap : reader.recording()->gaps())
        if (gap.endSeconds > from && gap.beginSeconds < to)
            hatch(gap.beginSeconds, gap.endSeconds);
    if (from < 0.0)
        hatch(from, 0.0);
    if (to > reader.recording()->durationSeconds())
        hatch(reader.recording()->durationSeconds(), to);
}

void TracePainter::paintGuides(QPainter& painter, const QRect& plot) const {
    if (!reader.settings().guideLines)
        return;
    painter.setPen(QPen(theme.grid, 0));
    for (int row = 0; row < reader.rowCount(); ++row) {
        if (reader.channel(row).role != ChannelRole::Eeg || reader.isScaled(row))
            continue;
        const RowGeometry geometry = this->geometry(row, plot);
        if (2.0 * kGuideMicrovolts / geometry.valuesPerRow * geometry.height < kLeastGuideDistance)
            continue;
        for (const double value : {-kGuideMicrovolts, kGuideMicrovolts}) {
            const auto y = static_cast<int>(std::lround(geometry.yOf(value)));
            if (plot.contains(plot.left(), y))
                painter.drawLine(plot.left(), y, plot.right(), y);
        }
    }
}

void TracePainter::paintEpochFrame(QPainter& painter, const QRect& plot) const {
    if (!(epochTo > epochFrom))
        return;
    const int right = plot.left() + plot.width();
    // Limited while still a double: the epoch may lie far outside a short span.
    const auto column = [&](double seconds) {
        return static_cast<int>(std::lround(std::clamp<double>(xOf(seconds, plot), plot.left(), right)));
    };
    const int begin = column(epochFrom), end = column(epochTo);
    fillInBands(painter, QRect(plot.left(), plot.top(), begin - plot.left(), plot.height()), theme.outside);
    fillInBands(painter, QRect(end, plot.top(), right - end, plot.height()), theme.outside);
    // A frame round the whole view would say nothing.
    if (end <= begin || (begin == plot.left() && end == right))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.frame);
    for (const int x : {begin - 1, end - 1})
        painter.drawRect(QRect(x, plot.top(), 2, plot.height()));
    for (const int y : {plot.top(), plot.top() + plot.height() - 2})
        painter.drawRect(QRect(begin, y, end - begin, 2));
}

void TracePainter::paintTraces(QPainter& painter, const QRect& plot) {
    if (isEmpty()) {
        paintMessage(painter, theme, plot, message);
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize size(static_cast<int>(std::lround(plot.width() * ratio)),
                     static_cast<int>(std::lround(plot.height() * ratio)));
    if (size.isEmpty() || !(to > from))
        return;
    painter.save();
    painter.setClipRect(plot);
    paintGaps(painter, plot);
    paintGuides(painter, plot);

    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    const auto& rows = reader.rows(from, to, size.width());
    bool isWaiting = false, isUnfiltered = false;
    for (int row = 0; row < reader.rowCount(); ++row) {
        const TraceReader::Row& data = rows[static_cast<std::size_t>(row)];
        const RowGeometry geometry = this->geometry(row, QRectF(QPointF(0, 0), size), ratio);
        const double overlap = geometry.height * kOverlap;
        paintTrace(m_image, 0, data.columns, geometry, colour(row), 1.15 * ratio, geometry.top - overlap,
                   geometry.top + geometry.height + overlap);
        isWaiting |= data.isWaiting;
        isUnfiltered |= !data.isFiltered;
    }
    m_image.setDevicePixelRatio(ratio);
    painter.drawImage(
        QPointF(std::lround(plot.left() * ratio) / ratio, std::lround(plot.top() * ratio) / ratio), m_image);

    for (int row = 0; row < reader.rowCount(); ++row) {
        const TraceReader::Row& data = rows[static_cast<std::size_t>(row)];
        if (data.hasSignal || data.isWaiting)
            continue;
        const QFontMetrics metrics(theme.smallFont);
        const double middle = geometry(row, plot).middle();
        QRect place(0, 0, metrics.horizontalAdvance(tr("no signal recorded here")) + 12, metrics.height());
        place.moveCenter(QPoint(plot.center().x(), static_cast<int>(middle)));
        painter.fillRect(place, theme.background);
        painter.setFont(theme.smallFont);
        painter.setPen(theme.mutedText);
        painter.drawText(place, Qt::AlignCenter, tr("no signal recorded here"));
    }
    paintEpochFrame(painter, plot);
    painter.restore();
    if (isWaiting)
        paintBadge(painter, theme, plot, tr("preparing the overview…"));
    else if (isUnfiltered)
        paintBadge(painter, theme, plot, tr("overview, not filtered"));
}

void TracePainter::paintCursor(QPainter& painter, const QRect& plot) const {
    if (!cursor || isEmpty() || !(*cursor >= from && *cursor <= to))
        return;
    paintCursorLine(painter, theme, plot, xOf(*cursor, plot),
                    clockText(reader.recording()->info().start, *cursor));
}

QString TracePainter::measureText() const {
    return measure ? hypnodesk::measureText(*measure, unit(measure->row)) : QString();
}

void TracePainter::paintMeasure(QPainter& painter, const QRect& plot) const {
    if (!measure || plot.isEmpty())
        return;
    const double first = std::min(measure->fromSeconds, measure->toSeconds);
    const double last = std::max(measure->fromSeconds, measure->toSeconds);
    if (last < from || first > to)
        return;
    const RowGeometry geometry = this->geometry(measure->row, plot);
    hypnodesk::paintMeasure(painter, theme, plot,
                            {xOf(measure->fromSeconds, plot), geometry.yOf(measure->fromValue)},
                            {xOf(measure->toSeconds, plot), geometry.yOf(measure->toValue)}, measureText());
}

} // namespace hypnodesk
