#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/rk_stage.h"
#include "core/scoring/stage_probabilities.h"

namespace hypnodesk {

/// The hypnogram with the network's proposals in every epoch that no person and no file has spoken for
/// (source None or Network). Epochs that the network has not scored yet keep what they had. Both must have
/// the same grid.
Hypnogram withProposals(const Hypnogram& hypnogram, const NightProbabilities& night);

/// How a hypnogram of another file was laid over the epochs of the recording.
struct FittedHypnogram {
    Hypnogram hypnogram;        ///< on the recording's grid; epochs the file does not cover are unscored
    std::int64_t outside = 0;   ///< scored epochs of the file that lie outside the recording
    std::int64_t uncovered = 0; ///< epochs of the recording for which the file has nothing
    bool resampled = false;     ///< the file's epochs do not coincide with the recording's
    RkStages rkStages = {};     ///< laid in the same way; empty where the file has none
};

/// Lays `imported` over `grid` after moving it by `offsetSeconds`: each epoch takes the stage at its middle.
FittedHypnogram fitToGrid(const Hypnogram& imported, const EpochGrid& grid, double offsetSeconds,
                          const RkStages& rkStages = {});

} // namespace hypnodesk
