#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A field of a comma-separated table, in quotes where a comma, a quote or a line end asks for them (RFC
/// 4180).
std::string csvField(std::string_view text);

/// The lines of a text without their ends, without a byte order mark, without empty lines at the end.
std::vector<std::string_view> textLines(std::string_view text);

/// No table that we read is wider; what stands farther right in a line is left aside.
inline constexpr std::size_t kMostFields = 1000;

/// The first kMostFields fields of a line, trimmed, without the quotes around them. A separator between
/// quotes separates nothing. Quotes that were doubled within quotes stay doubled: see undoubled().
std::vector<std::string_view> fieldsOf(std::string_view line, char separator);

/// The text of such a field, with one quote for two.
std::string undoubled(std::string_view field);

} // namespace hypnodesk
