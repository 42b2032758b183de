#pragma once

#include "core/scoring/hypnogram.h"

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
};

/// Statistics of one stage within lights off to on.
struct StageStatistics {
    double minutes = 0.0;
    std::optional<double> percentOfTst;   ///< absent without sleep; for wake: absent
    std::optional<double> latencyMinutes; ///< lights off to its first epoch
    int bouts = 0;
    double meanBoutMinutes = 0.0;
    double longestBoutMinutes = 0.0;
};

/// The sleep statistics of product.md; every duration in minutes. An absent value means that it does not
/// exist in this night (no REM, no sleep), never 0.
struct SleepStatistics {
    double lightsOffSeconds = 0.0;
    double lightsOnSeconds = 0.0;
    bool lightsAssumed = true;

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
    int awakenings = 0; ///< bouts of wake between sleep onset and the last sleep epoch
    int stageShifts = 0;
    std::optional<double> awakeningIndex;     ///< per hour of TST
    std::optional<double> stageShiftIndex;    ///< per hour of TST
    std::optional<double> fragmentationIndex; ///< (awakenings + shifts to N1) per hour of TST
    double unscoredMinutes = 0.0;             ///< unscored, movement
    double artefactMinutes = 0.0;
    std::int64_t reviewedEpochs = 0; ///< source Accepted, Person or Imported
    std::int64_t proposedEpochs = 0; ///< source Network
};

SleepStatistics sleepStatistics(const Hypnogram& hypnogram, const LightsTimes& lights = {});

/// One row of the table that feeds tooltip, report, JSON and documentation.
struct StatisticRow {
    std::string key;        ///< "tst_min", stable, for JSON
    std::string name;       ///< "Total sleep time (TST)"
    std::string definition; ///< the definition in a sentence
    std::string unit;       ///< "min", "%", "/h", ""
    std::optional<double> value;
    std::string absentText; ///< "no REM", "no sleep"; shown when value is absent
};
std::vector<StatisticRow> statisticRows(const SleepStatistics& statistics);

} // namespace hypnodesk
