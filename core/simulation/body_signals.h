#pragma once

#include "core/simulation/band_course.h"
#include "core/simulation/body_course.h"
#include "core/simulation/montage.h"

#include <span>

namespace hypnodesk::simulation {

/// Fills a channel that is neither EEG nor EOG, in the unit of the montage channel.
void fillBodySignal(std::span<float> out, double rateHz, const MontageChannel& channel,
                    const VirtualSubject& subject, const BandCourse& bands, const BodyCourse& body,
                    const Random& common, const Random& own);

} // namespace hypnodesk::simulation
