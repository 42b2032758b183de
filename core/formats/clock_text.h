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

/// A moment as programs of the field write it: "22:15:00", "22:15:00,500", "10:15:00 pm",
/// "2010-01-20T23:01:30.71", "2010-01-20 23:01:30", "20.01.2010 23:01:30", "20/01/2010 23:01:30", "20.01.10
/// 23.01.30". Day before month, except where AM or PM says that the text is American. Without a date, or
/// with one of zeros, the moment has none.
std::optional<StartTime> momentFromText(std::string_view text);

/// Turns moments, in the order of the file, to seconds after its start. Times of day without a date go on
/// after midnight.
class ClockTimeline {
public:
    /// Without an origin the first moment is the start.
    explicit ClockTimeline(std::optional<StartTime> origin = {}) : m_origin(origin) {}

    double secondsOf(const StartTime& moment);
    const std::optional<StartTime>& origin() const { return m_origin; }
    /// Lets time begin later (or earlier), once there is an origin.
    void moveOrigin(double seconds);

private:
    std::optional<StartTime> m_origin;
    double m_previous = 0.0;
};

/// The seconds that bring a file that starts at `fileStart` onto a recording that starts at
/// `recordingStart`: by the times of day, the shorter way round midnight.
double offsetBetween(const StartTime& fileStart, const StartTime& recordingStart);

/// `start` moved by seconds; the date, where it has one, goes along.
StartTime movedBy(const StartTime& start, double seconds);

/// "22:15:00", with milliseconds where the second is not whole.
std::string clockText(const StartTime& start);

/// "2026-03-01"; the start must have a date.
std::string dateText(const StartTime& start);

/// Puts the date of "2026-03-01" into `start`; false, and nothing changed, when the text is no date.
bool setDate(StartTime& start, std::string_view text);

} // namespace hypnodesk
