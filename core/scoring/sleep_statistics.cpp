#include "core/scoring/sleep_statistics.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kSecondsPerMinute = 60.0;
constexpr double kMinutesPerHour = 60.0;
constexpr double kPersistentSleepMinutes = 10.0;
constexpr double kSlackMinutes = 1e-6;

std::optional<double> finite(std::optional<double> value) {
    return value && std::isfinite(*value) ? value : std::nullopt;
}

double endMinutes(const StageSpan& span) {
    return span.beginMinutes + span.minutes;
}

double minutesOf(const std::vector<StageSpan>& spans, std::size_t first, std::size_t last, Stage stage) {
    double minutes = 0.0;
    for (std::size_t i = first; i < last; ++i)
        if (spans[i].stage == stage)
            minutes += spans[i].minutes;
    return minutes;
}

StageStatistics stageStatistics(const std::vector<StageSpan>& spans, Stage stage, double tst) {
    StageStatistics result;
    double bout = 0.0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].stage != stage)
            continue;
        const bool continues = i > 0 && spans[i - 1].stage == stage;
        if (!continues) {
            ++result.bouts;
            bout = 0.0;
        }
        if (!result.latencyMinutes)
            result.latencyMinutes = spans[i].beginMinutes;
        bout += spans[i].minutes;
        result.minutes += spans[i].minutes;
        result.longestBoutMinutes = std::max(result.longestBoutMinutes, bout);
    }
    if (result.bouts > 0)
        result.meanBoutMinutes = result.minutes / result.bouts;
    if (isSleep(stage) && tst > 0.0)
        result.percentOfTst = 100.0 * result.minutes / tst;
    return result;
}

std::optional<double> persistentSleepLatency(const std::vector<StageSpan>& spans) {
    std::optional<double> begin;
    for (const StageSpan& span : spans) {
        if (!isSleep(span.stage)) {
            begin.reset();
            continue;
        }
        if (!begin)
            begin = span.beginMinutes;
        if (endMinutes(span) - *begin >= kPersistentSleepMinutes - kSlackMinutes)
            return begin;
    }
    return std::nullopt;
}

struct Changes {
    int awakenings = 0;
    int shifts = 0;
    int shiftsToN1 = 0; ///< from deeper sleep; a return from wake is counted by its awakening already
};

Changes changesBetween(const std::vector<StageSpan>& spans, std::size_t first, std::size_t last) {
    Changes changes;
    std::optional<Stage> previous;
    for (std::size_t i = first; i < last; ++i) {
        const Stage stage = spans[i].stage;
        if (!isScored(stage))
            continue;
        if (previous && *previous != stage) {
            ++changes.shifts;
            if (stage == Stage::Wake)
                ++changes.awakenings;
            if (stage == Stage::N1 && *previous != Stage::Wake)
                ++changes.shiftsToN1;
        }
        previous = stage;
    }
    return changes;
}

/// Everything that exists only when somebody slept. `first` and `last` bound the sleep period, [first, last).
void addSleepPeriod(SleepStatistics& result, const std::vector<StageSpan>& spans, std::size_t first,
                    std::size_t last) {
    const double onset = spans[first].beginMinutes;
    result.sol = onset;
    result.spt = endMinutes(spans[last - 1]) - onset;
    result.sleepMaintenance = 100.0 * result.tst / *result.spt;
    result.waso = minutesOf(spans, first, last, Stage::Wake);
    result.finalWake = minutesOf(spans, last, spans.size(), Stage::Wake);
    result.persistentSleepLatency = persistentSleepLatency(spans);

    const auto isRem = [](const StageSpan& span) { return span.stage == Stage::Rem; };
    const auto rem = std::find_if(spans.begin(), spans.end(), isRem);
    if (rem != spans.end())
        result.remLatency = rem->beginMinutes - onset;

    const Changes changes = changesBetween(spans, first, last);
    const double hours = result.tst / kMinutesPerHour;
    result.awakenings = changes.awakenings;
    result.stageShifts = changes.shifts;
    result.awakeningIndex = changes.awakenings / hours;
    result.stageShiftIndex = changes.shifts / hours;
    result.fragmentationIndex = (changes.awakenings + changes.shiftsToN1) / hours;
    result.cycles = sleepCycles(spans);
}

void countSources(SleepStatistics& result, const Hypnogram& hypnogram) {
    result.epochCount = hypnogram.size();
    for (const EpochScore& score : hypnogram.epochs()) {
        if (score.source == StageSource::Network)
            ++result.proposedEpochs;
        else if (score.source != StageSource::None)
            ++result.reviewedEpochs;
    }
}

} // namespace

SleepStatistics sleepStatistics(const Hypnogram& hypnogram, const LightsTimes& lights) {
    SleepStatistics result;
    const std::optional<double> off = finite(lights.offSeconds);
    const std::optional<double> on = finite(lights.onSeconds);
    result.lightsOffAssumed = !off;
    result.lightsOnAssumed = !on;
    result.lightsAssumed = !off || !on;
    result.lightsOffSeconds = off.value_or(hypnogram.grid().startSeconds);
    result.lightsOnSeconds = on.value_or(hypnogram.grid().endSeconds());
    result.trt = std::max(0.0, result.lightsOnSeconds - result.lightsOffSeconds) / kSecondsPerMinute;

    const std::vector<StageSpan> spans =
        stageSpans(hypnogram, result.lightsOffSeconds, result.lightsOnSeconds);
    for (const StageSpan& span : spans)
        if (isSleep(span.stage))
            result.tst += span.minutes;
    for (std::size_t i = 0; i < kStageClasses.size(); ++i)
        result.stages[i] = stageStatistics(spans, kStageClasses[i], result.tst);
    result.unscoredMinutes = minutesOf(spans, 0, spans.size(), Stage::Unscored) +
                             minutesOf(spans, 0, spans.size(), Stage::Movement);
    result.artefactMinutes = minutesOf(spans, 0, spans.size(), Stage::Artefact);
    countSources(result, hypnogram);

    if (result.trt > 0.0)
        result.sleepEfficiency = 100.0 * result.tst / result.trt;
    const auto sleeps = [](const StageSpan& span) { return isSleep(span.stage); };
    const auto first = std::find_if(spans.begin(), spans.end(), sleeps);
    const auto last = std::find_if(spans.rbegin(), spans.rend(), sleeps).base();
    if (first != spans.end())
        addSleepPeriod(result, spans, static_cast<std::size_t>(first - spans.begin()),
                       static_cast<std::size_t>(last - spans.begin()));
    return result;
}

} // namespace hypnodesk
