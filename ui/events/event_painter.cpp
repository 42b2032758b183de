#include "ui/events/event_painter.h"

#include "ui/events/event_style.h"
#include "ui/plot/plot_canvas.h"

#include <QFontMetrics>
#include <QHash>
#include <QImage>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hypnodesk {

namespace {

constexpr int kTint = 56;       ///< alpha of bands on light backgrounds
constexpr int kDarkTint = 72;   ///< and on dark ones
constexpr int kAcrossTint = 26; ///< of bands across all rows, which lie over everything
constexpr int kBar = 3;
constexpr int kNarrow = 3; ///< pixels of a band that may be part of another
constexpr int kLabelPadding = 3;
constexpr int kWidestNote = 160;

/// Looks up what events have in common once for all that share it: ten thousand events have a few channels
/// and a few words.
class EventLooks {
public:
    explicit EventLooks(const TraceGeometry& geometry) : m_geometry(geometry) {}

    std::optional<int> rowOf(const StudyEvent& event) {
        const auto [found, isNew] = m_rows.try_emplace(event.channel);
        if (isNew)
            found->second = m_geometry.rowOf(event.channel);
        return found->second;
    }
    EventKind kindOf(const StudyEvent& event) {
        const auto [found, isNew] = m_kinds.try_emplace(event.type, EventKind::Note);
        if (isNew)
            found->second = hypnodesk::kindOf(event);
        return found->second;
    }

private:
    const TraceGeometry& m_geometry;
    // The keys are texts of the events, which live longer than one painting.
    std::unordered_map<std::string_view, std::optional<int>> m_rows;
    std::unordered_map<std::string_view, EventKind> m_kinds;
};

/// One pixel of a row: what is painted lies over what is there.
QRgb laidOver(QRgb above, QRgb below) {
    const int rest = 255 - qAlpha(above);
    const auto mixed = [rest](int upper, int lower) { return upper + (lower * rest + 127) / 255; };
    return qRgba(mixed(qRed(above), qRed(below)), mixed(qGreen(above), qGreen(below)),
                 mixed(qBlue(above), qBlue(below)), mixed(qAlpha(above), qAlpha(below)));
}

/// Bands are the same from the top of their row to its bottom: all of a row are mixed in one line of pixels,
/// which is then painted as high as the row. So ten thousand cost as little as some, however they overlap.
class BandLine {
public:
    BandLine(int left, int width) : m_left(left), m_width(width) {}

    void add(int left, int right, const QColor& tint, const QColor& bar) {
        if (m_tints.isNull()) {
            m_tints = QImage(m_width, 1, QImage::Format_ARGB32_Premultiplied);
            m_tints.fill(Qt::transparent);
            m_bars = m_tints;
        }
        auto* tints = reinterpret_cast<QRgb*>(m_tints.bits());
        auto* bars = reinterpret_cast<QRgb*>(m_bars.bits());
        const int last = std::min(right - m_left, m_width);
        for (int x = std::max(left - m_left, 0); x < last; ++x) {
            tints[x] = laidOver(qPremultiply(tint.rgba()), tints[x]);
            if (bar.isValid())
                bars[x] = bar.rgba();
        }
    }

    void paint(QPainter& painter, const QRect& row) const {
        if (m_tints.isNull())
            return;
        painter.drawImage(QRect(m_left, row.top(), m_width, row.height()), m_tints);
        painter.drawImage(QRect(m_left, row.top(), m_width, kBar), m_bars);
    }

private:
    int m_left, m_width; ///< pixels of the plot
    QImage m_tints, m_bars;
};

class EventPainter {
public:
    EventPainter(QPainter& painter, const Theme& theme, const TraceGeometry& geometry)
        : m_painter(painter), m_theme(theme), m_geometry(geometry), m_metrics(theme.smallFont),
          m_looks(geometry), m_plot(geometry.plot.toAlignedRect()),
          m_lines(geometry.rows.size() + 1, BandLine(m_plot.left(), m_plot.width())),
          m_painted(m_lines.size() * kEventKindCount, m_plot.left()),
          m_free(m_lines.size(), geometry.plot.left() - 1.0) {}

    /// One of many, in the order of onsets. All are painted by finish().
    void add(const StudyEvent& event) {
        const std::optional<int> row = m_looks.rowOf(event);
        const QRectF box = eventBox(m_geometry, event, row).intersected(m_geometry.plot);
        if (box.isEmpty())
            return;
        const EventKind kind = m_looks.kindOf(event);
        const QRect band = box.toAlignedRect();
        // Where events are narrower than pixels, each pixel is painted once.
        int& painted = m_painted[indexOf(row) * kEventKindCount + static_cast<std::size_t>(kind)];
        const int right = band.left() + band.width();
        const int left = band.width() <= kNarrow ? std::max(band.left(), painted) : band.left();
        painted = std::max(painted, right);
        const QColor colour = eventColour(kind, m_theme);
        const bool isRecorded = event.id < 0;
        if (left < right)
            m_lines[indexOf(row)].add(left, right, tintOf(colour, row.has_value()),
                                      isRecorded ? QColor() : colour);
        if (isRecorded && left < right)
            m_dashed.emplace_back(QRect(left, band.top(), right - left, kBar), colour);
        chooseLabel(box, row, kind, event);
    }

    /// Paints bands, and then labels, so that no band tints them.
    void finish() {
        for (std::size_t row = 0; row < m_lines.size(); ++row)
            m_lines[row].paint(
                m_painter, row < m_geometry.rows.size() ? m_geometry.rowAreas[row].toAlignedRect() : m_plot);
        for (const auto& [bar, colour] : m_dashed)
            m_painter.fillRect(bar, QBrush(colour, Qt::Dense4Pattern));
        for (const Label& label : m_labels)
            m_painter.drawPixmap(label.place.topLeft(), picture(label));
    }

    /// One above all others: the selected one, or the draft with `besides` beside it.
    void paintSelected(const StudyEvent& event, const QString& besides) {
        const std::optional<int> row = m_looks.rowOf(event);
        const QRectF box = eventBox(m_geometry, event, row).intersected(m_geometry.plot);
        if (box.isEmpty())
            return;
        const EventKind kind = m_looks.kindOf(event);
        const QColor colour = eventColour(kind, m_theme);
        m_painter.fillRect(box.toAlignedRect(), tintOf(colour, row.has_value()));
        m_painter.fillRect(QRectF(box.left(), box.top(), box.width(), kBar).toAlignedRect(),
                           event.id < 0 ? QBrush(colour, Qt::Dense4Pattern) : QBrush(colour));
        paintSelection(box, colour);
        const QString text = besides.isEmpty() ? labelText(box, kind, event) : besides;
        paintLabel(m_painter, placeOf(box, text), text, 230);
    }

private:
    struct Label {
        QRectF place;
        QString text;
    };

    std::size_t indexOf(std::optional<int> row) const {
        return row ? static_cast<std::size_t>(*row) : m_geometry.rows.size();
    }

    QColor tintOf(QColor colour, bool hasRow) const {
        colour.setAlpha(!hasRow ? kAcrossTint : m_theme.dark ? kDarkTint : kTint);
        return colour;
    }

    void paintSelection(const QRectF& box, const QColor& colour) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.frame, 2));
        m_painter.drawRect(box.adjusted(1, 1, -1, -1));
        // Handles at the edges, by which it is resized.
        const double height = std::min(18.0, box.height() / 2.0);
        for (const double x : {box.left() - 2.0, box.right() - 2.0})
            m_painter.fillRect(QRectF(x, box.center().y() - height / 2.0, 4.0, height), colour);
    }

    /// One label after the other: those that would cover another are left out.
    void chooseLabel(const QRectF& box, std::optional<int> row, EventKind kind, const StudyEvent& event) {
        double& free = m_free[indexOf(row)];
        if (box.left() < free)
            return;
        const QString text = labelText(box, kind, event);
        const QRectF place = placeOf(box, text);
        if (place.left() < free)
            return;
        free = place.right();
        m_labels.push_back({place, text});
    }

    QString labelText(const QRectF& box, EventKind kind, const StudyEvent& event) const {
        if (kind == EventKind::Note && !event.text.empty())
            return m_metrics.elidedText(QString::fromStdString(event.text).simplified(), Qt::ElideRight,
                                        std::max(kWidestNote, static_cast<int>(box.width())));
        return eventShortName(kind);
    }

    QRectF placeOf(const QRectF& box, const QString& text) const {
        const double width = m_metrics.horizontalAdvance(text) + 2.0 * kLabelPadding;
        const double left = std::min(box.left(), m_geometry.plot.right() - width);
        return {left, box.top() + kBar, width, static_cast<double>(m_metrics.height())};
    }

    void paintLabel(QPainter& painter, const QRectF& place, const QString& text, int alpha) const {
        QColor patch = m_theme.background;
        patch.setAlpha(alpha);
        painter.fillRect(place, patch);
        painter.setPen(m_theme.text);
        painter.setFont(m_theme.smallFont);
        painter.drawText(place, Qt::AlignCenter, text);
    }

    /// Text takes long to paint, and most labels say the same.
    const QPixmap& picture(const Label& label) {
        QPixmap& picture = m_pictures[label.text];
        if (!picture.isNull())
            return picture;
        const double ratio = m_painter.device()->devicePixelRatioF();
        picture = QPixmap((label.place.size() * ratio).toSize().expandedTo({1, 1}));
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paintLabel(painter, {{0.0, 0.0}, label.place.size()}, label.text, 150);
        return picture;
    }

    QPainter& m_painter;
    const Theme& m_theme;
    const TraceGeometry& m_geometry;
    QFontMetrics m_metrics;
    EventLooks m_looks;
    QRect m_plot;
    std::vector<BandLine> m_lines; ///< by row; the last: across all rows
    std::vector<int> m_painted;    ///< by row and kind: up to which pixel
    std::vector<double> m_free;    ///< by row: where the next label may begin
    std::vector<std::pair<QRect, QColor>> m_dashed;
    std::vector<Label> m_labels;
    QHash<QString, QPixmap> m_pictures; ///< of labels, by text
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
                events.add(event);
        });
    events.finish();
    if (selected)
        events.paintSelected(*selected, {});
    if (picture.draft)
        events.paintSelected(*picture.draft, picture.draftText);
    painter.restore();
    if (!picture.badge.isEmpty()) // below the badge of the traces
        paintBadge(painter, theme,
                   geometry.plot.toRect().adjusted(0, QFontMetrics(theme.smallFont).height() + 12, 0, 0),
                   picture.badge);
}

} // namespace hypnodesk
