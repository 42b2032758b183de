#pragma once

#include "core/dsp/events.h"

namespace hypnodesk::dsp {

struct EyeMovementOptions {
    double smallestMicrovolts = 40.0; ///< height of the deflection; of each eye's where both are recorded
    double longestRiseSeconds = 0.5;  ///< AASM manual: "initial deflection usually lasting < 500 ms"
    bool operator==(const EyeMovementOptions&) const = default;
};

/// Rapid eye movements: deflections in the band 0.5-6 Hz that rise from the zero line to a peak of the given
/// height within half a second. With two channels (E1, E2, both against the same side or a mastoid) they must
/// point in opposite directions, as conjugate movements do; what both show alike is EEG or a moving electrode
/// (the idea of the product of both channels: Yetton et al., J Neurosci Methods 2016). `right` empty: a
/// single channel, where slow waves cannot be told apart. Both channels have the same rate and length. An
/// event goes from the zero crossing before its peak to that behind it; its amplitude is the larger height.
/// Sorted.
///
/// Gaps as with the other detectors. Errors: ArgumentInvalid (a rate below 25 Hz, lengths that differ),
/// Cancelled.
Result<std::vector<DetectedEvent>> detectEyeMovements(std::span<const float> left,
                                                      std::span<const float> right, double rateHz,
                                                      const EyeMovementOptions& options = {},
                                                      const TaskContext& context = {});

} // namespace hypnodesk::dsp
