#pragma once

#include "core/report/report_page.h"

#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// Breaks a text into lines of at most `width` points: between words, and inside a word that is wider than a
/// line. At least one line; of more than `mostLines` the last one kept ends with "…". Never breaks inside a
/// character of UTF-8.
std::vector<std::string> wrapped(std::string_view text, const TextStyle& style, double width,
                                 const TextMeasure& measure, std::size_t mostLines = 1000);

/// The text, or as much of its begin as fits, with "…".
std::string elided(std::string_view text, const TextStyle& style, double width, const TextMeasure& measure);

} // namespace hypnodesk
