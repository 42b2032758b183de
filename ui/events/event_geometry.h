#pragma once

#include "core/recording/derivation.h"
#include "core/study/study_values.h"
#include "ui/document/event_list.h"

#include <QPointF>
#include <QRectF>

#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// Where the traces are, in pixels of their canvas.
struct TraceGeometry {
    QRectF plot;
    double from = 0.0, to = 1.0; ///< span, seconds
    std::vector<Derivation> rows;
    std::vector<QRectF> rowAreas;    ///< one a row
    std::vector<std::string> labels; ///< of the rows' first channels, for events of other montages

    double xOf(double seconds) const { return plot.left() + (seconds - from) / (to - from) * plot.width(); }
    double timeAt(double x) const { return from + (x - plot.left()) / plot.width() * (to - from); }
    std::optional<int> rowAt(double y) const;
    /// The row of this name, else the one whose first channel is called so; nullopt when neither is shown.
    std::optional<int> rowOf(const std::string& channel) const;
};

/// Height of the strip at the top of the traces by which events without a row are taken hold of.
inline constexpr double kStripHeight = 16.0;

/// What an event covers: its part of its row, or the whole height when it has no row; at least two pixels
/// wide, not limited to the plot.
QRectF eventBox(const TraceGeometry& geometry, const StudyEvent& event);
/// The same for a row that is known; nullopt: across all rows.
QRectF eventBox(const TraceGeometry& geometry, const StudyEvent& event, std::optional<int> row);

enum class EventPart { Begin, Middle, End };
struct EventHit {
    std::int64_t id = 0;
    EventPart part = EventPart::Middle;
    bool operator==(const EventHit&) const = default;
};
/// The event under a point: `preferred` where it is under it, else the shortest. Edges are a few pixels wide
/// on either side, less on narrow events. Events without a row are hit by the strip at the top alone.
std::optional<EventHit> eventAt(const TraceGeometry& geometry, const EventList& events, const QPointF& point,
                                std::optional<std::int64_t> preferred);

/// `event` with its begin, end or all of it moved by `seconds`; within [0, durationSeconds], its length
/// at least kShortestEvent.
inline constexpr double kShortestEvent = 0.05;
StudyEvent movedEvent(const StudyEvent& event, EventPart part, double seconds, double durationSeconds);

} // namespace hypnodesk
