#pragma once

#include "core/scoring/stage.h"

#include <optional>
#include <span>
#include <string_view>

namespace hypnodesk {

/// One number for one stage. Programs disagree about them, so every format names its table.
struct StageCode {
    int number = 0;
    Stage stage = Stage::Unscored;
};

using StageCodes = std::span<const StageCode>;

/// YASA: -2 unscored, -1 artefact, 0 W, 1-3, 4 R.
StageCodes yasaCodes();
/// Dreem's open data sets: -1 not scored, 0 W, 1-3, 4 R.
StageCodes dodCodes();
/// Rechtschaffen and Kales as NSRR, Compumedics and the first Sleep-EDF write them: 0 W, 1-4, 5 R, 6
/// movement, 9 not scored.
StageCodes rechtschaffenKalesCodes();
/// SpiSOP and SleepTrip: 0 W, 1-4, 5 R, 8 movement, -1 not scored.
StageCodes spisopCodes();
/// Elan and Visbrain's .hyp: -2 not scored, -1 artefact, 0 W, 1-4, 5 R, 6 movement.
StageCodes elanCodes();
/// The DREAMS databases: 5 W, 4 R, 3 S1, 2 S2, 1 S3, 0 S4, -1 movement, -2 and -3 unknown.
StageCodes dreamsCodes();

std::optional<Stage> stageFromNumber(StageCodes codes, double number);
/// A field that holds nothing but a number of the table.
std::optional<Stage> stageFromNumber(StageCodes codes, std::string_view field);

/// The first number that the table has for the stage; what it has not is written as not scored.
int numberOf(StageCodes codes, Stage stage);

} // namespace hypnodesk
