#include "core/simulation/body_signals.h"

#include "core/simulation/artefacts.h"
#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

double mixed(const StageMix& mix, const StageMix& values) {
    double sum = 0.0;
    for (std::size_t s = 0; s < mix.size(); ++s)
        sum += mix[s] * values[s];
    return sum;
}

/// Level of body movement at each second, 0 to about 1.
std::vector<float> movementLevels(const StageCourse& course, const BodyCourse& body) {
    std::vector<float> levels(course.mixes.size(), 0.0f);
    for (const Movement& movement : body.movements)
        for (std::size_t s = course.second(movement.beginSeconds);
             s <= course.second(movement.beginSeconds + movement.durationSeconds); ++s)
            levels[s] = std::max(levels[s], static_cast<float>(std::min(1.5, movement.strength)));
    return levels;
}

/// Muscle: noise whose strength follows the stage, with twitches. Legs jerk periodically in some.
void fillMuscle(std::span<float> out, double rateHz, bool isLeg, const BandCourse& bands,
                const BodyCourse& body, Random common, Random own) {
    const StageCourse& course = bands.stages();
    const std::vector<float> movements = movementLevels(course, body);
    const StageMix tone =
        isLeg ? StageMix{6.0, 3.0, 2.5, 2.5, 2.0}
              : StageMix{own.logNormal(12.0, 0.4), own.logNormal(7.0, 0.35), own.logNormal(5.0, 0.35),
                         own.logNormal(4.5, 0.35), own.logNormal(1.8, 0.4)};
    const bool periodic = isLeg && common.chance(0.25);
    double nextJerk = common.uniform(0.0, 600.0), jerkEnd = -1.0;
    double twitchEnd = -1.0, wander = 0.0, before = 0.0;
    const double density = std::sqrt(rateHz / 200.0);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double time = static_cast<double>(i) / rateHz;
        const std::size_t second = course.second(time);
        const StageMix& mix = course.mixes[second];
        if (i % static_cast<std::size_t>(rateHz / 10.0) == 0) {
            wander = 0.995 * wander + 0.03 * own.normal();
            if (own.chance(0.1 * (isLeg ? 0.005 : 0.02 + 0.2 * mix[4] * 0.5)))
                twitchEnd = time + own.uniform(0.1, 0.5);
        }
        if (periodic && time >= nextJerk) {
            if (mix[2] + mix[1] > 0.5)
                jerkEnd = time + common.uniform(0.5, 3.0);
            const double rest = common.chance(0.03) ? 1800.0 : 0.0;
            nextJerk = time + rest + common.uniform(15.0, 50.0);
        }
        double level =
            mixed(mix, tone) * (1.0 + 0.8 * course.arousalLevels[second]) + 30.0 * movements[second];
        level *= plainExp(wander);
        if (time < twitchEnd)
            level += 10.0;
        if (time < jerkEnd)
            level += 60.0;
        const double noise = own.normal();
        out[i] = static_cast<float>(density * level * (noise - 0.5 * before));
        before = noise;
    }
}

/// 1 in open breathing, down to 0 in a full pause.
double openness(const StageCourse& course, double time, std::size_t& pause, bool effort) {
    while (pause < course.pauses.size() && course.pauses[pause].endSeconds + 3.0 < time)
        ++pause;
    if (pause == course.pauses.size())
        return 1.0;
    const BreathPause& now = course.pauses[pause];
    const double inside = smoothStep(now.beginSeconds, now.beginSeconds + 3.0, time) *
                          (1.0 - smoothStep(now.endSeconds - 1.0, now.endSeconds + 0.5, time));
    const double after = smoothStep(now.endSeconds, now.endSeconds + 1.0, time) *
                         (1.0 - smoothStep(now.endSeconds + 1.0, now.endSeconds + 3.0, time));
    const double depth = effort && now.obstructive ? 0.35 * now.depth : now.depth;
    return 1.0 - depth * inside + 0.6 * after;
}

void fillBreath(std::span<float> out, double rateHz, const MontageChannel& channel,
                const VirtualSubject& subject, const BandCourse& bands, const BodyCourse& body, Random common,
                Random own) {
    const StageCourse& course = bands.stages();
    const std::vector<float> movements = movementLevels(course, body);
    const bool isFlow = channel.kind == SignalKind::Flow;
    const bool isSnore = channel.kind == SignalKind::Snore;
    const double size = own.logNormal(30.0, 0.2);
    const double shift = channel.kind == SignalKind::Abdomen ? 0.06 : (isFlow ? 0.25 : 0.0);
    const double snoring = common.fork("snoring").chance(0.5) ? own.logNormal(40.0, 0.5) : 2.0;
    Random breath = common.fork("breath"); // the same breaths on every channel
    double turns = 0.0, rate = subject.breathRate / 60.0, height = 1.0, drift = 0.0;
    std::size_t pause = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double time = static_cast<double>(i) / rateHz;
        const std::size_t second = course.second(time);
        const StageMix& mix = course.mixes[second];
        turns += rate / rateHz;
        if (turns >= 1.0) {
            turns -= 1.0;
            const double irregular = 0.05 + 0.15 * mix[0] + 0.13 * mix[4];
            rate = subject.breathRate / 60.0 * breath.logNormal(1.0 + 0.06 * mix[0], irregular);
            height = breath.logNormal(1.0, irregular);
        }
        const double open = openness(course, time, pause, !isFlow && !isSnore);
        drift = 0.9999 * drift + 0.02 * own.normal();
        if (isSnore) {
            const double inhaling = std::max(0.0, sinTurns(turns));
            const double asleep = 1.0 - mix[0] - 0.5 * mix[4];
            out[i] =
                static_cast<float>(own.normal() * (2.0 + snoring * asleep * inhaling * std::min(open, 1.4)));
            continue;
        }
        const double wave = sinTurns(turns + shift) + 0.15 * sinTurns(2.0 * turns + shift);
        const double artefact = 20.0 * movements[second] * own.normal() * std::min(1.0, 20.0 / rateHz);
        out[i] = static_cast<float>(size * height * open * wave + drift + artefact + 0.3 * own.normal());
    }
}

/// Saturation sags some 20 s behind each pause. Pulse is read off the heart beats.
void fillOximetry(std::span<float> out, double rateHz, bool isPulse, const BandCourse& bands,
                  const BodyCourse& body, Random common, Random own) {
    const StageCourse& course = bands.stages();
    const double base = common.uniform(94.5, 98.0);
    const double sag = common.uniform(0.1, 0.35);
    double value = base, target = base;
    std::size_t pause = 0, beat = 0;
    double pulse = 60.0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double time = static_cast<double>(i) / rateHz;
        if (isPulse) {
            while (beat + 1 < body.heartBeats.size() && body.heartBeats[beat + 1] <= time) {
                ++beat;
                pulse += 0.15 * (60.0 / (body.heartBeats[beat] - body.heartBeats[beat - 1]) - pulse);
            }
            out[i] = static_cast<float>(std::floor(pulse + 0.5));
            continue;
        }
        if (i % static_cast<std::size_t>(rateHz) == 0) {
            while (pause < course.pauses.size() && course.pauses[pause].endSeconds + 18.0 < time)
                ++pause;
            target = base + 0.3 * own.normal();
            if (pause < course.pauses.size() && time > course.pauses[pause].beginSeconds + 18.0)
                target -=
                    sag * course.pauses[pause].depth * (time - 18.0 - course.pauses[pause].beginSeconds);
            value += 0.25 * (target - value);
        }
        out[i] = static_cast<float>(std::floor(std::clamp(value, 50.0, 100.0) + 0.5));
    }
}

void fillPosition(std::span<float> out, double rateHz, const BodyCourse& body, Random random) {
    double code = 1.0;
    std::size_t movement = 0;
    std::vector<double> turnTimes;
    for (const Movement& one : body.movements)
        if (one.strength > 1.3 && random.chance(0.3))
            turnTimes.push_back(one.beginSeconds);
    std::sort(turnTimes.begin(), turnTimes.end());
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (; movement < turnTimes.size() && turnTimes[movement] <= static_cast<double>(i) / rateHz;
             ++movement)
            code = std::floor(random.uniform(1.0, 5.0)); // supine, left, right, prone
        out[i] = static_cast<float>(code);
    }
}

} // namespace

void fillBodySignal(std::span<float> out, double rateHz, const MontageChannel& channel,
                    const VirtualSubject& subject, const BandCourse& bands, const BodyCourse& body,
                    const Random& common, const Random& own) {
    switch (channel.kind) {
    case SignalKind::ChinEmg:
        return fillMuscle(out, rateHz, false, bands, body, common.fork("chin"), own);
    case SignalKind::LegEmg:
        return fillMuscle(out, rateHz, true, bands, body, common.fork("legs"), own);
    case SignalKind::Ecg: {
        Random view = own.fork("view");
        const double height = view.logNormal(1100.0, 0.2);
        addHeartBeats(out, rateHz, body.heartBeats, height, view.uniform(-0.4, 0.4));
        Random noise = own.fork("noise");
        double wander = 0.0;
        for (float& sample : out) {
            wander = 0.999 * wander + 2.0 * noise.normal();
            sample += static_cast<float>(wander + 6.0 * noise.normal());
        }
        return;
    }
    case SignalKind::Flow:
    case SignalKind::Thorax:
    case SignalKind::Abdomen:
    case SignalKind::Snore:
        return fillBreath(out, rateHz, channel, subject, bands, body, common, own);
    case SignalKind::Spo2:
    case SignalKind::Pulse:
        return fillOximetry(out, rateHz, channel.kind == SignalKind::Pulse, bands, body,
                            common.fork("oximetry"), own);
    case SignalKind::Position:
        return fillPosition(out, rateHz, body, common.fork("position"));
    case SignalKind::Eeg:
    case SignalKind::Eog:
        return;
    }
}

} // namespace hypnodesk::simulation
