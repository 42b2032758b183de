#pragma once

#include <string>
#include <string_view>

namespace hypnodesk {

/// What Luna's sixth column holds about one annotation: "key=value" pairs between '|' or ';', values in
/// double quotes where they hold such signs. There is no way to write a quote inside quotes, so one is
/// written as %22, and likewise '%', tabs and line ends, which would break the table.

/// The column of an event with that text; "." for an empty one.
std::string lunaMetaOfText(std::string_view text);

/// The value of the key "text" in such a column, empty when it has none.
std::string textOfLunaMeta(std::string_view meta);

} // namespace hypnodesk
