#include "core/simulation/electrode.h"

#include <algorithm>

namespace hypnodesk::simulation {

Electrode drawElectrode(const MontageChannel& channel, const VirtualSubject& subject, double durationSeconds,
                        Random clinic, Random own) {
    Electrode electrode;
    electrode.microvolts = channel.typicalMicrovolts * subject.gain * own.logNormal(1.0, 0.12);
    electrode.backness = std::clamp(channel.backness + own.normal(0.0, 0.12), 0.0, 1.0);

    // the amplifier is the same for all channels
    const double amplifierNoise = clinic.logNormal(0.003, 1.3);
    electrode.humHz = clinic.chance(0.65) ? 50.0 : 60.0;
    const double clinicHum = clinic.logNormal(0.15, 1.0);
    electrode.highpassHz = clinic.chance(0.5) ? clinic.uniform(0.25, 0.55) : clinic.uniform(0.05, 0.25);
    if (clinic.chance(0.55)) {
        electrode.lowpassHz = clinic.uniform(28.0, 75.0);
        electrode.lowpassSections = clinic.chance(0.5) ? 1 : 2;
    }
    // The tables are of two bipolar derivations. Against an ear real EEG (C3-A2 of 22 subjects of the UCDDB)
    // holds less delta for its alpha and beta, and the heart is seen more often.
    const double tilt = clinic.normal(0.0, 1.0);
    electrode.spectralTilt = channel.isReferential ? 0.4 + 0.2 * tilt : 0.15 * tilt;
    const double warmth = clinic.chance(0.3) ? clinic.logNormal(10.0, 0.7) : clinic.logNormal(1.5, 0.7);

    electrode.noiseDensity = amplifierNoise * own.logNormal(1.0, 0.4);
    electrode.pinkNoise = own.chance(0.3) ? own.logNormal(0.01, 1.0) : 0.0;
    electrode.muscleDensity = own.logNormal(0.01, 1.0);
    electrode.heartMicrovolts =
        own.chance(channel.isReferential ? 0.5 : 0.3) ? own.logNormal(4.0, 0.7) : own.logNormal(0.4, 0.7);
    electrode.humMicrovolts = clinicHum * own.logNormal(1.0, 0.8);
    electrode.driftMicrovolts = warmth * channel.typicalMicrovolts / 30.0 * own.logNormal(1.0, 0.6);
    electrode.popsPerHour = own.chance(0.25) ? own.exponential(3.0) : own.exponential(0.2);
    electrode.movementMicrovolts = 2.0 * channel.typicalMicrovolts * own.logNormal(1.0, 0.5);
    if (own.chance(0.06)) {
        electrode.looseFromSeconds = own.uniform(0.0, durationSeconds);
        electrode.looseToSeconds = electrode.looseFromSeconds + own.exponential(900.0);
    }
    return electrode;
}

} // namespace hypnodesk::simulation
