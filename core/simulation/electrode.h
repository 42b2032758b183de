#pragma once

#include "core/simulation/montage.h"
#include "core/simulation/virtual_subject.h"

namespace hypnodesk::simulation {

/// How one electrode pair and its amplifier were this night: what a new clinic, a new cap or a dry electrode
/// change.
struct Electrode {
    double microvolts = 30.0;     ///< deviation of the EEG over the night
    double backness = 0.5;        ///< montage's, moved a little by head shape and placement
    double noiseDensity = 0.002;  ///< white amplifier noise, uV^2/Hz
    double pinkNoise = 0.0;       ///< extra 1/f noise of a poor contact, uV^2/Hz at 10 Hz
    double muscleDensity = 0.0;   ///< muscle tone seen here when awake, uV^2/Hz at 30 Hz
    double heartMicrovolts = 0.0; ///< height of the QRS complex that leaks in
    double humMicrovolts = 0.0;
    double humHz = 50.0;
    double driftMicrovolts = 0.0; ///< sweat
    double popsPerHour = 0.0;
    double movementMicrovolts = 80.0;
    double highpassHz = 0.3; ///< first order
    double lowpassHz = 0.0;  ///< 0: none but the sampling's own
    int lowpassSections = 1; ///< second-order sections
    double spectralTilt =
        0.0; ///< of ln density over ln frequency, around 10 Hz: this montage's, not the brain's
    double looseFromSeconds = -1.0; ///< contact is poor in this stretch; -1: never
    double looseToSeconds = -1.0;
};

/// `clinic` is shared by all channels of the night, `own` is this channel's.
Electrode drawElectrode(const MontageChannel& channel, const VirtualSubject& subject, double durationSeconds,
                        Random clinic, Random own);

} // namespace hypnodesk::simulation
