#pragma once

#include "core/edf/start_time.h"

#include <optional>
#include <string>
#include <string_view>

namespace hypnodesk {

/// "22:15:00" or "22:15:00.500" as seconds; more than 24 hours are possible (elapsed time), up to 1000.
std::optional<double> secondsFromClock(std::string_view text);

/// The time of day, without a date; times beyond midnight wrap.
StartTime startFromSeconds(double secondsAfterMidnight);

/// "22:15:00", with milliseconds where the second is not whole.
std::string clockText(const StartTime& start);

/// "2026-03-01"; the start must have a date.
std::string dateText(const StartTime& start);

/// Puts the date of "2026-03-01" into `start`; false, and nothing changed, when the text is no date.
bool setDate(StartTime& start, std::string_view text);

} // namespace hypnodesk
