#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/night_samples.h"
#include "core/recording/derivation.h"
#include "core/recording/epoch_grid.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

inline constexpr double kModelRateHz = 100.0;
inline constexpr int kModelEpochSamples = 3000;

/// A night as the network takes it: one derivation at 100 Hz, band-passed 0.3-40 Hz over the whole night,
/// scaled to (x - median) / IQR and clipped to +-20 (model.md section 1). Independent of what the screen
/// shows.
struct ModelInput {
    EpochGrid grid;
    NightSamples samples;              ///< grid.count * 3000, epoch after epoch
    std::vector<EpochQuality> quality; ///< grid.count; bad epochs are marked, not scored in silence
    std::string derivation;

    std::span<const float> epoch(std::int64_t index) const {
        return samples.values().subspan(static_cast<std::size_t>(index) * kModelEpochSamples,
                                        kModelEpochSamples);
    }
};

/// Reads, resamples, filters and scales. Gaps are bridged with zeros and their epochs marked Missing.
Result<ModelInput> prepareModelInput(const Recording& recording, const Derivation& derivation,
                                     const TaskContext& context = {});

/// The same from samples in microvolts that are in memory; NaN where nothing was recorded.
Result<ModelInput> prepareModelInput(std::span<const float> microvolts, double rateHz, std::string derivation,
                                     const TaskContext& context = {});

} // namespace hypnodesk
