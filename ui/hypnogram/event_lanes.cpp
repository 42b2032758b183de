#include "ui/hypnogram/event_lanes.h"

#include "ui/events/event_style.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr int kLaneHeight = 5;
constexpr int kLaneSpacing = 1;
constexpr int kSpaceAbove = 3;

} // namespace

void EventLanes::set(const EventList& events) {
    for (auto& lane : m_lanes)
        lane.clear();
    for (const StudyEvent& event : events.all()) {
        const EventKind kind = kindOf(event);
        m_lanes[static_cast<std::size_t>(eventKindInfo(kind).group)].push_back(
            {event.onsetSeconds, event.onsetSeconds + event.durationSeconds, kind});
    }
}

int EventLanes::laneCount() const {
    return static_cast<int>(
        std::count_if(m_lanes.begin(), m_lanes.end(), [](const auto& lane) { return !lane.empty(); }));
}

int EventLanes::height() const {
    return isEmpty() ? 0 : kSpaceAbove + laneCount() * (kLaneHeight + kLaneSpacing);
}

void EventLanes::paint(QPainter& painter, const Theme& theme, const QRect& area, double from,
                       double to) const {
    int top = area.top() + kSpaceAbove;
    const int width = area.width();
    for (const auto& lane : m_lanes) {
        if (lane.empty())
            continue;
        int free = 0; // the next column that nothing was painted on
        for (const Mark& mark : lane) {
            const auto columnAt = [&](double seconds) {
                return std::clamp((seconds - from) / (to - from) * width, -1.0, width + 1.0);
            };
            const int begin = std::max(free, static_cast<int>(std::floor(columnAt(mark.begin))));
            const int end = std::min(width, std::max(static_cast<int>(std::floor(columnAt(mark.begin))) + 1,
                                                     static_cast<int>(std::ceil(columnAt(mark.end)))));
            if (mark.end < from || mark.begin > to || end <= begin)
                continue;
            painter.fillRect(area.left() + begin, top, end - begin, kLaneHeight,
                             eventColour(mark.kind, theme));
            free = end;
        }
        top += kLaneHeight + kLaneSpacing;
    }
}

} // namespace hypnodesk
