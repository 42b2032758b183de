#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/rk_stage.h"

#include <QColor>
#include <QImage>
#include <QSize>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace hypnodesk {

/// Epochs [first, last) in a row with the same stage and label, all proposed by the network or none.
struct StageRun {
    std::int64_t first = 0, last = 0;
    Stage stage = Stage::Unscored;
    bool isProposal = false;
    RkStage label = RkStage::None;
    bool operator==(const StageRun&) const = default;
};

/// All runs in order of time; unscored epochs belong to none.
std::vector<StageRun> stageRuns(const Hypnogram& hypnogram, const RkStages& rkStages = {});

/// A NREM-REM cycle on the axis of the night, seconds from the start of the recording.
struct NightCycle {
    double beginSeconds = 0.0, endSeconds = 0.0;
    bool operator==(const NightCycle&) const = default;
};

/// Completed sleep cycles (core/scoring/sleep_cycles.h) between lights off and on; absent: the whole
/// recording.
std::vector<NightCycle> nightCycles(const Hypnogram& hypnogram, std::optional<double> lightsOff,
                                    std::optional<double> lightsOn);

/// The hypnodensity of epochs [first, last): their probabilities stacked W, N1, N2, N3, R from the bottom.
/// Never wider than `maximumSize` nor than the epochs: epochs that share a column are averaged. As high as
/// `maximumSize`; borders between stages are blended. Epochs that the network did not score stay transparent.
/// Colours by class. Pure.
QImage densityImage(const NightProbabilities& night, std::int64_t first, std::int64_t last, QSize maximumSize,
                    const std::array<QColor, kStageClassCount>& colours);

/// The confidence of every epoch of the night, 0 to 1; NaN where the network did not score.
std::vector<float> confidences(const NightProbabilities& night);

/// The step between labels of an axis from 0 to `highestHz`: round, at least `leastHz`, so that labels keep
/// clear of each other, and such that there are at most four labels.
int frequencyStep(double highestHz, double leastHz);

} // namespace hypnodesk
