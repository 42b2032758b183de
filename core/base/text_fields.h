#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// Text to numbers and pieces, independent of the locale. Nothing here throws.

/// Without blanks, tabs, line ends and NUL bytes at both ends.
std::string_view trimmed(std::string_view text);

/// The whole text as an integer (optional sign, decimal); nullopt when anything else is in it or it does not fit.
std::optional<std::int64_t> parseInteger(std::string_view text);

/// The whole text as a finite number with a decimal point; nullopt otherwise.
std::optional<double> parseNumber(std::string_view text);

/// The pieces between separators, untrimmed; always at least one.
std::vector<std::string_view> split(std::string_view text, char separator);

/// ASCII lower case; other bytes unchanged.
std::string toLowerAscii(std::string_view text);

/// `text` when it is valid UTF-8, else its bytes read as ISO 8859-1. `wasLatin1`, where given, tells which.
std::string toUtf8(std::string_view text, bool* wasLatin1 = nullptr);

/// Shortest text that reads back as the same number: "0.1", "30", "1e-05".
std::string formatNumber(double value);

} // namespace hypnodesk
