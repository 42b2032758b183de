#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// A graphoelement found in a signal, [begin, end) in seconds from the first sample given.
struct DetectedEvent {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    double amplitudeMicrovolts = 0.0; ///< peak to peak, in the band that was looked at

    bool operator==(const DetectedEvent&) const = default;
};

struct SlowWaveOptions {
    double lowestHz = 0.5; ///< a half wave lasts between 1 / (2 highestHz) and 1 / (2 lowestHz)
    double highestHz = 2.0;
    double smallestMicrovolts = 75.0; ///< peak to peak
    bool operator==(const SlowWaveOptions&) const = default;
};

/// Slow waves of one EEG derivation in microvolts: the signal is band-passed (0.2 Hz below lowestHz to twice
/// highestHz, zero phase); a wave goes from one negative-going zero crossing to the next; both its half waves
/// must last as long as the frequencies allow, and its peak-to-peak amplitude must reach the limit. Sorted,
/// disjoint. Frequencies and amplitude: AASM manual's slow wave activity (0.5-2 Hz, above 75 uV); search by
/// zero crossings: Massimini et al., J Neurosci 2004; Carrier et al., Eur J Neurosci 2011.
///
/// Samples that are not finite are gaps; waves that touch one are left out. Sampling above 100 Hz is reduced
/// to that. Errors: ArgumentInvalid (rate or options that make no sense, rate below 5 highestHz + 1),
/// Cancelled.
Result<std::vector<DetectedEvent>> detectSlowWaves(std::span<const float> microvolts, double rateHz,
                                                   const SlowWaveOptions& options = {},
                                                   const TaskContext& context = {});

struct SpindleOptions {
    double lowestHz = 11.0;
    double highestHz = 16.0;
    double shortestSeconds = 0.5;
    double longestSeconds = 2.0;
    double thresholdDeviations = 1.5; ///< above the mean of the band's moving RMS
    double smallestShare = 0.2;       ///< of the event's energy in 1-30 Hz that lies in the band
    bool operator==(const SpindleOptions&) const = default;
};

/// Sleep spindles of one EEG derivation: stretches of the allowed length in which the RMS of the band-passed
/// signal, in windows of 0.2 s, exceeds its mean by 1.5 deviations (Moelle et al., J Neurosci 2002; compared
/// with others in Warby et al., Nat Methods 2014). Two things are borrowed from YASA (Vallat and Walker,
/// eLife 2021): the deviation is that of the middle 80 % of values, so that artefacts do not raise it, and
/// the band must hold a fifth of the energy. The threshold is relative to the signal given: hand in sleep,
/// not wake, and more than a minute of it. Gaps, rates and errors as above, the lowest rate being 2.5
/// highestHz.
Result<std::vector<DetectedEvent>> detectSpindles(std::span<const float> microvolts, double rateHz,
                                                  const SpindleOptions& options = {},
                                                  const TaskContext& context = {});

/// How many seconds of each of the first `epochs` epochs the events cover. Events must be disjoint.
std::vector<double> secondsPerEpoch(std::span<const DetectedEvent> events, double epochSeconds,
                                    std::int64_t epochs);

} // namespace hypnodesk::dsp
