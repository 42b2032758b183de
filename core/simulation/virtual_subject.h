#pragma once

#include "core/simulation/random.h"

#include <array>
#include <cstdint>

namespace hypnodesk::simulation {

/// How well a virtual subject sleeps.
enum class SleepHabit { Healthy, Insomniac, Apneic, Fragmented };

/// Number of common factors of kSubjectFactors.
inline constexpr int kSubjectFactorCount = 8;

/// What stays the same from night to night.
struct VirtualSubject {
    double ageYears = 40.0;
    bool isMale = true;
    SleepHabit habit = SleepHabit::Healthy;

    // the course of the night
    double sleepLatencyMinutes = 15.0;
    double deepSleepDrive = 1.0;  ///< how readily N2 deepens to N3
    double wakeDrive = 1.0;       ///< how readily sleep breaks
    double lightSleepDrive = 1.0; ///< how readily sleep falls back to N1
    double remDrive = 1.0;
    double arousalsPerHour = 10.0; ///< without those of apneas
    double apneasPerHour = 0.0;

    // the EEG
    std::array<double, kSubjectFactorCount> spectralFactors{}; ///< standard normal
    double gain = 1.0;
    double restlessness = 1.0; ///< factor on how much band powers wander within a stage
    double alphaHz = 9.8;
    double alphaNarrowness = 0.6; ///< share of the alpha excess that is a narrow rhythm, 0 to 1
    double alphaReactivity = 0.5; ///< e^+-this between closed and open eyes
    double slowSpindleHz = 11.8;
    double fastSpindleHz = 13.5;
    double spindlesPerMinute = 5.0;
    double spindleShare = 0.8;    ///< of the sigma excess in N2
    double slowWaveShare = 0.6;   ///< of the delta power in N3 that is discrete waves
    double slowWaveSeconds = 1.1; ///< typical period
    double sawtoothsPerMinute = 1.0;
    double vertexWavesPerMinute = 2.0;
    double highSlope = -2.2; ///< of ln power over ln frequency beyond 30 Hz
    double deltaPeak = 0.0;  ///< bend of the spectrum below 1.4 Hz

    // eyes, heart, breath
    double blinksPerMinute = 14.0;
    double eyesOpenShare = 0.5;
    double eyeVolts = 1.0;    ///< factor on the corneoretinal potential
    double heartRate = 62.0;  ///< per minute, asleep
    double breathRate = 14.5; ///< per minute
};

/// Draws a subject of this age; the same stream gives the same person.
VirtualSubject drawSubject(Random random, double youngestYears = 18.0, double oldestYears = 88.0);

} // namespace hypnodesk::simulation
