#pragma once

#include <string>
#include <string_view>

namespace hypnodesk {

/// A field of a comma-separated table, in quotes where a comma, a quote or a line end asks for them (RFC
/// 4180).
std::string csvField(std::string_view text);

} // namespace hypnodesk
