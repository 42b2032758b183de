#pragma once

#include "core/recording/recording.h"

#include <string>
#include <string_view>

namespace hypnodesk {

/// Text for people: UTF-8 (bytes that are none read as ISO 8859-1), control characters as blanks, no blanks
/// at its ends.
std::string cleanText(std::string_view text);

/// Text for HTML and SVG, in elements and in quoted attributes: UTF-8 (bytes that are none read as ISO
/// 8859-1), without control characters, with & < > " ' escaped.
std::string escapedForHtml(std::string_view text);

/// "23:05" at `seconds` after the start of the recording, "23:05:30" with seconds; elapsed time "1:05:30"
/// when the recording knows no start.
std::string clockAt(const StartTime& start, double seconds, bool withSeconds);

/// True when the file told when it started. Midnight without a date, or of EDF's first day (1 January 1985),
/// is how files and readers say that it did not.
bool isKnown(const StartTime& start);

/// "7 h 58 min", in every language.
std::string durationText(double seconds);

} // namespace hypnodesk
