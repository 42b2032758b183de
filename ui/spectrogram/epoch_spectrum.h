#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/recording/derivation.h"

#include <array>
#include <vector>

namespace hypnodesk {

/// The power spectrum of one epoch; a value.
struct EpochSpectrum {
    double binWidthHz = 0.25;
    std::vector<double> decibels;    ///< bin i at i * binWidthHz, up to 35 Hz; dB re uV^2/Hz, at least -120
    std::array<double, 5> bandPower; ///< uV^2 in dsp::kSleepBands
    std::array<double, 5> share;     ///< of their sum, 0 to 1; zeros where nothing was measured

    bool operator==(const EpochSpectrum&) const = default;
};

/// Welch's method (dsp::welchMedian) on what was recorded, without display filters. Errors: DataMissing where
/// less than one window of 4 s was recorded without a gap. Any thread.
Result<EpochSpectrum> epochSpectrum(const Recording& recording, const Derivation& derivation,
                                    double fromSeconds, double toSeconds, const TaskContext& context = {});

} // namespace hypnodesk
