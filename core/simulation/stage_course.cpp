#include "core/simulation/stage_course.h"

#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

constexpr double kMinute = 60.0;
constexpr double kShortestBoutSeconds = 12.0;

/// One night's mood on top of the subject's habits.
struct NightTendencies {
    double wake, light, deep, rem;
    double longWake; ///< chance that an awakening becomes a long one
};

class CourseDrawer {
public:
    CourseDrawer(const VirtualSubject& subject, double durationSeconds, Random random)
        : m_subject(subject), m_duration(durationSeconds), m_random(random.fork("bouts")) {
        Random mood = random.fork("mood");
        m_night.wake = subject.wakeDrive * mood.logNormal(1.0, 0.25);
        m_night.light = subject.lightSleepDrive * mood.logNormal(1.0, 0.2);
        m_night.deep = subject.deepSleepDrive * mood.logNormal(1.0, 0.25);
        m_night.rem = subject.remDrive * mood.logNormal(1.0, 0.15);
        m_night.longWake = 0.03 * m_night.wake * (subject.habit == SleepHabit::Insomniac ? 2.5 : 1.0);
        // some recordings go on long after the last awakening
        m_riseSeconds = durationSeconds - (mood.chance(0.6) ? mood.exponential(16.0 * kMinute) : 0.0);
        if (durationSeconds > 5.0 * 3600.0 && mood.chance(0.12))
            m_riseSeconds = durationSeconds * mood.uniform(0.75, 1.0);
    }

    std::vector<StageBout> draw() {
        // an ambulatory recorder often starts long before the light goes out
        const double before = m_random.chance(0.35) ? m_random.uniform(10.0, 50.0) * kMinute : 0.0;
        add(Stage::Wake,
            std::min(before + m_subject.sleepLatencyMinutes * kMinute * m_random.logNormal(1.0, 0.4),
                     0.3 * m_duration));
        planCycle();
        Stage stage = Stage::N1;
        while (m_time < m_duration) {
            if (m_time >= m_riseSeconds) {
                add(Stage::Wake, m_duration - m_time + 1.0);
                break;
            }
            add(stage, boutSeconds(stage));
            stage = next(stage);
        }
        return std::move(m_bouts);
    }

private:
    void add(Stage stage, double seconds) {
        if (m_bouts.empty() || m_bouts.back().stage != stage)
            m_bouts.push_back({m_time, stage, 2.0});
        m_time += seconds;
        if (m_time > m_phaseEnd && stage != Stage::Wake)
            turnPhase();
    }

    void planCycle() {
        m_inRem = false;
        m_phaseBegin = m_time;
        const double rem = std::sqrt(m_night.rem);
        m_phaseEnd =
            m_time + std::max(25.0, m_random.normal(m_cycle == 0 ? 82.0 : 68.0, 20.0) / rem) * kMinute;
        if (m_cycle == 0 && m_random.chance(0.25)) // a first REM period that is skipped
            m_phaseEnd += m_random.uniform(40.0, 80.0) * kMinute;
    }

    void turnPhase() {
        m_inRem = !m_inRem;
        if (m_inRem) {
            constexpr double kTypical[] = {11.0, 19.0, 25.0, 30.0};
            const double typical = kTypical[std::min(m_cycle, 3)];
            m_phaseBegin = m_time;
            m_phaseEnd = m_time + m_random.logNormal(typical * m_night.rem, 0.45) * kMinute;
        } else {
            ++m_cycle;
            planCycle();
        }
    }

    /// How much slow-wave sleep this moment of the night invites, 0 to about 1.
    double depth() const {
        const double sinceBegin = (m_time - m_phaseBegin) / kMinute;
        const double toEnd = (m_phaseEnd - m_time) / kMinute;
        const double pressure = plainExp(-0.42 * m_cycle);
        return pressure * smoothStep(4.0, 16.0, sinceBegin) * smoothStep(0.0, 14.0, toEnd);
    }

    double boutSeconds(Stage stage) {
        const double stay = m_random.logNormal(1.0, 0.35);
        double seconds = 0.0;
        switch (stage) {
        case Stage::Wake: {
            const double weights[] = {0.72, 0.24, 0.03 + m_night.longWake};
            const double means[] = {26.0, 130.0, 16.0 * kMinute};
            seconds = m_random.exponential(means[m_random.pick(weights)] * std::sqrt(m_night.wake));
            break;
        }
        case Stage::N1:
            seconds = m_random.exponential(72.0 * stay * std::sqrt(m_night.light));
            break;
        case Stage::N2: {
            const double brief = m_random.chance(0.28) ? 0.2 : 1.25;
            seconds = m_random.exponential(400.0 * brief * stay / std::sqrt(m_night.wake * m_night.light));
            if (const double d = depth() * m_night.deep; d > 0.15) // deep pressure cuts N2 short
                seconds /= 1.0 + 0.8 * std::min(d, 2.0);
            break;
        }
        case Stage::N3:
            seconds = m_random.exponential(
                (m_random.chance(0.55) ? 32.0 : 560.0 * std::min(1.5, std::sqrt(m_night.deep))) * stay);
            break;
        case Stage::Rem:
            seconds = m_random.exponential(560.0 * stay / std::sqrt(m_night.wake));
            break;
        default:
            break;
        }
        return kShortestBoutSeconds + seconds;
    }

    Stage next(Stage stage) {
        const double wake = m_night.wake;
        const double light = m_night.light;
        const double deep = m_night.deep * depth();
        // weights of W, N1, N2, N3, R
        StageMix weights{};
        switch (stage) {
        case Stage::Wake:
            weights = {0.0, 0.8, 0.12 / light, 0.003, m_inRem ? 0.12 : 0.003};
            break;
        case Stage::N1:
            weights = {0.27 * wake, 0.0, m_inRem ? 0.22 : 0.66, 0.0, m_inRem ? 0.75 : 0.0};
            break;
        case Stage::N2:
            weights = {0.17 * wake, 0.17 * light, 0.0, 0.95 * deep, m_inRem ? 0.9 : 0.004};
            break;
        case Stage::N3:
            weights = {0.045 * wake, 0.02 * light, 0.9, 0.0, 0.002};
            break;
        default:
            weights = {0.3 * wake, 0.42 * light, m_inRem ? 0.2 : 0.5, 0.0, 0.0};
            break;
        }
        return static_cast<Stage>(m_random.pick(weights));
    }

    const VirtualSubject& m_subject;
    double m_duration;
    Random m_random;
    NightTendencies m_night{};
    double m_riseSeconds = 0.0;
    double m_time = 0.0;
    int m_cycle = 0;
    bool m_inRem = false; ///< in the REM part of the cycle
    double m_phaseBegin = 0.0;
    double m_phaseEnd = 1e18;
    std::vector<StageBout> m_bouts;
};

/// How long the EEG takes from one stage to another: falling asleep and deepening are slow, waking up is not.
double drawBlend(Stage from, Stage to, Random& random) {
    if (to == Stage::Wake)
        return random.logNormal(2.0, 0.5);
    if (from == Stage::Wake)
        return random.logNormal(14.0, 0.7);
    if (to == Stage::N3)
        return random.logNormal(32.0, 0.7);
    if (from == Stage::N3 && to == Stage::N2)
        return random.logNormal(16.0, 0.8);
    if (to == Stage::N1)
        return random.logNormal(5.0, 0.6);
    return random.logNormal(15.0, 0.7);
}

void blendBouts(StageCourse& course, Random random) {
    std::vector<StageBout>& bouts = course.bouts;
    course.mixes.assign(static_cast<std::size_t>(std::ceil(course.durationSeconds)) + 1, StageMix{});
    for (std::size_t i = 0; i < bouts.size(); ++i) {
        const double end = i + 1 < bouts.size() ? bouts[i + 1].beginSeconds : course.durationSeconds + 1.0;
        if (i > 0) {
            const double shorter =
                std::min(end - bouts[i].beginSeconds, bouts[i].beginSeconds - bouts[i - 1].beginSeconds);
            bouts[i].blendSeconds =
                std::min(drawBlend(bouts[i - 1].stage, bouts[i].stage, random), 0.9 * shorter);
        }
    }
    std::size_t bout = 0;
    for (std::size_t second = 0; second < course.mixes.size(); ++second) {
        const double time = static_cast<double>(second) + 0.5;
        while (bout + 1 < bouts.size() && bouts[bout + 1].beginSeconds <= time)
            ++bout;
        const auto share = [&](std::size_t index) { // of bout `index` against the one before it
            const double half = 0.5 * bouts[index].blendSeconds;
            return smoothStep(bouts[index].beginSeconds - half, bouts[index].beginSeconds + half, time);
        };
        StageMix& mix = course.mixes[second];
        const double here = bout > 0 ? share(bout) : 1.0;
        const double after = bout + 1 < bouts.size() ? share(bout + 1) : 0.0;
        mix[static_cast<std::size_t>(bouts[bout].stage)] += here * (1.0 - after);
        if (bout > 0)
            mix[static_cast<std::size_t>(bouts[bout - 1].stage)] += (1.0 - here) * (1.0 - after);
        if (bout + 1 < bouts.size())
            mix[static_cast<std::size_t>(bouts[bout + 1].stage)] += after;
    }
}

void drawPauses(StageCourse& course, const VirtualSubject& subject, Random random) {
    if (subject.apneasPerHour <= 0.0)
        return;
    // pauses come in trains of one every 35 to 90 s
    const double trainShare = std::min(0.9, subject.apneasPerHour / 55.0);
    double time = 0.0;
    bool inTrain = false;
    double switchAt = 0.0;
    while (time < course.durationSeconds - 60.0) {
        if (time >= switchAt) {
            inTrain = random.chance(trainShare);
            switchAt = time + random.exponential(900.0);
        }
        const Stage stage = course.stageAt(time);
        const double readiness = stage == Stage::Wake ? 0.0 : (stage == Stage::N3 ? 0.15 : 1.0);
        if (!inTrain || !random.chance(readiness)) {
            time += 30.0;
            continue;
        }
        const double length =
            std::clamp(random.logNormal(stage == Stage::Rem ? 26.0 : 19.0, 0.35), 10.0, 80.0);
        course.pauses.push_back(
            {time, time + length, random.chance(0.5) ? 1.0 : random.uniform(0.4, 0.9), random.chance(0.85)});
        time += length + random.uniform(12.0, 35.0);
    }
}

void drawArousals(StageCourse& course, const VirtualSubject& subject, Random random) {
    for (const BreathPause& pause : course.pauses)
        if (random.chance(0.75))
            course.arousals.push_back({pause.endSeconds - random.uniform(0.0, 2.0),
                                       std::clamp(random.logNormal(6.0, 0.5), 3.0, 14.0),
                                       random.uniform(0.4, 1.3), true, random.chance(0.35)});
    const double mean = 3600.0 / subject.arousalsPerHour;
    for (double time = random.exponential(mean); time < course.durationSeconds - 20.0;
         time += 10.0 + random.exponential(mean)) {
        const Stage stage = course.stageAt(time);
        if (stage == Stage::Wake || (stage == Stage::N3 && random.chance(0.6)))
            continue;
        course.arousals.push_back({time, std::clamp(random.logNormal(6.0, 0.5), 3.0, 15.0),
                                   random.uniform(0.3, 1.2), false, random.chance(0.3)});
    }
    std::sort(course.arousals.begin(), course.arousals.end(),
              [](const Arousal& a, const Arousal& b) { return a.beginSeconds < b.beginSeconds; });
    course.arousalLevels.assign(course.mixes.size(), 0.0f);
    for (const Arousal& arousal : course.arousals) {
        const double end = arousal.beginSeconds + arousal.durationSeconds;
        for (std::size_t s = course.second(arousal.beginSeconds); s <= course.second(end + 2.0); ++s) {
            const double time = static_cast<double>(s) + 0.5;
            const double level = smoothStep(arousal.beginSeconds - 0.5, arousal.beginSeconds + 1.0, time) *
                                 (1.0 - smoothStep(end - 1.0, end + 2.0, time)) * arousal.strength;
            course.arousalLevels[s] = std::max(course.arousalLevels[s], static_cast<float>(level));
        }
    }
}

} // namespace

std::size_t StageCourse::second(double seconds) const {
    const double limited = std::clamp(seconds, 0.0, static_cast<double>(mixes.size() - 1));
    return static_cast<std::size_t>(limited);
}

Stage StageCourse::stageAt(double seconds) const {
    const StageMix& mix = mixes[second(seconds)];
    return static_cast<Stage>(std::max_element(mix.begin(), mix.end()) - mix.begin());
}

Hypnogram StageCourse::hypnogram() const {
    Hypnogram result(EpochGrid::covering(durationSeconds));
    for (std::int64_t epoch = 0; epoch < result.size(); ++epoch) {
        StageMix total{};
        for (int s = 0; s < static_cast<int>(kEpochSeconds); ++s) {
            const StageMix& mix = mixes[second(result.grid().onsetSeconds(epoch) + s)];
            for (std::size_t stage = 0; stage < total.size(); ++stage)
                total[stage] += mix[stage];
        }
        const auto most = std::max_element(total.begin(), total.end()) - total.begin();
        result.set(epoch, {static_cast<Stage>(most), StageSource::Imported});
    }
    return result;
}

StageCourse drawStageCourse(const VirtualSubject& subject, double durationSeconds, Random random) {
    StageCourse course;
    course.durationSeconds = durationSeconds;
    course.bouts = CourseDrawer(subject, durationSeconds, random).draw();
    std::erase_if(course.bouts, [&](const StageBout& bout) {
        return bout.beginSeconds >= durationSeconds && bout.beginSeconds > 0.0;
    });
    blendBouts(course, random.fork("blends"));
    drawPauses(course, subject, random.fork("pauses"));
    drawArousals(course, subject, random.fork("arousals"));
    return course;
}

StageCourse followStages(const VirtualSubject& subject, std::span<const Stage> stages, Random random) {
    constexpr double kRoundingSeconds = 10.0;
    StageCourse course;
    course.durationSeconds = static_cast<double>(stages.size()) * kEpochSeconds;
    Random borders = random.fork("borders");
    Stage stage = *std::find_if(stages.begin(), stages.end(), isScored);
    course.bouts.push_back({0.0, stage, 2.0});
    for (std::size_t epoch = 0; epoch < stages.size(); ++epoch) {
        if (!isScored(stages[epoch]) || stages[epoch] == stage)
            continue;
        stage = stages[epoch];
        const double border = static_cast<double>(epoch) * kEpochSeconds;
        course.bouts.push_back({border + borders.uniform(-kRoundingSeconds, kRoundingSeconds), stage, 2.0});
    }
    blendBouts(course, random.fork("blends"));
    drawPauses(course, subject, random.fork("pauses"));
    drawArousals(course, subject, random.fork("arousals"));
    return course;
}

} // namespace hypnodesk::simulation
