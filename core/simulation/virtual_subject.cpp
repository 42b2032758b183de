#include "core/simulation/virtual_subject.h"

#include "core/simulation/plain_math.h"

#include <algorithm>

namespace hypnodesk::simulation {

namespace {

SleepHabit drawHabit(Random& random, double age) {
    const double weights[] = {0.45, 0.15, 0.05 + 0.003 * age, 0.002 * age};
    return static_cast<SleepHabit>(random.pick(weights));
}

void shapeNight(VirtualSubject& subject, Random random) {
    const double agePerDecade = (subject.ageYears - 45.0) / 10.0;
    subject.sleepLatencyMinutes = random.logNormal(14.0, 0.7);
    // slow-wave sleep falls steeply with age, more so in men
    subject.deepSleepDrive =
        random.logNormal(plainExp(-0.22 * agePerDecade - (subject.isMale ? 0.15 : -0.1)), 0.75);
    subject.wakeDrive = random.logNormal(plainExp(0.1 * agePerDecade), 0.4);
    subject.lightSleepDrive = random.logNormal(plainExp(0.08 * agePerDecade), 0.5);
    subject.remDrive = random.logNormal(1.0, 0.25);
    subject.arousalsPerHour = random.logNormal(10.0 + 1.2 * std::max(agePerDecade, 0.0), 0.35);
    switch (subject.habit) {
    case SleepHabit::Healthy:
        break;
    case SleepHabit::Insomniac:
        subject.sleepLatencyMinutes *= random.uniform(1.5, 4.0);
        subject.wakeDrive *= random.uniform(1.2, 2.0);
        break;
    case SleepHabit::Apneic:
        subject.apneasPerHour = random.logNormal(20.0, 0.6);
        subject.wakeDrive *= random.uniform(1.0, 1.8);
        subject.lightSleepDrive *= random.uniform(1.1, 2.2);
        break;
    case SleepHabit::Fragmented:
        subject.wakeDrive *= random.uniform(1.3, 2.5);
        subject.lightSleepDrive *= random.uniform(1.2, 2.2);
        subject.deepSleepDrive *= random.uniform(0.3, 0.9);
        break;
    }
}

void shapeEeg(VirtualSubject& subject, Random random) {
    for (double& factor : subject.spectralFactors)
        factor = std::clamp(random.normal(), -2.6, 2.6);
    subject.gain = random.logNormal(1.0, 0.28);
    subject.restlessness = std::clamp(random.logNormal(1.0, 0.2), 0.6, 1.7);
    subject.alphaHz = std::clamp(random.normal(10.0 - 0.014 * (subject.ageYears - 30.0), 1.0), 7.6, 12.4);
    subject.alphaNarrowness = random.chance(0.1) ? random.uniform(0.0, 0.15) : random.uniform(0.3, 0.95);
    subject.alphaReactivity = random.uniform(0.1, 0.8);
    subject.fastSpindleHz = std::clamp(random.normal(13.5, 0.5), 12.3, 15.0);
    subject.slowSpindleHz = subject.fastSpindleHz - random.uniform(0.8, 2.2);
    subject.spindlesPerMinute = std::clamp(random.logNormal(6.0, 0.45), 1.5, 14.0);
    subject.spindleShare = random.uniform(0.5, 1.0);
    subject.slowWaveShare = random.uniform(0.3, 0.8);
    subject.slowWaveSeconds = random.uniform(0.6, 1.3);
    subject.sawtoothsPerMinute = random.logNormal(0.8, 0.6);
    subject.vertexWavesPerMinute = random.logNormal(1.5, 0.7);
    subject.highSlope = random.normal(-2.2, 0.6);
    subject.deltaPeak = random.normal(0.0, 0.25);
}

} // namespace

VirtualSubject drawSubject(Random random, double youngestYears, double oldestYears) {
    VirtualSubject subject;
    Random person = random.fork("person");
    subject.ageYears = person.uniform(youngestYears, oldestYears);
    subject.isMale = person.chance(0.5);
    subject.habit = drawHabit(person, subject.ageYears);
    shapeNight(subject, random.fork("habits"));
    shapeEeg(subject, random.fork("eeg"));
    Random body = random.fork("body");
    subject.blinksPerMinute = body.logNormal(9.0, 0.5);
    subject.eyesOpenShare = body.uniform(0.05, 0.7);
    subject.eyeVolts = body.logNormal(1.0, 0.25);
    subject.heartRate = std::clamp(body.normal(61.0, 8.0), 42.0, 92.0);
    subject.breathRate = std::clamp(body.normal(14.5, 2.0), 9.0, 20.0);
    return subject;
}

} // namespace hypnodesk::simulation
