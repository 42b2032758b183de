#include "ui/events/event_painter.h"

#include "ui/events/event_style.h"
#include "ui/plot/plot_canvas.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hypnodesk {

namespace {

constexpr int kTint = 56;       ///< alpha of bands on light backgrounds
constexpr int kDarkTint = 72;   ///< and on dark ones
constexpr int kAcrossTint = 26; ///< of bands across all rows, which lie over everything
constexpr double kBar = 3.0;
constexpr int kLabelPadding = 3;
constexpr int kWidestNote = 160;

class EventPainter {
public:
    EventPainter(QPainter& painter, const Theme& theme, const TraceGeometry& geometry)
        : m_painter(painter), m_theme(theme), m_geometry(geometry), m_metrics(theme.smallFont) {}

    void paint(const StudyEvent& event, bool isSelected, const QString& besides) {
        const auto row = m_geometry.rowOf(event.channel);
        const QRectF box = eventBox(m_geometry, event).intersected(m_geometry.plot);
        if (box.isEmpty())
            return;
        const EventKind kind = kindOf(event);
        // Where events are narrower than pixels, each pixel is painted once.
        double& painted =
            m_painted.try_emplace({row.value_or(-1), kind}, m_geometry.plot.left()).first->second;
        if (box.right() <= painted && !isSelected)
            return;
        painted = std::max(painted, std::ceil(box.right()));
        const QColor colour = eventColour(kind, m_theme);
        QColor tint = colour;
        tint.setAlpha(!row ? kAcrossTint : m_theme.dark ? kDarkTint : kTint);
        // Whole pixels are filled many times faster than parts of them.
        m_painter.fillRect(box.toAlignedRect(), tint);
        const QRect bar = QRectF(box.left(), box.top(), box.width(), kBar).toAlignedRect();
        m_painter.fillRect(bar, event.id < 0 ? QBrush(colour, Qt::Dense4Pattern) : QBrush(colour));
        if (isSelected)
            paintSelection(box, colour);
        paintLabel(box, row.value_or(-1), event, isSelected, besides);
    }

private:
    void paintSelection(const QRectF& box, const QColor& colour) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.frame, 2));
        m_painter.drawRect(box.adjusted(1, 1, -1, -1));
        // Handles at the edges, by which it is resized.
        const double height = std::min(18.0, box.height() / 2.0);
        for (const double x : {box.left() - 2.0, box.right() - 2.0})
            m_painter.fillRect(QRectF(x, box.center().y() - height / 2.0, 4.0, height), colour);
    }

    /// One label after the other: those that would cover another are left out, the selected one never.
    void paintLabel(const QRectF& box, int row, const StudyEvent& event, bool isSelected,
                    const QString& besides) {
        double& free = m_free.try_emplace(row, m_geometry.plot.left() - 1.0).first->second;
        const bool isFirst = isSelected || !besides.isEmpty();
        if (box.left() < free && !isFirst)
            return;
        QString text = eventShortName(kindOf(event));
        if (kindOf(event) == EventKind::Note && !event.text.empty())
            text = m_metrics.elidedText(QString::fromStdString(event.text).simplified(), Qt::ElideRight,
                                        std::max(kWidestNote, static_cast<int>(box.width())));
        if (!besides.isEmpty())
            text = besides;
        const double width = m_metrics.horizontalAdvance(text) + 2.0 * kLabelPadding;
        const double left = std::min(box.left(), m_geometry.plot.right() - width);
        if (left < free && !isFirst)
            return;
        free = std::max(free, left + width);
        const QRectF place(left, box.top() + kBar, width, m_metrics.height());
        QColor patch = m_theme.background;
        patch.setAlpha(isFirst ? 230 : 150);
        m_painter.fillRect(place, patch);
        m_painter.setPen(m_theme.text);
        m_painter.setFont(m_theme.smallFont);
        m_painter.drawText(place, Qt::AlignCenter, text);
    }

    QPainter& m_painter;
    const Theme& m_theme;
    const TraceGeometry& m_geometry;
    QFontMetrics m_metrics;
    std::map<int, double> m_free;                          ///< by row: where the next label may begin
    std::map<std::pair<int, EventKind>, double> m_painted; ///< by row and kind: up to which pixel
};

} // namespace

void paintEvents(QPainter& painter, const Theme& theme, const TraceGeometry& geometry,
                 const EventPicture& picture) {
    painter.save();
    painter.setClipRect(geometry.plot);
    EventPainter events(painter, theme, geometry);
    const StudyEvent* selected = nullptr;
    if (picture.events)
        picture.events->forEachIn(geometry.from, geometry.to, [&](const StudyEvent& event) {
            if (picture.draft && picture.draft->id == event.id)
                return;
            if (event.id == picture.selected)
                selected = &event;
            else
                events.paint(event, false, {});
        });
    if (selected)
        events.paint(*selected, true, {});
    if (picture.draft)
        events.paint(*picture.draft, true, picture.draftText);
    painter.restore();
    if (!picture.badge.isEmpty()) // below the badge of the traces
        paintBadge(painter, theme,
                   geometry.plot.toRect().adjusted(0, QFontMetrics(theme.smallFont).height() + 12, 0, 0),
                   picture.badge);
}

} // namespace hypnodesk
