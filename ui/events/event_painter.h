#pragma once

#include "ui/events/event_geometry.h"
#include "ui/plot/theme.h"

#include <QPainter>
#include <QString>

#include <optional>

namespace hypnodesk {

/// What is laid over the traces.
struct EventPicture {
    const EventList* events = nullptr;
    std::optional<StudyEvent> draft; ///< stands for the event of the same number, or is new (0)
    QString draftText;               ///< beside the draft: its length, its amplitude
    std::optional<std::int64_t> selected;
    QString badge; ///< of the slow-wave ruler; empty: none
};

/// Paints events: a tinted band on their row, or across all rows, with a bar on top and the short name; what
/// came with the recording with a dashed bar; the selected one framed.
void paintEvents(QPainter& painter, const Theme& theme, const TraceGeometry& geometry,
                 const EventPicture& picture);

} // namespace hypnodesk
