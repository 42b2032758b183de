#pragma once

#include "core/scoring/event_kind.h"
#include "ui/document/event_list.h"
#include "ui/plot/theme.h"

#include <QPainter>
#include <QRect>

#include <array>
#include <vector>

namespace hypnodesk {

/// The events of a night as thin lanes, one for each group of kinds that has any, in the order of EventGroup.
class EventLanes {
public:
    void set(const EventList& events);
    bool isEmpty() const { return laneCount() == 0; }
    int laneCount() const;
    /// Of all lanes, in pixels, with a space above them; 0 without events.
    int height() const;
    /// Time runs from `from` to `to` over the width of `area`; ten thousand events cost as little as a few,
    /// for each pixel is painted once.
    void paint(QPainter& painter, const Theme& theme, const QRect& area, double from, double to) const;

private:
    struct Mark {
        double begin = 0.0, end = 0.0;
        EventKind kind = EventKind::Note;
    };
    std::array<std::vector<Mark>, kEventGroupCount> m_lanes;
};

} // namespace hypnodesk
