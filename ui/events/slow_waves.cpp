#include "ui/events/slow_waves.h"

#include "core/dsp/events.h"

#include <QCoreApplication>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// Read on either side so that waves at the borders are whole and the filter has settled.
constexpr double kMarginSeconds = 10.0;

bool isSlowWave(const StudyEvent& event) {
    return event.type == eventKindName(EventKind::SlowWave);
}

} // namespace

double slowWaveSeconds(const EventList& events, double begin, double end) {
    double seconds = 0.0;
    double covered = begin;
    events.forEachIn(begin, end, [&](const StudyEvent& event) {
        if (!isSlowWave(event))
            return;
        const double from = std::max(covered, event.onsetSeconds);
        const double to = std::min(end, event.onsetSeconds + event.durationSeconds);
        if (to > from) {
            seconds += to - from;
            covered = to;
        }
    });
    return seconds;
}

QString slowWaveText(double seconds, double epochSeconds) {
    const double needed = kSlowWaveShare * epochSeconds;
    // Rounded down: 5.96 s are not 6 yet.
    const double shown = std::floor(seconds * 10.0 + 1e-6) / 10.0;
    const QString text = QCoreApplication::translate("Events", "Slow waves: %1 of %2 s (%3 % of %4 %)")
                             .arg(shown, 0, 'f', 1)
                             .arg(needed, 0, 'g', 3)
                             .arg(static_cast<int>(100.0 * seconds / epochSeconds + 1e-6))
                             .arg(static_cast<int>(100.0 * kSlowWaveShare));
    return seconds + 1e-6 >= needed ? text + QStringLiteral(" \u2713") : text;
}

Result<std::vector<StudyEvent>> findSlowWaves(const SlowWaveSearch& search, const TaskContext& context) {
    const double rate = rateHz(*search.recording, search.derivation);
    const std::int64_t count = sampleCount(*search.recording, search.derivation);
    const auto sampleAt = [&](double seconds) {
        return std::clamp<std::int64_t>(std::llround(seconds * rate), 0, count);
    };
    const std::int64_t first = sampleAt(search.beginSeconds - kMarginSeconds);
    std::vector<float> samples(static_cast<std::size_t>(
        std::max<std::int64_t>(0, sampleAt(search.endSeconds + kMarginSeconds) - first)));
    readDerivation(*search.recording, search.derivation, first, samples);
    const auto waves = dsp::detectSlowWaves(samples, rate, {}, context);
    if (!waves)
        return tl::make_unexpected(waves.error());
    std::vector<StudyEvent> events;
    const double offset = static_cast<double>(first) / rate;
    for (const dsp::DetectedEvent& wave : *waves) {
        const double middle = offset + (wave.beginSeconds + wave.endSeconds) / 2.0;
        if (middle < search.beginSeconds || middle >= search.endSeconds)
            continue;
        StudyEvent event;
        event.onsetSeconds = offset + wave.beginSeconds;
        event.durationSeconds = wave.endSeconds - wave.beginSeconds;
        event.channel = search.derivation.name;
        event.type = eventKindName(EventKind::SlowWave);
        event.text = fmt::format("{:.0f} µV", wave.amplitudeMicrovolts);
        events.push_back(std::move(event));
    }
    return events;
}

std::vector<StudyEvent> notMarkedYet(std::vector<StudyEvent> found, const EventList& events) {
    std::erase_if(found, [&](const StudyEvent& wave) {
        bool isMarked = false;
        events.forEachIn(
            wave.onsetSeconds, wave.onsetSeconds + wave.durationSeconds,
            [&](const StudyEvent& event) { isMarked |= isSlowWave(event) && event.channel == wave.channel; });
        return isMarked;
    });
    return found;
}

} // namespace hypnodesk
