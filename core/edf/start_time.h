#pragma once

namespace hypnodesk {

/// Local wall-clock time at which the recording starts. EDF knows no time zone.
struct StartTime {
    int year = 0, month = 0, day = 0; ///< all 0 when the file gives no valid date
    int hour = 0, minute = 0;
    double second = 0.0; ///< with the sub-second start of EDF+

    bool hasDate() const { return year > 0; }
    double secondsAfterMidnight() const { return hour * 3600.0 + minute * 60.0 + second; }
    bool operator==(const StartTime&) const = default;
};

} // namespace hypnodesk
