#pragma once

#include "core/dsp/events.h"

namespace hypnodesk::dsp {

struct KComplexOptions {
    double smallestMicrovolts = 75.0; ///< from peak to peak
    double standsOut = 4.0;           ///< times the RMS of the 10 s around it
    bool operator==(const KComplexOptions&) const = default;
};

/// K-complexes of one EEG derivation in microvolts: "a well-delineated negative sharp wave immediately
/// followed by a positive component standing out from the background EEG, with total duration >= 0.5 s" (AASM
/// manual). Here, in the band 0.5-5 Hz: a negative half wave of 0.1 to 0.75 s, then a positive one of 0.15
/// to 1.2 s, together 0.5 to 1.5 s; peak to peak at least 75 uV, the trough at least a third of that, and at
/// least four times the RMS of the same band in the 5 s before and the 5 s after. The last limit is ours. It
/// lessens, but does not end, the finds among the slow waves of N3, where the manual knows no K-complexes to
/// count: on a real night 0.9 an epoch in N2, 2.1 in N3, 0.02 in REM. Sorted, disjoint.
///
/// Samples that are not finite are gaps, and complexes that touch one are left out. Errors: ArgumentInvalid
/// (a rate below 20 Hz, options that make no sense), Cancelled.
Result<std::vector<DetectedEvent>> detectKComplexes(std::span<const float> microvolts, double rateHz,
                                                    const KComplexOptions& options = {},
                                                    const TaskContext& context = {});

} // namespace hypnodesk::dsp
