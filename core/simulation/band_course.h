#pragma once

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

    /// `backness`: 0 frontal to 1 occipital.
    BandSplit at(double seconds, double backness) const;

    const StageMix& mix(double seconds) const { return m_course.mixes[m_course.second(seconds)]; }
    double arousal(double seconds) const { return m_course.arousalLevels[m_course.second(seconds)]; }
    double eyesOpen(double seconds) const { return m_eyesOpen[m_course.second(seconds)]; } ///< 0 to 1
    /// Expected number of slow waves and spindles a second.
    double slowWaveRate(double seconds) const;
    double spindleRate(double seconds) const;
    const StageCourse& stages() const { return m_course; }

private:
    using Bands = std::array<float, 2 * kBandCount>; ///< frontal, then occipital

    void drawOffsets(Random random);
    void drawWandering(Random random);
    void drawLiveliness(Random random);
    void drawEyes(Random random);

    const VirtualSubject& m_subject;
    const StageCourse& m_course;
    std::array<Bands, kStageClassCount> m_levels{}; ///< per stage
    std::vector<Bands> m_wandering;                 ///< one a second
    std::vector<float> m_eyesOpen;
    std::array<double, kStageClassCount> m_slowWavesPerSecond{};
    double m_infraslowSeconds = 50.0; ///< spindles come and go with this period (Lecci 2017)
    double m_infraslowDepth = 0.6;
    double m_infraslowPhase = 0.0;
};

} // namespace hypnodesk::simulation
