#include "core/formats/event_words.h"

#include "core/base/atomic_file.h"
#include "core/base/csv_field.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// As the writers for EDF+ and Luna call it, so that it is no artefact epoch.
constexpr std::string_view kSignalArtefact = "signal artefact";

} // namespace

std::optional<ExportEvent> eventFromLabel(std::string_view label) {
    ExportEvent event;
    // Ours are "Title" or "Title: text".
    std::string title = toLowerAscii(trimmed(label.substr(0, label.find(": "))));
    std::replace(title.begin(), title.end(), '_', ' ');
    const std::optional<EventKind> own =
        title == kSignalArtefact ? EventKind::Artefact : eventKindFromName(title);
    if (own) {
        event.kind = *own;
        if (const std::size_t colon = label.find(": "); colon != std::string_view::npos)
            event.text = std::string(trimmed(label.substr(colon + 2)));
        return event;
    }
    event.kind = eventKindFromText(label);
    if (event.kind == EventKind::Note)
        return std::nullopt;
    event.text = std::string(trimmed(label.substr(0, label.find('|'))));
    return event;
}

std::string oneLine(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    return line;
}

void setEvents(ImportedHypnogram& result, std::vector<ExportEvent> events, double offsetSeconds) {
    for (ExportEvent& event : events)
        event.onsetSeconds += offsetSeconds;
    std::erase_if(events, [](const ExportEvent& event) {
        return !std::isfinite(event.onsetSeconds) || !std::isfinite(event.durationSeconds) ||
               event.onsetSeconds < 0.0 || event.durationSeconds < 0.0;
    });
    std::stable_sort(events.begin(), events.end(), [](const ExportEvent& a, const ExportEvent& b) {
        return a.onsetSeconds < b.onsetSeconds;
    });
    if (events.size() > kMostEvents) {
        result.notes.push_back(
            fmt::format("{} events: only the first {} were read", events.size(), kMostEvents));
        events.resize(kMostEvents);
    }
    result.events = std::move(events);
}

std::vector<ScoredEvent> scoredEvents(std::span<const ExportEvent> events) {
    std::vector<ScoredEvent> scored;
    for (const ExportEvent& event : events)
        scored.push_back({event.kind, event.onsetSeconds, event.durationSeconds});
    return scored;
}

Result<void> writeEventsCsv(const std::filesystem::path& path, std::span<const ExportEvent> events) {
    std::string text = "onset_s,duration_s,kind,channel,text\n";
    for (const ExportEvent& event : events)
        text += fmt::format("{},{},{},{},{}\n", formatNumber(event.onsetSeconds),
                            formatNumber(event.durationSeconds), csvField(eventKindName(event.kind)),
                            csvField(event.channel), csvField(event.text));
    return writeFileAtomically(path, text);
}

} // namespace hypnodesk
