#include "core/simulation/eeg_events.h"

#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

SlowWave drawSlowWave(double begin, bool lonely, double typicalSeconds, Random& random) {
    SlowWave wave;
    wave.beginSeconds = begin;
    if (lonely) { // K-complex: a sharp trough, a slower hill
        wave.negativeSeconds = random.uniform(0.2, 0.45);
        wave.positiveSeconds = random.uniform(0.35, 0.8);
        wave.positiveRatio = random.uniform(0.3, 1.0);
        wave.sharpness = random.uniform(0.9, 1.8);
        wave.strength = random.logNormal(1.0, 0.42);
        wave.focus = random.uniform(0.1, 0.5);
    } else {
        const double period = std::clamp(random.logNormal(typicalSeconds, 0.4), 0.3, 2.2);
        const double share = random.uniform(0.38, 0.58);
        wave.negativeSeconds = period * share;
        wave.positiveSeconds = period * (1.0 - share);
        wave.positiveRatio = random.uniform(0.4, 1.1);
        wave.sharpness = random.uniform(0.7, 1.4);
        wave.strength = random.logNormal(1.0, 0.27);
        wave.focus = random.uniform(0.0, 0.7);
    }
    return wave;
}

Spindle drawSpindle(double begin, const VirtualSubject& subject, Random& random) {
    Spindle spindle;
    spindle.beginSeconds = begin;
    const bool slow = random.chance(0.35);
    spindle.startHz = (slow ? subject.slowSpindleHz : subject.fastSpindleHz) + random.normal(0.0, 0.35);
    spindle.focus = slow ? random.uniform(0.0, 0.4) : random.uniform(0.3, 0.75);
    spindle.durationSeconds = std::clamp(random.logNormal(0.95, 0.35), 0.4, 2.6);
    spindle.strength = random.logNormal(1.0, 0.4);
    spindle.chirpHz = random.normal(-0.5, 0.5) * spindle.durationSeconds;
    spindle.peakAt = random.uniform(0.3, 0.65);
    spindle.phase = random.uniform();
    return spindle;
}

/// Events of a rate that changes with time: one draw per second, at most one event in it.
template <typename RateFunction, typename AddFunction>
void drawPoisson(double durationSeconds, Random& random, const RateFunction& rate, const AddFunction& add) {
    for (double second = 0.0; second < durationSeconds; second += 1.0)
        if (random.chance(std::min(0.98, rate(second))))
            add(second + random.uniform());
}

double nearness(double focus, double backness) {
    const double distance = focus - backness;
    return 1.25 / (1.0 + 2.2 * distance * distance);
}

/// The samples of a span of time within the signal, and the time of the first one.
struct SampleSpan {
    std::size_t first, last;
};

SampleSpan samplesOf(double begin, double end, double rateHz, std::size_t count) {
    const double limit = static_cast<double>(count);
    const double first = std::clamp(std::floor(begin * rateHz) + 1.0, 0.0, limit);
    const double last = std::clamp(std::floor(end * rateHz) + 1.0, 0.0, limit);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

void addSlowWave(std::span<float> out, double rateHz, const SlowWave& wave, double delay, double amplitude) {
    const double begin = wave.beginSeconds + delay;
    const double total = wave.negativeSeconds + wave.positiveSeconds;
    const SampleSpan span = samplesOf(begin, begin + total, rateHz, out.size());
    for (std::size_t i = span.first; i < span.last; ++i) {
        const double t = static_cast<double>(i) / rateHz - begin;
        const bool negative = t < wave.negativeSeconds;
        const double position =
            negative ? t / wave.negativeSeconds : (t - wave.negativeSeconds) / wave.positiveSeconds;
        const double sine = std::max(0.0, sinTurns(0.5 * std::clamp(position, 0.0, 1.0)));
        // between a sine half and its square: how pointed the half-wave is
        const double value = sine * (1.0 + (wave.sharpness - 1.0) * (sine - 1.0));
        out[i] += static_cast<float>(amplitude * (negative ? -value : wave.positiveRatio * value));
    }
}

void addSpindle(std::span<float> out, double rateHz, const Spindle& spindle, double phase, double amplitude) {
    const SampleSpan span =
        samplesOf(spindle.beginSeconds, spindle.beginSeconds + spindle.durationSeconds, rateHz, out.size());
    for (std::size_t i = span.first; i < span.last; ++i) {
        const double t = static_cast<double>(i) / rateHz - spindle.beginSeconds;
        const double position = t / spindle.durationSeconds;
        const double warped = position < spindle.peakAt
                                  ? 0.5 * position / spindle.peakAt
                                  : 0.5 + 0.5 * (position - spindle.peakAt) / (1.0 - spindle.peakAt);
        const double turns = spindle.startHz * t + 0.5 * spindle.chirpHz * position * t + phase;
        out[i] += static_cast<float>(amplitude * raisedCosine(warped) * sinTurns(turns));
    }
}

void addSharpTrain(std::span<float> out, double rateHz, const SharpTrain& train, double amplitude) {
    const double length = train.cycleSeconds * train.cycles;
    const SampleSpan span = samplesOf(train.beginSeconds, train.beginSeconds + length, rateHz, out.size());
    for (std::size_t i = span.first; i < span.last; ++i) {
        const double t = static_cast<double>(i) / rateHz - train.beginSeconds;
        const double cycle = t / train.cycleSeconds;
        const double position = cycle - std::floor(cycle);
        const double saw = position < train.riseShare ? position / train.riseShare
                                                      : (1.0 - position) / (1.0 - train.riseShare);
        const double envelope = train.cycles == 1 ? 1.0 : std::sqrt(raisedCosine(t / length));
        const double centred = train.cycles == 1 ? saw : saw - 0.5;
        out[i] -= static_cast<float>(amplitude * envelope * centred);
    }
}

} // namespace

EegEvents drawEegEvents(const VirtualSubject& subject, const BandCourse& bands, Random random) {
    EegEvents events;
    const StageCourse& course = bands.stages();
    const double duration = course.durationSeconds;

    Random slow = random.fork("slow waves");
    Random spindle = random.fork("spindles");
    drawPoisson(
        duration, slow, [&](double t) { return bands.slowWaveRate(t); },
        [&](double t) {
            const StageMix& mix = bands.mix(t);
            const bool lonely = !slow.chance(mix[3] / (mix[2] + mix[3] + 1e-9)) && slow.chance(0.7);
            events.slowWaves.push_back(drawSlowWave(t, lonely, subject.slowWaveSeconds, slow));
            if (lonely && mix[2] > 0.5 && slow.chance(0.3)) // a spindle rides on its end
                events.spindles.push_back(drawSpindle(t + slow.uniform(0.4, 1.0), subject, spindle));
        });
    for (const Arousal& arousal : course.arousals) // many arousals begin with a K-complex
        if (bands.mix(arousal.beginSeconds)[2] > 0.5 && slow.chance(0.4)) {
            events.slowWaves.push_back(
                drawSlowWave(arousal.beginSeconds - slow.uniform(0.0, 1.0), true, 1.0, slow));
            events.slowWaves.back().strength *= 1.4;
        }
    drawPoisson(
        duration, spindle, [&](double t) { return bands.spindleRate(t); },
        [&](double t) { events.spindles.push_back(drawSpindle(t, subject, spindle)); });

    Random sharp = random.fork("sharp");
    drawPoisson(
        duration, sharp,
        [&](double t) {
            const StageMix& mix = bands.mix(t);
            return subject.vertexWavesPerMinute / 60.0 * (mix[1] + 0.3 * mix[2]);
        },
        [&](double t) {
            events.sharpTrains.push_back({t, sharp.uniform(0.12, 0.28), 1, sharp.logNormal(1.0, 0.35),
                                          sharp.uniform(0.35, 0.65), 0.45});
        });
    drawPoisson(
        duration, sharp, [&](double t) { return subject.sawtoothsPerMinute / 60.0 * bands.mix(t)[4]; },
        [&](double t) {
            const int cycles = 3 + static_cast<int>(sharp.exponential(6.0));
            events.sharpTrains.push_back({t, 1.0 / sharp.uniform(2.0, 5.5), std::min(cycles, 25),
                                          sharp.logNormal(0.6, 0.35), sharp.uniform(0.15, 0.45), 0.35});
        });
    return events;
}

void addEegEvents(std::span<float> out, double rateHz, const EegEvents& events, const BandCourse& bands,
                  const Electrode& electrode, Random own) {
    const double backness = electrode.backness;
    // mean energy of one event of unit amplitude, in seconds, as the median of 4-s spectra sees it
    constexpr double kSlowWaveEnergy = 0.22;
    constexpr double kSpindleEnergy = 0.12;
    /// in deviations of the derivation: the cortex does not make larger ones
    constexpr double kLargestSlowWave = 6.0;
    for (const SlowWave& wave : events.slowWaves) {
        const double t = wave.beginSeconds;
        const double power = bands.at(t, backness).slowWaves;
        const double rate = std::max(bands.slowWaveRate(t), 0.02);
        const double amplitude = electrode.microvolts * std::sqrt(power / (rate * kSlowWaveEnergy));
        const double view = own.logNormal(1.0, 0.15) * std::sqrt(nearness(wave.focus, backness));
        // they travel over the head, mostly from front to back
        const double delay = 0.06 * (backness - wave.focus) + own.normal(0.0, 0.01);
        const double height = amplitude * wave.strength * view;
        const double limit = kLargestSlowWave * electrode.microvolts;
        addSlowWave(out, rateHz, wave, delay, height / std::sqrt(1.0 + height * height / (limit * limit)));
    }
    for (const Spindle& spindle : events.spindles) {
        const double middle = spindle.beginSeconds + 0.5 * spindle.durationSeconds;
        const double power = bands.at(middle, backness).spindles;
        const double rate = std::max(bands.spindleRate(middle), 0.015);
        const double amplitude = electrode.microvolts * std::sqrt(power / (rate * kSpindleEnergy));
        const double view = own.logNormal(1.0, 0.2) * nearness(spindle.focus, backness);
        addSpindle(out, rateHz, spindle, spindle.phase + own.normal(0.0, 0.06),
                   amplitude * spindle.strength * view);
    }
    for (const SharpTrain& train : events.sharpTrains) {
        const double power = bands.at(train.beginSeconds, backness).theta;
        const double amplitude = 4.0 * electrode.microvolts * std::sqrt(power);
        addSharpTrain(out, rateHz, train,
                      amplitude * train.strength * own.logNormal(1.0, 0.15) *
                          nearness(train.focus, backness));
    }
}

} // namespace hypnodesk::simulation
