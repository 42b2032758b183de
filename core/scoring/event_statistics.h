#pragma once

#include "core/scoring/event_kind.h"
#include "core/scoring/sleep_statistics.h"

#include <array>
#include <optional>
#include <span>

namespace hypnodesk {

/// An event as statistics see it.
struct ScoredEvent {
    EventKind kind = EventKind::Note;
    double onsetSeconds = 0.0; ///< from the start of the recording
    double durationSeconds = 0.0;
    bool operator==(const ScoredEvent&) const = default;
};

/// Events of one kind in a night.
struct EventCount {
    int count = 0;   ///< all that were marked
    int inSleep = 0; ///< those that begin in an epoch of sleep between lights off and on
    /// inSleep per hour of TST; absent when none was marked anywhere ("not scored" is not 0) or without
    /// sleep.
    std::optional<double> perHour;
    bool operator==(const EventCount&) const = default;
};

struct EventStatistics {
    std::array<EventCount, kEventKindCount> kinds;
    /// Apnoeas of all kinds and hypopnoeas together: the AHI is their perHour.
    EventCount apnoeasAndHypopnoeas;
    bool operator==(const EventStatistics&) const = default;

    const EventCount& operator[](EventKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
};

/// Counts and indices as the AASM manual defines them: number of events x 60 / TST in minutes.
/// `statistics` are those of `hypnogram`.
EventStatistics eventStatistics(std::span<const ScoredEvent> events, const Hypnogram& hypnogram,
                                const SleepStatistics& statistics);

} // namespace hypnodesk
