#pragma once

#include "core/simulation/band_course.h"
#include "core/simulation/electrode.h"

#include <span>

namespace hypnodesk::simulation {

/// Adds the EEG's shaped noise: the 1/f background with its bend, the alpha rhythm, muscle tone and amplifier
/// noise. `common` is the night's stream, shared by all channels; `own` is the channel's.
void addBackground(std::span<float> out, double rateHz, const VirtualSubject& subject,
                   const BandCourse& bands, const Electrode& electrode, const Random& common,
                   const Random& own);

} // namespace hypnodesk::simulation
