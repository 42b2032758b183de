#pragma once

#include "core/formats/format_registry.h"
#include "core/scoring/event_statistics.h"

#include <span>
#include <string_view>

namespace hypnodesk {

/// The event that a label of a file means ("Arousal", "Obstructive apnea|Obstructive Apnea",
/// "central_apnoea", our own "Note: door"); nothing for labels of another meaning. Onset, duration and
/// channel are the caller's.
std::optional<ExportEvent> eventFromLabel(std::string_view label);

/// With a blank in place of each control character, line ends among them.
std::string oneLine(std::string_view text);

/// Files hold at most so many events; further ones are left out, and noted.
inline constexpr std::size_t kMostEvents = 200'000;

/// Gives the hypnogram those of the events that begin at 0 or later once `offsetSeconds` is added, in the
/// order of their onsets. Ones without a finite time are left out.
void setEvents(ImportedHypnogram& result, std::vector<ExportEvent> events, double offsetSeconds);

/// For statistics.
std::vector<ScoredEvent> scoredEvents(std::span<const ExportEvent> events);

/// A table "onset_s,duration_s,kind,channel,text", one event a line, kinds by eventKindName().
Result<void> writeEventsCsv(const std::filesystem::path& path, std::span<const ExportEvent> events);

} // namespace hypnodesk
