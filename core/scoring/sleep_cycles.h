#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/stage.h"

#include <vector>

namespace hypnodesk {

/// One completed NREM-REM cycle, from the first NREM epoch of its NREM period to the last R epoch of its REM
/// period.
struct SleepCycle {
    double beginMinutes = 0.0;    ///< after lights off
    double durationMinutes = 0.0; ///< wake and unscored epochs inside included
    double nremMinutes = 0.0;     ///< sleep in N1, N2 and N3 before the REM period
    double remMinutes = 0.0;      ///< R epochs of the REM period
    bool operator==(const SleepCycle&) const = default;
};

/// A stretch of one stage, minutes after lights off; what the cycles are read from.
struct StageSpan {
    Stage stage = Stage::Unscored;
    double beginMinutes = 0.0;
    double minutes = 0.0;
};

/// The parts of all epochs that lie between lights off and on (seconds from the start of the recording), one
/// span per epoch; an epoch that they merely touch, by rounding of clock times, has none.
std::vector<StageSpan> stageSpans(const Hypnogram& hypnogram, double offSeconds, double onSeconds);

/// Cycles by the rules of Feinberg and Floyd (Psychophysiology 16, 1979), modified as is usual today: a NREM
/// period holds at least 15 min of NREM sleep; a REM period at least 5 min of R, except that of the first
/// cycle; R epochs with less than 15 min of NREM sleep between them belong to one REM period. A shorter REM
/// period stays inside the NREM period around it. REM at sleep onset, before 15 min of NREM sleep, begins no
/// cycle. `spans` are in order of time.
std::vector<SleepCycle> sleepCycles(const std::vector<StageSpan>& spans);

} // namespace hypnodesk
