#include "ui/events/event_geometry.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kEdge = 4.0; ///< pixels on either side of an edge by which it is taken hold of

/// Where a point is on an event; nullopt when it is elsewhere.
std::optional<EventPart> partAt(const TraceGeometry& geometry, const StudyEvent& event,
                                const QPointF& point) {
    const std::optional<int> row = geometry.rowOf(event.channel);
    const QRectF box = eventBox(geometry, event, row);
    const double bottom = row ? box.bottom() : std::min(box.bottom(), box.top() + kStripHeight);
    if (point.y() < box.top() || point.y() > bottom || point.x() < box.left() - kEdge ||
        point.x() > box.right() + kEdge)
        return std::nullopt;
    const double inner = std::min(kEdge, box.width() / 4.0);
    if (point.x() < box.left() + inner)
        return EventPart::Begin;
    return point.x() > box.right() - inner ? EventPart::End : EventPart::Middle;
}

} // namespace

std::optional<int> TraceGeometry::rowAt(double y) const {
    for (std::size_t row = 0; row < rowAreas.size(); ++row)
        if (y >= rowAreas[row].top() && y < rowAreas[row].bottom())
            return static_cast<int>(row);
    return std::nullopt;
}

std::optional<int> TraceGeometry::rowOf(const std::string& channel) const {
    if (channel.empty())
        return std::nullopt;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows[row].name == channel)
            return static_cast<int>(row);
    for (std::size_t row = 0; row < labels.size(); ++row)
        if (labels[row] == channel)
            return static_cast<int>(row);
    return std::nullopt;
}

QRectF eventBox(const TraceGeometry& geometry, const StudyEvent& event) {
    return eventBox(geometry, event, geometry.rowOf(event.channel));
}

QRectF eventBox(const TraceGeometry& geometry, const StudyEvent& event, std::optional<int> row) {
    const QRectF lane = row ? geometry.rowAreas[static_cast<std::size_t>(*row)] : geometry.plot;
    const double left = geometry.xOf(event.onsetSeconds);
    const double right = geometry.xOf(event.onsetSeconds + event.durationSeconds);
    return {left, lane.top(), std::max(2.0, right - left), lane.height()};
}

std::optional<EventHit> eventAt(const TraceGeometry& geometry, const EventList& events, const QPointF& point,
                                std::optional<std::int64_t> preferred) {
    const double reach = kEdge / geometry.plot.width() * (geometry.to - geometry.from);
    const double time = geometry.timeAt(point.x());
    std::optional<EventHit> hit;
    double shortest = 0.0;
    events.forEachIn(time - reach, time + reach, [&](const StudyEvent& event) {
        const auto part = partAt(geometry, event, point);
        if (!part || (hit && hit->id == preferred))
            return;
        if (!hit || event.id == preferred || event.durationSeconds < shortest) {
            hit = EventHit{event.id, *part};
            shortest = event.durationSeconds;
        }
    });
    return hit;
}

StudyEvent movedEvent(const StudyEvent& event, EventPart part, double seconds, double durationSeconds) {
    StudyEvent moved = event;
    const double end = event.onsetSeconds + event.durationSeconds;
    switch (part) {
    case EventPart::Middle: {
        const double last = std::max(0.0, durationSeconds - event.durationSeconds);
        moved.onsetSeconds = std::clamp(event.onsetSeconds + seconds, 0.0, last);
        break;
    }
    case EventPart::Begin:
        moved.onsetSeconds =
            std::clamp(event.onsetSeconds + seconds, 0.0, std::max(0.0, end - kShortestEvent));
        moved.durationSeconds = end - moved.onsetSeconds;
        break;
    case EventPart::End: {
        const double latest = std::max(durationSeconds, event.onsetSeconds + kShortestEvent);
        moved.durationSeconds =
            std::clamp(end + seconds, event.onsetSeconds + kShortestEvent, latest) - event.onsetSeconds;
        break;
    }
    }
    return moved;
}

} // namespace hypnodesk
