#pragma once

#include "core/edf/start_time.h"

#include <optional>
#include <string>
#include <string_view>

namespace hypnodesk::edf_detail {

/// A number from a header field, and whether it was written as the standard wants it.
struct FieldNumber {
    double value = 0.0;
    bool wasOdd = false; ///< decimal comma, or something after the number
};

/// Understands a decimal comma and ignores what follows a number; nullopt where no finite number begins the
/// field.
std::optional<FieldNumber> parseFieldNumber(std::string_view field);

/// A text field as clean UTF-8 on one line: trimmed, cut at the first NUL byte, control characters become
/// blanks. Sets `wasOdd` when it held anything but printable ASCII; leaves it alone otherwise.
std::string cleanField(std::string_view field, bool& wasOdd);

/// The field for an error message: printable, at most a few characters long.
std::string quoted(std::string_view field);

struct CalendarDate {
    int year = 0, month = 0, day = 0;
};

/// "02-MAR-2002" in any case; nullopt when that day does not exist.
std::optional<CalendarDate> parseDayMonthYear(std::string_view text);

/// What the date and time fields say, and what was wrong with them.
struct ParsedStart {
    StartTime start;
    bool dateInvalid = false; ///< no date at all can be read
    bool timeInvalid = false; ///< read as midnight
    bool wasOdd = false;      ///< separators or padding other than the standard's
};

/// `date` is "dd.mm.yy", `time` "hh.mm.ss"; `recordingField` may hold "Startdate dd-MMM-yyyy", whose year has
/// four digits and which is also used when `date` cannot be read.
ParsedStart parseStart(std::string_view date, std::string_view time, std::string_view recordingField);

} // namespace hypnodesk::edf_detail
