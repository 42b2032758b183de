#pragma once

#include "core/base/csv_field.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// Text files larger than this are no hypnogram: two weeks of epochs with all probabilities fit in half of
/// it.
inline constexpr std::size_t kLargestTextBytes = 12u << 20;

/// The text of a hypnogram file, decoded. Errors: those of readTextFile.
Result<std::string> readHypnogramText(const std::filesystem::path& path);

/// UTF-16 that says so by its byte order mark becomes UTF-8; other bytes stay as they are. A text cut in the
/// middle of a character loses that character.
std::string decodedText(std::string bytes);

/// The first of tab, ';' and ',' that the line holds outside quotes; a tab when it holds none.
char separatorOf(std::string_view line);

} // namespace hypnodesk
