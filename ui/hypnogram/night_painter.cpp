#include "ui/hypnogram/night_painter.h"

#include "ui/base/words.h"
#include "ui/hypnogram/hypnogram_mapping.h"
#include "ui/plot/banded_painting.h"
#include "ui/plot/clock_axis.h"
#include "ui/plot/plot_canvas.h"
#include "ui/trace/trace_mapping.h"
#include "ui/trace/trace_raster.h"

#include <QFontMetrics>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr int kGutterPadding = 6;
constexpr int kLinesForCycles = 6;    ///< fewer are for the stages alone
constexpr int kMarkHeight = 7;        // review marks, above the lanes
constexpr double kNarrowMarker = 4.0; // an epoch in view narrower than this is marked by a line of this width

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QColor tinted(const QColor& colour, const QColor& background, double share) {
    const auto mix = [share](int a, int b) {
        return static_cast<int>(std::lround(a * share + b * (1.0 - share)));
    };
    return {mix(colour.red(), background.red()), mix(colour.green(), background.green()),
            mix(colour.blue(), background.blue())};
}

} // namespace

double NightPainter::xOf(double seconds, const QRect& area) const {
    return area.left() + (seconds - from) / (to - from) * area.width();
}

std::int64_t NightPainter::firstVisibleEpoch() const {
    return std::clamp<std::int64_t>(grid.epochAt(from), 0, grid.count);
}

std::int64_t NightPainter::lastVisibleEpoch() const {
    return std::clamp<std::int64_t>(grid.epochAt(to - 1e-6) + 1, 0, grid.count);
}

void NightPainter::paintSpectrogram(QPainter& painter, const QRect& area) {
    if (isEmpty())
        paintMessage(painter, theme, area, message);
    else if (!spectrogram.isEmpty())
        spectrogram.paint(painter, area, from, to);
    else if (isSpectrogramBusy)
        paintMessage(painter, theme, area, tr("computing…"));
}

QRect NightPainter::confidenceArea(const QRect& densityArea) const {
    const int height = std::clamp(densityArea.height() / 4, 8, 28);
    return {densityArea.left(), densityArea.top(), densityArea.width(), height};
}

void NightPainter::paintDensity(QPainter& painter, const QRect& area) const {
    if (isEmpty())
        return;
    const std::int64_t first = firstVisibleEpoch(), last = lastVisibleEpoch();
    const bool isScored = probabilities && first < last;
    if (!isScored) {
        paintMessage(painter, theme, area, densityMessage);
        return;
    }
    const QRect confidence = confidenceArea(area);
    const QRectF stack = QRectF(area).adjusted(0, confidence.height(), 0, 0);
    const double ratio = painter.device()->devicePixelRatioF();
    std::array<QColor, kStageClassCount> colours;
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = theme.stage(kStageClasses[i]);
    const double left = xOf(grid.onsetSeconds(first), area), right = xOf(grid.onsetSeconds(last), area);
    const QSize size(static_cast<int>(std::ceil((right - left) * ratio)),
                     static_cast<int>(std::ceil(stack.height() * ratio)));
    painter.save();
    painter.setClipRect(area);
    painter.drawImage(QRectF(left, stack.top(), right - left, stack.height()),
                      densityImage(*probabilities, first, last, size, colours));
    paintConfidence(painter, confidence);
    painter.restore();
}

void NightPainter::paintConfidence(QPainter& painter, const QRect& area) const {
    // A trace like any other: one sample an epoch, in its middle.
    const double ratio = painter.device()->devicePixelRatioF();
    QImage image((QSizeF(area.size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return;
    image.fill(Qt::transparent);
    const EpochGrid& epochs = probabilities->grid;
    const std::vector<MinMax> columns =
        traceColumns(confidences(*probabilities), epochs.startSeconds + epochs.epochSeconds / 2.0,
                     1.0 / epochs.epochSeconds, from, to, image.width());
    // A little air above and below, so that 100 % is not cut off.
    const RowGeometry row{2.0 * ratio, image.height() - 4.0 * ratio, 0.5, 1.0, false};
    paintTrace(image, 0, columns, row, theme.text, 1.3 * ratio, 0.0, image.height());
    image.setDevicePixelRatio(ratio);
    painter.drawImage(area.topLeft(), image);
}

QRectF NightPainter::laneRect(int lane, const QRect& area) const {
    const double height = static_cast<double>(area.height() - kMarkHeight) / lanes().count();
    return {static_cast<double>(area.left()), area.top() + kMarkHeight + lane * height,
            static_cast<double>(area.width()), height};
}

QRectF NightPainter::laneRect(const LaneRange& range, const QRect& area) const {
    return laneRect(range.first, area).united(laneRect(range.last, area));
}

void NightPainter::paintRun(QPainter& painter, const QRectF& lane, Stage stage, bool isProposal) const {
    const double share = stage == Stage::Rem ? 0.74 : 0.42;
    const double thickness = std::max(stage == Stage::Rem ? 5.0 : 4.0, std::round(lane.height() * share));
    const QRectF bar(lane.left(), std::round(lane.center().y() - thickness / 2.0), lane.width(), thickness);
    const QColor colour = theme.stage(stage);
    if (!isProposal) {
        painter.fillRect(bar, colour);
        return;
    }
    painter.fillRect(bar, tinted(colour, theme.background, 0.22));
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width(), 1.0), colour);
    painter.fillRect(QRectF(bar.left(), bar.bottom() - 1.0, bar.width(), 1.0), colour);
}

QRect NightPainter::lanesArea(const QRect& hypnogramArea) const {
    // Where there is hardly room for the stages they keep it.
    const int height = events.height() * 3 <= hypnogramArea.height() ? events.height() : 0;
    return {hypnogramArea.left(), hypnogramArea.top() + hypnogramArea.height() - height,
            hypnogramArea.width(), height};
}

QRect NightPainter::cyclesArea(const QRect& hypnogramArea) const {
    const int line = QFontMetrics(theme.smallFont).height();
    const QRect lanes = lanesArea(hypnogramArea);
    const bool hasRoom = hypnogramArea.height() - lanes.height() >= kLinesForCycles * line;
    const int height = !cycles.empty() && hasRoom ? line : 0;
    return {hypnogramArea.left(), lanes.top() - height, hypnogramArea.width(), height};
}

QRect NightPainter::stagesArea(const QRect& hypnogramArea) const {
    return hypnogramArea.adjusted(0, 0, 0,
                                  -lanesArea(hypnogramArea).height() - cyclesArea(hypnogramArea).height());
}

void NightPainter::paintCycles(QPainter& painter, const QRect& area) const {
    painter.save();
    painter.setClipRect(area);
    painter.setFont(theme.smallFont);
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        const double left = std::round(xOf(cycles[i].beginSeconds, area));
        const double right = std::round(xOf(cycles[i].endSeconds, area));
        const QRectF bar(left, area.top() + 1.0, right - left - 1.0, area.height() - 2.0);
        painter.fillRect(bar, theme.outside);
        painter.setPen(QPen(theme.mutedText, 0));
        painter.drawLine(QPointF(bar.left(), bar.bottom()), QPointF(bar.right(), bar.bottom()));
        painter.drawText(bar, Qt::AlignCenter, QString::number(i + 1));
    }
    painter.restore();
}

void NightPainter::paintHypnogram(QPainter& painter, const QRect& area) const {
    if (isEmpty())
        return;
    paintStages(painter, stagesArea(area));
    if (const QRect row = cyclesArea(area); row.height() > 0)
        paintCycles(painter, row);
    if (const QRect lanes = lanesArea(area); lanes.height() > 0)
        events.paint(painter, theme, lanes, from, to);
}

void NightPainter::paintStages(QPainter& painter, const QRect& area) const {
    painter.save();
    painter.setClipRect(area);
    painter.setPen(QPen(theme.grid, 0));
    for (int lane = 0; lane < lanes().count(); ++lane) {
        const auto y = static_cast<int>(std::lround(laneRect(lane, area).center().y()));
        painter.drawLine(area.left(), y, area.right(), y);
    }
    const std::vector<StageRun> runs = stageRuns(hypnogram, rkStages);
    const auto laneOf = [stageLanes = lanes()](const StageRun& run) {
        return stageLanes.of(run.stage, run.label);
    };
    const EpochGrid& epochs = hypnogram.grid();
    const QColor connector = theme.mutedText;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const StageRun& run = runs[i];
        const double begin = epochs.onsetSeconds(run.first), end = epochs.onsetSeconds(run.last);
        if (end < from || begin > to)
            continue;
        const double left = xOf(begin, area), width = std::max(1.0, xOf(end, area) - left);
        const LaneRange lane = laneOf(run);
        if (lane.isNone()) {
            const auto pattern = run.stage == Stage::Movement ? Qt::FDiagPattern : Qt::BDiagPattern;
            const QRectF band(left, area.top() + kMarkHeight, width, area.height() - kMarkHeight);
            painter.fillRect(band, QBrush(theme.stage(run.stage), pattern));
            continue;
        }
        const QRectF place = laneRect(lane, area);
        const StageRun* next = i + 1 < runs.size() ? &runs[i + 1] : nullptr;
        if (next && next->first == run.last && !laneOf(*next).isNone() && laneOf(*next) != lane) {
            const double other = laneRect(laneOf(*next), area).center().y();
            const auto x = static_cast<int>(std::lround(left + width));
            painter.setPen(QPen(connector, 0));
            painter.drawLine(QPointF(x, place.center().y()), QPointF(x, other));
        }
        paintRun(painter, QRectF(left, place.top(), width, place.height()), run.stage, run.isProposal);
    }
    if (overlay)
        paintOverlay(painter, area);
    for (const std::int64_t epoch : reviewMarks) {
        const double left = xOf(grid.onsetSeconds(epoch), area),
                     right = xOf(grid.onsetSeconds(epoch + 1), area);
        painter.fillRect(QRectF((left + right) / 2.0 - 1.0, area.top(), 2.0, kMarkHeight - 2.0),
                         theme.warning);
    }
    painter.restore();
}

void NightPainter::paintOverlay(QPainter& painter, const QRect& area) const {
    // A line of the text's colour within one of the background's is seen on every bar.
    QPainterPath path;
    bool isDrawing = false;
    const EpochGrid& epochs = overlay->grid();
    for (const StageRun& run : stageRuns(*overlay, overlayRkStages)) {
        const LaneRange lane = lanes().of(run.stage, run.label);
        const double begin = epochs.onsetSeconds(run.first), end = epochs.onsetSeconds(run.last);
        if (lane.isNone()) {
            isDrawing = false;
            continue;
        }
        const double y = std::round(laneRect(lane, area).center().y()) + 0.5;
        const double left = std::clamp(xOf(begin, area), area.left() - 2.0, area.right() + 2.0);
        const double right = std::clamp(xOf(end, area), area.left() - 2.0, area.right() + 2.0);
        if (isDrawing && std::abs(path.currentPosition().x() - left) < 1e-6)
            path.lineTo(left, y);
        else
            path.moveTo(left, y);
        path.lineTo(right, y);
        isDrawing = true;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.background, 3.0));
    painter.drawPath(path);
    painter.setPen(QPen(theme.text, 1.0));
    painter.drawPath(path);
}

void NightPainter::paintLights(QPainter& painter, const QRect& area) const {
    const QFontMetrics metrics(theme.smallFont);
    painter.setFont(theme.smallFont);
    const auto mark = [&](const std::optional<double>& seconds, const QString& name, bool isBefore) {
        if (!seconds || *seconds < from || *seconds > to)
            return;
        const double x = std::round(xOf(*seconds, area)) + 0.5;
        painter.setPen(QPen(theme.background, 3.0));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(QPen(theme.text, 1.0, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        // Beside the line, on the side with room.
        const int width = metrics.horizontalAdvance(name) + 6;
        const bool isLeft = isBefore ? x - width >= area.left() : x + width > area.right();
        const QRectF box(isLeft ? x - width - 1 : x + 2, area.top(), width, metrics.height());
        painter.fillRect(box, theme.background);
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignCenter, name);
    };
    mark(lightsOff, tr("lights off"), true);
    mark(lightsOn, tr("lights on"), false);
}

void NightPainter::paintGutter(QPainter& painter, const QRect& spectrogramArea, const QRect& densityArea,
                               const QRect& hypnogramRow) const {
    if (isEmpty())
        return;
    const QRect hypnogramArea = stagesArea(hypnogramRow);
    const QFontMetrics metrics(theme.smallFont);
    painter.setFont(theme.smallFont);
    const auto label = [&](double y, const QString& name, const QColor& colour) {
        const int top = std::max(0, static_cast<int>(std::lround(y - metrics.height() / 2.0)));
        painter.setPen(colour);
        painter.drawText(QRect(0, top, spectrogramArea.left() - kGutterPadding, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, name);
    };
    constexpr int chip = 4;
    const StageLanes stageLanes = lanes();
    for (int lane = 0; lane < stageLanes.count(); ++lane) {
        const QRectF place = laneRect(lane, hypnogramArea);
        if (place.height() < metrics.ascent() && lane % 2 == 1)
            continue; // too low for all names: every other one
        const Stage stage = stageLanes.stageAt(lane);
        label(place.center().y(), text(stageLanes.codeAt(lane)), theme.text);
        painter.fillRect(QRectF(hypnogramArea.left() - chip - 1, place.top() + 1, chip, place.height() - 2),
                         theme.stage(stage));
    }
    if (const QRect row = cyclesArea(hypnogramRow); row.height() > 0)
        label(row.center().y(), tr("cycles"), theme.mutedText);
    if (const QRect lanes = lanesArea(hypnogramRow); lanes.height() > 0)
        label(lanes.center().y(), tr("events"), theme.mutedText);
    const QRect confidence = confidenceArea(densityArea);
    const int stackTop = confidence.bottom() + 1;
    if (probabilities) {
        label(confidence.center().y(), tr("conf.", "confidence of the network, as short as possible"),
              theme.mutedText);
        if (densityArea.bottom() - stackTop > 2 * metrics.height()) {
            label(stackTop + metrics.height() / 2.0, QStringLiteral("100 %"), theme.mutedText);
            label(densityArea.bottom() - metrics.height() / 2.0, QStringLiteral("0 %"), theme.mutedText);
        }
    }
    // Tick labels of the frequencies, so that they stay clear of the row below and of each other.
    const double highest = spectrogram.highestHz();
    const double pixelsPerHertz = spectrogramArea.height() / highest;
    const int step = frequencyStep(highest, 1.4 * metrics.height() / pixelsPerHertz);
    for (int hertz = step; hertz < highest; hertz += step) {
        const double y = spectrogramArea.bottom() - hertz * pixelsPerHertz;
        const bool isLast = hertz + step >= highest;
        if (y - spectrogramArea.top() > metrics.height() / 3.0)
            label(y, isLast ? tr("%1 Hz").arg(hertz) : QString::number(hertz), theme.mutedText);
    }
}

void NightPainter::paintMarkers(QPainter& painter, const QRect& area) const {
    if (isEmpty())
        return;
    painter.save();
    painter.setClipRect(area);
    if (currentTo > currentFrom) {
        double left = xOf(currentFrom, area), right = xOf(currentTo, area);
        if (right - left < kNarrowMarker) {
            const double middle = (left + right) / 2.0;
            left = std::round(middle - kNarrowMarker / 2.0);
            right = left + kNarrowMarker;
        }
        QColor fill = theme.frame;
        fill.setAlpha(70);
        fillInBands(painter, QRectF(left, area.top(), right - left, area.height()), fill);
        // Light lines within dark ones are seen on every colour of the spectrogram.
        painter.fillRect(QRectF(left - 1.0, area.top(), 1.0, area.height()), theme.background);
        painter.fillRect(QRectF(right, area.top(), 1.0, area.height()), theme.background);
        painter.fillRect(QRectF(left, area.top(), 1.0, area.height()), theme.frame);
        painter.fillRect(QRectF(right - 1.0, area.top(), 1.0, area.height()), theme.frame);
    }
    paintLights(painter, area);
    painter.restore();
    if (cursor && *cursor >= from && *cursor <= to)
        paintCursorLine(painter, theme, area, xOf(*cursor, area), clockText(start, *cursor));
}

int NightPainter::gutterWidth() const {
    const QFontMetrics metrics(theme.smallFont);
    int widest = 0;
    for (const QString& label : {tr("%1 Hz").arg(100), QStringLiteral("100 %"),
                                 tr("conf.", "confidence of the network, as short as possible")})
        widest = std::max(widest, metrics.horizontalAdvance(label));
    return widest + 2 * kGutterPadding;
}

QString NightPainter::describe(double seconds) const {
    if (isEmpty() || !(seconds >= grid.startSeconds && seconds < grid.endSeconds()))
        return {};
    const std::int64_t epoch = grid.nearestEpoch(seconds);
    QStringList parts{clockText(start, seconds), tr("epoch %1 of %2").arg(epoch + 1).arg(grid.count)};
    if (epoch < hypnogram.size()) {
        const EpochScore& score = hypnogram[epoch];
        QString source;
        switch (score.source) {
        case StageSource::None:
            break;
        case StageSource::Network:
            source = tr("proposed");
            break;
        case StageSource::Accepted:
            source = tr("accepted");
            break;
        case StageSource::Person:
            source = tr("by hand");
            break;
        case StageSource::Imported:
            source = tr("imported");
            break;
        }
        const RkStage label = rkStageOf(hypnogram, epoch, rkStages);
        const QString stage = stageWord(score.stage);
        const QString name =
            score.stage == Stage::Unscored ? tr("not scored")
            : label == RkStage::None
                ? stage
                : tr("%1 = %2", "Rechtschaffen and Kales, AASM").arg(text(rkStageCode(label)), stage);
        parts << (source.isEmpty() ? name : tr("%1 (%2)", "stage, where it comes from").arg(name, source));
    }
    if (overlay && epoch < overlay->size())
        parts << QStringLiteral("%1: %2").arg(overlayName,
                                              text(shownStageCode(*overlay, epoch, overlayRkStages)));
    if (probabilities && probabilities->isScored(epoch)) {
        const StageProbabilities& joint = probabilities->epochs[static_cast<std::size_t>(epoch)].joint;
        QStringList shares;
        for (std::size_t i = 0; i < joint.size(); ++i)
            shares << QStringLiteral("%1 %2")
                          .arg(text(stageCode(kStageClasses[i])))
                          .arg(std::lround(100.0f * joint[i]));
        parts << shares.join(QStringLiteral("  ")) + QStringLiteral(" %")
              << tr("confidence %1 %").arg(std::lround(100.0f * confidence(joint)));
    }
    return parts.join(QStringLiteral("   "));
}

} // namespace hypnodesk
