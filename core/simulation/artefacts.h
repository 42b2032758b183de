#pragma once

#include "core/simulation/body_course.h"
#include "core/simulation/electrode.h"

#include <span>

namespace hypnodesk::simulation {

/// Adds what an EEG or EOG electrode records besides the brain: eyes, movements, sweat, pops, hum, the heart,
/// a loose contact. `common` is the night's stream, `own` the channel's.
void addArtefacts(std::span<float> out, double rateHz, const MontageChannel& channel,
                  const Electrode& electrode, const BodyCourse& body, const Random& common,
                  const Random& own);

/// The amplifier: first-order high-pass and, where the electrode says so, a Butterworth low-pass.
void applyAmplifier(std::span<float> samples, double rateHz, const Electrode& electrode);

/// One heart beat seen from afar or near: adds a PQRST complex of this height, its R peak at each time.
void addHeartBeats(std::span<float> out, double rateHz, std::span<const double> beats, double microvolts,
                   double skew);

} // namespace hypnodesk::simulation
