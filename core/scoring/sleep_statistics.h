#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/interval.h"
#include "core/scoring/review_quality.h"
#include "core/scoring/sleep_cycles.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// Lights off and on, seconds from the start of the recording. Absent ones are assumed to be the first
/// epoch's begin and the last epoch's end, and the statistics say so.
struct LightsTimes {
    std::optional<double> offSeconds;
    std::optional<double> onSeconds;
    bool operator==(const LightsTimes&) const = default;
};

/// Statistics of one stage within lights off to on.
struct StageStatistics {
    double minutes = 0.0;
    std::optional<double> percentOfTst;   ///< absent without sleep; for wake: absent
    std::optional<double> latencyMinutes; ///< lights off to its first epoch
    int bouts = 0;                        ///< runs of adjacent epochs of this stage
    double meanBoutMinutes = 0.0;
    double longestBoutMinutes = 0.0;
    bool operator==(const StageStatistics&) const = default;
};

/// The sleep statistics of a night; every duration in minutes. An absent value means that it does not exist
/// in this night (no REM, no sleep), never 0.
///
/// Lights off and on may lie inside an epoch: then only the part of the epoch between them counts, so that
/// wake, sleep, unscored and artefact time always add up to TRT within a recording. Movement counts as
/// unscored. Wherever one stage is said to follow another (awakenings, shifts), unscored, movement and
/// artefact epochs between the two are passed over.
struct SleepStatistics {
    double lightsOffSeconds = 0.0;
    double lightsOnSeconds = 0.0;
    bool lightsAssumed = true; ///< one of the following
    bool lightsOffAssumed = true;
    bool lightsOnAssumed = true;

    double trt = 0.0;                             ///< lights off to lights on
    std::optional<double> spt;                    ///< first to last sleep epoch, both included
    double tst = 0.0;                             ///< N1 + N2 + N3 + R
    std::optional<double> sol;                    ///< lights off to the first epoch of sleep
    std::optional<double> persistentSleepLatency; ///< to the first 10 min of uninterrupted sleep
    std::optional<double> remLatency;             ///< sleep onset to the first R epoch
    std::optional<double> waso;                   ///< wake between sleep onset and the last sleep epoch
    std::optional<double> finalWake;              ///< wake from the last sleep epoch to lights on
    std::optional<double> sleepEfficiency;        ///< TST / TRT, percent
    std::optional<double> sleepMaintenance;       ///< TST / SPT, percent
    std::array<StageStatistics, kStageClassCount> stages;
    int awakenings = 0;                       ///< changes from sleep to wake before the last sleep epoch
    int stageShifts = 0;                      ///< changes of stage from sleep onset to the last sleep epoch
    std::optional<double> awakeningIndex;     ///< per hour of TST
    std::optional<double> stageShiftIndex;    ///< per hour of TST
    std::optional<double> fragmentationIndex; ///< (awakenings + shifts from N2, N3, R to N1) per hour of TST
    std::vector<SleepCycle> cycles;           ///< completed NREM-REM cycles
    double unscoredMinutes = 0.0;             ///< unscored, movement
    double artefactMinutes = 0.0;
    std::int64_t reviewedEpochs = 0; ///< source Accepted, Person or Imported; whole night
    std::int64_t proposedEpochs = 0; ///< source Network; whole night
    std::int64_t epochCount = 0;     ///< whole night

    bool operator==(const SleepStatistics&) const = default;
};

/// Lights that are no finite number count as absent; lights on before lights off give an empty night (TRT 0).
SleepStatistics sleepStatistics(const Hypnogram& hypnogram, const LightsTimes& lights = {});

/// One row of the table that feeds tooltip, report, JSON and documentation.
struct StatisticRow {
    std::string key;        ///< "tst_min", stable, for JSON
    std::string name;       ///< "Total sleep time (TST)"
    std::string definition; ///< the definition in a sentence
    std::string unit;       ///< "min", "%", "/h", ""
    std::optional<double> value;
    std::string absentText; ///< "no REM", "no sleep"; shown when value is absent
    std::string
        group; ///< heading it stands under: "Times", "Sleep", "Continuity", "Stages", "Cycles", "Quality"
    /// Where the value lies by the network's probabilities; see addIntervals().
    std::optional<Interval> interval = {};
};
/// Ordered by group; the same keys for every night. Keys of stages: "w_min", "n1_percent", "r_latency_min",
/// ... What depends on the network is absent without `quality`; event indices are "not scored" without
/// `events` and where none was marked.
std::vector<StatisticRow> statisticRows(const SleepStatistics& statistics,
                                        const std::optional<ReviewQuality>& quality = {},
                                        const struct EventStatistics* events = nullptr);

} // namespace hypnodesk
