#pragma once

#include "core/simulation/stage_course.h"

#include <vector>

namespace hypnodesk::simulation {

class BandCourse;

/// A burst of body movement.
struct Movement {
    double beginSeconds = 0.0;
    double durationSeconds = 3.0;
    double strength = 1.0;
};

/// What happens below the scalp, at the sampling rate of the night or as lists of times. Shared by all
/// channels, some of which it reaches as artefact.
struct BodyCourse {
    std::vector<float> gazeHorizontal; ///< per sample, uV at a unit electrode, to the right positive
    std::vector<float> gazeVertical;   ///< per sample, uV, blinks included, up positive
    std::vector<double> heartBeats;    ///< times of the R peaks
    std::vector<Movement> movements;
};

BodyCourse drawBodyCourse(const VirtualSubject& subject, const BandCourse& bands, double rateHz,
                          std::size_t samples, Random random);

} // namespace hypnodesk::simulation
