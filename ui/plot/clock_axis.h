#pragma once

#include "core/recording/recording.h"

#include <QString>

#include <vector>

namespace hypnodesk {

/// The wall-clock time `seconds` after the start of a recording, "23:41:30" or "23:41"; the hour wraps at
/// midnight.
QString clockText(const StartTime& start, double seconds, bool withSeconds = true);

/// The distance of ticks, in seconds, that reads well on a clock (1, 2, 5, 10, 15, 30 s, the same in minutes,
/// then 1, 2, 3, 6, 12 h): the smallest one with at most `maximumTicks` of them in `spanSeconds`.
double clockTickStep(double spanSeconds, int maximumTicks);

/// Ticks in [fromSeconds, toSeconds], seconds from the start of the recording, that lie on round clock times.
std::vector<double> clockTicks(const StartTime& start, double fromSeconds, double toSeconds,
                               double stepSeconds);

} // namespace hypnodesk
