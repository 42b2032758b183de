#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/recording/derivation.h"
#include "core/scoring/event_kind.h"
#include "ui/document/event_list.h"

#include <QString>

#include <vector>

namespace hypnodesk {

/// AASM manual: N3 when slow waves fill a fifth of the epoch, 6 s of 30.
inline constexpr double kSlowWaveShare = 0.2;

/// How many seconds of [begin, end) marked slow waves cover; where two overlap, once.
double slowWaveSeconds(const EventList& events, double begin, double end);
/// "4.2 of 6 s (14 % of 20 %)", with a check mark once it is enough.
QString slowWaveText(double seconds, double epochSeconds);

/// What is looked for: the slow waves of [begin, end) of one derivation, as dsp::detectSlowWaves defines
/// them.
struct SlowWaveSearch {
    RecordingPtr recording;
    Derivation derivation;
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
};
/// Worker. Events of kind slow wave on that derivation, each with its amplitude as text, no number. Those
/// count whose middle lies in the stretch. Errors of dsp::detectSlowWaves.
Result<std::vector<StudyEvent>> findSlowWaves(const SlowWaveSearch& search, const TaskContext& context);

/// Those of `found` that share no time with slow waves marked on the same channel.
std::vector<StudyEvent> notMarkedYet(std::vector<StudyEvent> found, const EventList& events);

} // namespace hypnodesk
