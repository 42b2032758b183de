#include "core/base/text_fields.h"
#include "core/scoring/event_statistics.h"
#include "core/scoring/sleep_statistics.h"

#include <fmt/format.h>

#include <utility>

namespace hypnodesk {

namespace {

constexpr const char* kNoSleep = "no sleep";

/// Collects rows of one heading after the other.
class Rows {
public:
    void under(std::string group) { m_group = std::move(group); }

    void add(std::string key, std::string name, std::string unit, std::optional<double> value,
             std::string definition, std::string absentText = kNoSleep) {
        m_rows.push_back({std::move(key), std::move(name), std::move(definition), std::move(unit), value,
                          value ? std::string() : std::move(absentText), m_group, std::nullopt});
    }

    std::vector<StatisticRow> take() { return std::move(m_rows); }

private:
    std::string m_group;
    std::vector<StatisticRow> m_rows;
};

void addTimes(Rows& rows, const SleepStatistics& s) {
    rows.under("Times");
    rows.add("lights_off_s", "Lights off", "s", s.lightsOffSeconds,
             s.lightsOffAssumed ? "Not given: assumed at the first epoch."
                                : "As given, after the recording's start.");
    rows.add("lights_on_s", "Lights on", "s", s.lightsOnSeconds,
             s.lightsOnAssumed ? "Not given: assumed at the end of the last epoch."
                               : "As given, after the recording's start.");
    rows.add("trt_min", "Total recording time (TRT)", "min", s.trt,
             s.lightsAssumed ? "Lights off to lights on, as far as assumed." : "Lights off to lights on.");
}

void addSleep(Rows& rows, const SleepStatistics& s) {
    rows.under("Sleep");
    rows.add("spt_min", "Sleep period time (SPT)", "min", s.spt,
             "First to last epoch of sleep, both included, with the wake between them.");
    rows.add("tst_min", "Total sleep time (TST)", "min", s.tst,
             "N1 + N2 + N3 + R within TRT; unscored, movement and artefact epochs are not counted.");
    rows.add("sol_min", "Sleep onset latency (SOL)", "min", s.sol,
             "Lights off to the first epoch of any sleep stage.");
    rows.add("persistent_sleep_latency_min", "Latency to persistent sleep", "min", s.persistentSleepLatency,
             "Lights off to the first 10 min of uninterrupted sleep.",
             s.sol ? "no 10 min of sleep" : kNoSleep);
    rows.add("rem_latency_min", "REM latency", "min", s.remLatency,
             "Sleep onset (not lights off) to the first epoch of R.", s.sol ? "no REM" : kNoSleep);
    rows.add("se_percent", "Sleep efficiency (SE)", "%", s.sleepEfficiency, "TST / TRT.",
             "no recording time");
    rows.add("sme_percent", "Sleep maintenance efficiency (SME)", "%", s.sleepMaintenance, "TST / SPT.");
}

void addContinuity(Rows& rows, const SleepStatistics& s) {
    const auto counted = [&](int count) { return s.sol ? std::optional<double>(count) : std::nullopt; };
    rows.under("Continuity");
    rows.add("waso_min", "Wake after sleep onset (WASO)", "min", s.waso,
             "Wake between sleep onset and the last epoch of sleep; the final wake is not part of it.");
    rows.add("final_wake_min", "Final wake", "min", s.finalWake,
             "Wake from the last epoch of sleep to lights on.");
    rows.add("awakenings", "Awakenings", "", counted(s.awakenings),
             "Changes from sleep to wake before the last epoch of sleep.");
    rows.add("awakening_index_per_h", "Awakening index", "/h", s.awakeningIndex,
             "Awakenings per hour of TST.");
    rows.add("stage_shifts", "Stage shifts", "", counted(s.stageShifts),
             "Changes of stage, wake included, from sleep onset to the last epoch of sleep.");
    rows.add("stage_shift_index_per_h", "Stage shift index", "/h", s.stageShiftIndex,
             "Stage shifts per hour of TST.");
    rows.add("fragmentation_index_per_h", "Sleep fragmentation index", "/h", s.fragmentationIndex,
             "Awakenings and shifts from N2, N3 or R to N1, per hour of TST.");
}

void addEvents(Rows& rows, const EventStatistics* events) {
    const EventStatistics none;
    const EventStatistics& found = events ? *events : none;
    const auto add = [&](std::string key, std::string name, const EventCount& count, std::string definition) {
        rows.add(std::move(key), std::move(name), "/h", count.perHour, std::move(definition),
                 count.count > 0 ? kNoSleep : "not scored");
    };
    add("arousal_index_per_h", "Arousal index", found[EventKind::Arousal],
        "Scored arousals per hour of TST.");
    add("ahi_per_h", "Apnea-hypopnea index (AHI)", found.apnoeasAndHypopnoeas,
        "Scored apneas and hypopneas per hour of TST.");
}

void addStage(Rows& rows, Stage stage, const StageStatistics& s) {
    const std::string name(stageName(stage));
    const std::string key = toLowerAscii(stageCode(stage));
    const std::string none = "no " + name;
    const auto ifAny = [&](double value) {
        return s.bouts > 0 ? std::optional<double>(value) : std::nullopt;
    };
    rows.add(key + "_min", name, "min", s.minutes, fmt::format("Time in {} within TRT.", name));
    if (isSleep(stage))
        rows.add(key + "_percent", name + ", share", "%", s.percentOfTst,
                 fmt::format("Time in {} / TST.", name));
    rows.add(key + "_latency_min", name + ", latency", "min", s.latencyMinutes,
             fmt::format("Lights off to the first epoch of {}.", name), none);
    rows.add(key + "_bouts", name + ", bouts", "", s.bouts,
             fmt::format("Runs of adjacent epochs of {}.", name));
    rows.add(key + "_mean_bout_min", name + ", mean bout", "min", ifAny(s.meanBoutMinutes),
             fmt::format("Mean length of the bouts of {}.", name), none);
    rows.add(key + "_longest_bout_min", name + ", longest bout", "min", ifAny(s.longestBoutMinutes),
             fmt::format("Length of the longest bout of {}.", name), none);
}

void addCycles(Rows& rows, const SleepStatistics& s) {
    std::optional<double> mean;
    for (const SleepCycle& cycle : s.cycles)
        mean = mean.value_or(0.0) + cycle.durationMinutes / static_cast<double>(s.cycles.size());
    rows.under("Cycles");
    rows.add(
        "cycles", "NREM-REM cycles", "", s.sol ? std::optional<double>(s.cycles.size()) : std::nullopt,
        "Completed cycles (Feinberg and Floyd 1979, modified): at least 15 min of NREM sleep, then at least "
        "5 min "
        "of R, except in the first cycle; R epochs less than 15 min of NREM sleep apart are one REM period.");
    rows.add("cycle_mean_min", "Mean cycle duration", "min", mean,
             "First NREM epoch to last R epoch of a cycle, mean over the completed cycles.", "no cycle");
}

void addQuality(Rows& rows, const SleepStatistics& s, const std::optional<ReviewQuality>& q) {
    const auto ofTrt = [&](double minutes) {
        return s.trt > 0.0 ? std::optional<double>(100.0 * minutes / s.trt) : std::nullopt;
    };
    rows.under("Quality");
    rows.add("unscored_percent", "Unscored", "%", ofTrt(s.unscoredMinutes),
             "Unscored and movement epochs / TRT.", "no recording time");
    rows.add("artefact_percent", "Artefact", "%", ofTrt(s.artefactMinutes),
             "Epochs marked as artefact / TRT.", "no recording time");
    rows.add("epochs", "Epochs", "", static_cast<double>(s.epochCount), "Epochs of the whole recording.");
    rows.add("epochs_reviewed", "Epochs reviewed", "", static_cast<double>(s.reviewedEpochs),
             "Epochs whose stage a person gave or accepted, or that were imported.");
    rows.add("epochs_proposed", "Epochs proposed", "", static_cast<double>(s.proposedEpochs),
             "Epochs whose stage the network proposed and nobody has looked at yet.");
    const auto ofNetwork = [&](auto ReviewQuality::*count) {
        return q ? std::optional<double>((*q).*count) : std::nullopt;
    };
    constexpr const char* kNoNetwork = "no network's run";
    rows.add("epochs_changed", "Proposals changed", "", ofNetwork(&ReviewQuality::changedEpochs),
             "Epochs to which a person gave another stage than the network's most probable one.", kNoNetwork);
    rows.add("epochs_doubtful", "Epochs in doubt", "", ofNetwork(&ReviewQuality::doubtfulEpochs),
             fmt::format("Epochs of good signal whose most probable stage has less than {:.0f} %.",
                         100.0 * static_cast<double>(kDoubtfulProbability)),
             kNoNetwork);
    rows.add("epochs_flat", "Flat epochs", "", ofNetwork(&ReviewQuality::flatEpochs),
             "Epochs without a signal in the channel scored.", kNoNetwork);
    rows.add("epochs_clipped", "Clipped epochs", "", ofNetwork(&ReviewQuality::clippedEpochs),
             "Epochs in which the channel scored was at the limit of its range.", kNoNetwork);
    rows.add("epochs_missing", "Missing epochs", "", ofNetwork(&ReviewQuality::missingEpochs),
             "Epochs in a gap of the recording.", kNoNetwork);
    rows.add("mean_confidence", "Mean confidence", "", q ? q->meanConfidence : std::nullopt,
             "1 - entropy / ln 5 of the network's probabilities, mean over the epochs of good signal: 1 is "
             "certain, 0 a guess.",
             kNoNetwork);
}

} // namespace

std::vector<StatisticRow> statisticRows(const SleepStatistics& statistics,
                                        const std::optional<ReviewQuality>& quality,
                                        const EventStatistics* events) {
    Rows rows;
    addTimes(rows, statistics);
    addSleep(rows, statistics);
    addContinuity(rows, statistics);
    addEvents(rows, events);
    rows.under("Stages");
    for (std::size_t i = 0; i < kStageClasses.size(); ++i)
        addStage(rows, kStageClasses[i], statistics.stages[i]);
    addCycles(rows, statistics);
    addQuality(rows, statistics, quality);
    return rows.take();
}

} // namespace hypnodesk
