#pragma once

#include "core/scoring/hypnogram.h"
#include "core/simulation/random.h"
#include "core/simulation/virtual_subject.h"

#include <array>
#include <span>
#include <vector>

namespace hypnodesk::simulation {

/// A stretch of one stage in continuous time.
struct StageBout {
    double beginSeconds = 0.0;
    Stage stage = Stage::Wake;
    double blendSeconds = 2.0; ///< how long the change from the bout before takes, centred on the begin
};

/// A short rise towards wakefulness that need not change the stage.
struct Arousal {
    double beginSeconds = 0.0;
    double durationSeconds = 5.0;
    double strength = 1.0;
    bool byApnea = false;
    bool withMovement = false;
};

struct BreathPause {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    double depth = 1.0; ///< 1: no flow at all (apnea); below: hypopnea
    bool obstructive = true;
};

/// Share of each stage class at a moment; sums to 1.
using StageMix = std::array<double, kStageClassCount>;

/// What the sleeper does, before any signal: the truth that a scorer would try to read off the signals.
struct StageCourse {
    double durationSeconds = 0.0;
    std::vector<StageBout> bouts; ///< in order, the first begins at 0
    std::vector<BreathPause> pauses;
    std::vector<Arousal> arousals; ///< in order of begin
    std::vector<StageMix> mixes;   ///< one a second: stages blend into each other around the begin of a bout
    std::vector<float> arousalLevels; ///< one a second, 0 to about 1.5

    std::size_t second(double seconds) const;
    Stage stageAt(double seconds) const; ///< the stage with the largest share
    /// Per 30-s epoch the stage that holds most of its seconds, as a scorer would label it.
    Hypnogram hypnogram() const;
};

/// A night of NREM-REM cycles: a semi-Markov chain whose transition tendencies follow the phase of the cycle,
/// the time of night and the subject, then breath pauses and arousals. Stage shares, bout lengths and
/// transitions are shaped by public expert hypnograms: Sleep-EDF-78 (153 nights), UCDDB (23), DOD-H and DOD-O
/// (80).
StageCourse drawStageCourse(const VirtualSubject& subject, double durationSeconds, Random random);

/// A night with these stages, one per 30-s epoch, at least one of them scored. Stages begin within 10 s of an
/// epoch's border, since a scorer rounds to it; an unscored epoch goes on with the stage before it.
StageCourse followStages(const VirtualSubject& subject, std::span<const Stage> stages, Random random);

} // namespace hypnodesk::simulation
