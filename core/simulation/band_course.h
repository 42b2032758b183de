#pragma once

#include "core/simulation/measured_night.h"
#include "core/simulation/spectral_tables.h"
#include "core/simulation/stage_course.h"

#include <array>
#include <vector>

namespace hypnodesk::simulation {

/// What the five band powers of a derivation are made of at a moment. Powers are relative to the square of
/// the derivation's typical deviation over the night (1 = that square).
struct BandSplit {
    std::array<double, kBandCount> background{}; ///< shaped noise without rhythm
    double alphaRhythm = 0.0;                    ///< narrow peak at the subject's alpha frequency
    double spindles = 0.0;                       ///< mean power of discrete spindles
    double slowWaves = 0.0;                      ///< mean power of K-complexes and slow waves
    double theta = 0.0; ///< whole theta power, the yardstick of vertex waves and sawtooth
};

/// The course of EEG band powers through a night, second by second: the stages' typical powers, shifted by
/// the subject's and the night's peculiarities, blended where stages blend, plus wandering that real epochs
/// of one stage show, plus arousals. The same wandering drives all derivations of a head.
class BandCourse {
public:
    BandCourse(const VirtualSubject& subject, const StageCourse& course, Random random);

    /// The course that was measured in a real night, which `course` follows: its powers from epoch to epoch,
    /// wandering only within them.
    BandCourse(const VirtualSubject& subject, const StageCourse& course, const MeasuredNight& measured,
               Random random);

    /// `backness`: 0 frontal to 1 occipital.
    BandSplit at(double seconds, double backness) const;

    /// How much the EEG looks like each stage. Where powers were measured, N2 shades into N3 as they do,
    /// whatever the label says.
    const StageMix& mix(double seconds) const { return m_mixes[m_course.second(seconds)]; }
    double arousal(double seconds) const { return m_course.arousalLevels[m_course.second(seconds)]; }
    double eyesOpen(double seconds) const { return m_eyesOpen[m_course.second(seconds)]; } ///< 0 to 1
    /// Expected number of slow waves and spindles a second.
    double slowWaveRate(double seconds) const;
    double spindleRate(double seconds) const;
    const StageCourse& stages() const { return m_course; }

private:
    using Bands = std::array<float, 2 * kBandCount>; ///< frontal, then occipital

    void drawRates(Random random);
    void drawOffsets(Random random);
    void drawWandering(Random random, double slowDeviation);
    void drawLiveliness(Random random);
    void drawEyes(Random random);
    void keepWanderingWithinEpochs();
    void followPowers(const MeasuredNight& measured, Random random);
    void drawStillness(Random random);
    void shadeDeepSleep(const MeasuredNight& measured);

    const VirtualSubject& m_subject;
    const StageCourse& m_course;
    std::vector<StageMix> m_mixes;                  ///< one a second
    std::array<Bands, kStageClassCount> m_levels{}; ///< per stage; zero where powers were measured
    std::vector<Bands> m_wandering;                 ///< one a second, on top of the levels
    std::vector<float> m_eyesOpen;
    std::array<double, kStageClassCount> m_slowWavesPerSecond{};
    double m_infraslowSeconds = 50.0; ///< spindles come and go with this period (Lecci 2017)
    double m_infraslowDepth = 0.6;
    double m_infraslowPhase = 0.0;
};

/// The night with its delta powers above those of typical N2 drawn nearer to them: 1 leaves them as they are.
MeasuredNight withDeltaContrast(MeasuredNight night, double contrast);

} // namespace hypnodesk::simulation
