#pragma once

#include "core/simulation/band_course.h"
#include "core/simulation/electrode.h"

#include <span>
#include <vector>

namespace hypnodesk::simulation {

/// A negative half-wave followed by a positive one. K-complexes are the sharp, lonely ones.
struct SlowWave {
    double beginSeconds = 0.0;
    double negativeSeconds = 0.5;
    double positiveSeconds = 0.5;
    double positiveRatio = 0.7;
    double strength = 1.0;  ///< relative to what the band course asks for
    double sharpness = 1.0; ///< 1: sine halves; above: pointed; below: blunt
    double focus = 0.3;     ///< where on the head it is largest, 0 frontal to 1 occipital
};

struct Spindle {
    double beginSeconds = 0.0;
    double durationSeconds = 1.0;
    double strength = 1.0;
    double startHz = 13.5;
    double chirpHz = -0.5; ///< frequency at the end minus at the begin
    double peakAt = 0.5;   ///< where in it the amplitude is largest
    double phase = 0.0;    ///< turns
    double focus = 0.5;
};

/// Vertex waves (one cycle) and sawtooth trains (several, asymmetric).
struct SharpTrain {
    double beginSeconds = 0.0;
    double cycleSeconds = 0.2;
    int cycles = 1;
    double strength = 1.0;
    double riseShare = 0.35; ///< of the cycle
    double focus = 0.45;
};

/// The graphoelements of a night, shared by all derivations.
struct EegEvents {
    std::vector<SlowWave> slowWaves;
    std::vector<Spindle> spindles;
    std::vector<SharpTrain> sharpTrains;
};

EegEvents drawEegEvents(const VirtualSubject& subject, const BandCourse& bands, Random random);

/// Adds them as one derivation sees them: sizes follow that derivation's band course, so that their mean
/// power is the part which addBackground() left out. `own` gives each derivation its own view of an event.
void addEegEvents(std::span<float> out, double rateHz, const EegEvents& events, const BandCourse& bands,
                  const Electrode& electrode, Random own);

} // namespace hypnodesk::simulation
