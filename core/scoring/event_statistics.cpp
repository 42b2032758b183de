#include "core/scoring/event_statistics.h"

namespace hypnodesk {

namespace {

void finish(EventCount& count, double tstMinutes) {
    if (count.count > 0 && tstMinutes > 0.0)
        count.perHour = count.inSleep * 60.0 / tstMinutes;
}

bool isRespiratoryStop(EventKind kind) {
    return kind == EventKind::ObstructiveApnoea || kind == EventKind::CentralApnoea ||
           kind == EventKind::MixedApnoea || kind == EventKind::Hypopnoea;
}

} // namespace

EventStatistics eventStatistics(std::span<const ScoredEvent> events, const Hypnogram& hypnogram,
                                const SleepStatistics& statistics) {
    EventStatistics result;
    for (const ScoredEvent& event : events) {
        const std::int64_t epoch = hypnogram.grid().epochAt(event.onsetSeconds);
        const bool isInSleep = event.onsetSeconds >= statistics.lightsOffSeconds &&
                               event.onsetSeconds < statistics.lightsOnSeconds &&
                               hypnogram.grid().contains(epoch) && isSleep(hypnogram.stage(epoch));
        EventCount& count = result.kinds[static_cast<std::size_t>(event.kind)];
        for (EventCount* counter : {&count, &result.apnoeasAndHypopnoeas}) {
            if (counter != &count && !isRespiratoryStop(event.kind))
                continue;
            ++counter->count;
            counter->inSleep += isInSleep;
        }
    }
    for (EventCount& count : result.kinds)
        finish(count, statistics.tst);
    finish(result.apnoeasAndHypopnoeas, statistics.tst);
    return result;
}

} // namespace hypnodesk
