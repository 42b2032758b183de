#include "core/simulation/body_course.h"

#include "core/simulation/band_course.h"
#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

/// Moves the eyes sample by sample: fixations and saccades, blinks, slow rolling, bursts of REM.
class EyeMover {
public:
    EyeMover(const VirtualSubject& subject, const BandCourse& bands, double rateHz, Random random)
        : m_subject(subject), m_bands(bands), m_rateHz(rateHz), m_random(random) {
        m_rollHz = m_random.uniform(0.15, 0.4);
        m_remDensity = m_random.logNormal(1.0, 0.4);
    }

    void fill(std::vector<float>& horizontal, std::vector<float>& vertical) {
        for (std::size_t i = 0; i < horizontal.size(); ++i) {
            const double time = static_cast<double>(i) / m_rateHz;
            if (time >= m_nextDecision) {
                decide(time);
                m_nextDecision += 0.1;
            }
            // a saccade lasts about 50 ms
            const double pull = std::min(1.0, 45.0 / m_rateHz);
            m_eyeX += pull * (m_gazeX - m_eyeX);
            m_eyeY += pull * (m_gazeY - m_eyeY);
            m_rollTurns += m_rollHz / m_rateHz;
            m_roll += (m_rollTarget - m_roll) * std::min(1.0, 0.7 / m_rateHz);
            const double roll = m_roll * sinTurns(m_rollTurns);
            horizontal[i] = static_cast<float>(m_subject.eyeVolts * (m_eyeX + roll));
            vertical[i] = static_cast<float>(m_subject.eyeVolts * (m_eyeY + 0.15 * roll + blink(time)));
        }
    }

private:
    void decide(double time) {
        const StageMix& mix = m_bands.mix(time);
        const double open = m_bands.eyesOpen(time);
        constexpr double kStep = 0.1;
        if (open > 0.5) {
            if (m_random.chance(kStep * 0.9))
                look(45.0, 0.4);
            if (m_random.chance(kStep * m_subject.blinksPerMinute / 60.0))
                startBlink(time);
        } else if (mix[0] > 0.5) {
            if (m_random.chance(kStep * 0.12))
                look(25.0, 0.5);
        }
        if (mix[4] > 0.3) {
            // phasic REM comes in bursts of several seconds
            if (m_random.chance(m_inBurst ? kStep / 4.0 : kStep * 0.045 * m_remDensity))
                m_inBurst = !m_inBurst;
            if (m_inBurst && m_random.chance(kStep * 1.8))
                look(70.0, 0.3);
        } else {
            m_inBurst = false;
        }
        // eyes roll slowly as sleep comes, and sometimes in closed-eye wake
        const double drowsy = mix[1] + (open < 0.5 ? 0.25 * mix[0] : 0.0);
        if (m_random.chance(kStep / 6.0)) {
            m_rollTarget =
                m_random.chance(std::min(1.0, 0.75 * drowsy)) ? m_random.logNormal(45.0, 0.5) : 0.0;
            m_rollHz = m_random.uniform(0.12, 0.45);
        }
    }

    void look(double size, double verticalShare) {
        m_gazeX = std::clamp(0.4 * m_gazeX + m_random.normal(0.0, size), -220.0, 220.0);
        m_gazeY = std::clamp(0.4 * m_gazeY + m_random.normal(0.0, size * verticalShare), -150.0, 150.0);
    }

    void startBlink(double time) {
        m_blinkBegin = time;
        m_blinkSeconds = m_random.uniform(0.2, 0.5);
        m_blinkMicrovolts = m_random.logNormal(110.0, 0.35);
    }

    double blink(double time) const {
        const double position = (time - m_blinkBegin) / m_blinkSeconds;
        if (position <= 0.0 || position >= 1.0)
            return 0.0;
        return m_blinkMicrovolts *
               raisedCosine(position < 0.35 ? position / 0.7 : 0.5 + (position - 0.35) / 1.3);
    }

    const VirtualSubject& m_subject;
    const BandCourse& m_bands;
    double m_rateHz;
    Random m_random;
    double m_nextDecision = 0.0;
    double m_gazeX = 0.0, m_gazeY = 0.0, m_eyeX = 0.0, m_eyeY = 0.0;
    double m_rollHz = 0.25, m_rollTurns = 0.0, m_roll = 0.0, m_rollTarget = 0.0;
    double m_remDensity = 1.0;
    bool m_inBurst = false;
    double m_blinkBegin = -10.0, m_blinkSeconds = 0.3, m_blinkMicrovolts = 0.0;
};

std::vector<double> drawHeartBeats(const VirtualSubject& subject, const StageCourse& course, Random random) {
    std::vector<double> beats;
    double wander = 0.0;
    for (double time = 0.0; time < course.durationSeconds;) {
        beats.push_back(time);
        const StageMix& mix = course.mixes[course.second(time)];
        const double arousal = course.arousalLevels[course.second(time)];
        wander = 0.995 * wander + 0.1 * random.normal();
        const double breathing = sinTurns(time * subject.breathRate / 60.0);
        const double rate =
            subject.heartRate * (1.0 + 0.14 * mix[0] + 0.04 * mix[4] - 0.03 * mix[3] + 0.15 * arousal) +
            2.5 * wander - 2.0 * breathing * (1.0 - 0.5 * mix[4]) + random.normal(0.0, 0.8);
        time += 60.0 / std::clamp(rate, 35.0, 150.0);
    }
    return beats;
}

std::vector<Movement> drawMovements(const StageCourse& course, Random random) {
    std::vector<Movement> movements;
    // wake comes in restless and quiet stretches
    double restless = 1.0, switchAt = 0.0;
    const double habit = random.logNormal(1.0, 0.6);
    for (double second = 0.0; second < course.durationSeconds; second += 1.0) {
        if (second >= switchAt) {
            restless = random.logNormal(0.6, 1.0);
            switchAt = second + random.exponential(180.0);
        }
        const StageMix& mix = course.mixes[course.second(second)];
        const double perMinute =
            habit * (1.1 * restless * mix[0] + 0.12 * mix[1] + 0.03 * mix[2] + 0.01 * mix[3] + 0.05 * mix[4]);
        if (random.chance(std::min(0.5, perMinute / 60.0)))
            movements.push_back({second + random.uniform(), std::clamp(random.logNormal(3.5, 0.8), 0.6, 25.0),
                                 random.logNormal(1.0, 0.6)});
    }
    for (const StageBout& bout : course.bouts) // one wakes up by moving, or moves by waking up
        if (bout.stage == Stage::Wake && random.chance(0.45))
            movements.push_back({bout.beginSeconds + random.normal(0.0, 1.5),
                                 std::clamp(random.logNormal(4.0, 0.6), 1.0, 20.0),
                                 random.logNormal(1.0, 0.5)});
    for (const Arousal& arousal : course.arousals)
        if (arousal.withMovement)
            movements.push_back({arousal.beginSeconds + random.uniform(0.0, 2.0),
                                 std::min(arousal.durationSeconds, random.logNormal(2.0, 0.5)),
                                 random.logNormal(0.6, 0.5)});
    return movements;
}

} // namespace

BodyCourse drawBodyCourse(const VirtualSubject& subject, const BandCourse& bands, double rateHz,
                          std::size_t samples, Random random) {
    BodyCourse body;
    body.gazeHorizontal.resize(samples);
    body.gazeVertical.resize(samples);
    EyeMover(subject, bands, rateHz, random.fork("eyes")).fill(body.gazeHorizontal, body.gazeVertical);
    body.heartBeats = drawHeartBeats(subject, bands.stages(), random.fork("heart"));
    body.movements = drawMovements(bands.stages(), random.fork("movements"));
    return body;
}

} // namespace hypnodesk::simulation
