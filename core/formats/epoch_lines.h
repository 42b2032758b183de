#pragma once

#include "core/formats/stage_timeline.h"

#include <functional>

namespace hypnodesk {

/// What formats of one line per epoch share. Lines that are empty or start with '#' are left out.

/// The lines of the first bytes of a file that are whole and say something.
std::vector<std::string_view> wholeLines(std::string_view head);

/// True when there is at least one line and `isEpoch` holds for all of them.
bool allLines(std::string_view head, const std::function<bool(std::string_view)>& isEpoch);

/// One epoch of 30 s per line, the first at the start of the recording. `stageOf` returns nothing for a label
/// that it does not understand. FormatInvalid when it understands none; the detail says what was `expected`.
Result<ImportedHypnogram> readEpochLines(const std::filesystem::path& path, const ReadOptions& options,
                                         const std::function<std::optional<Stage>(std::string_view)>& stageOf,
                                         std::string_view expected);

/// Writes `lineOf` each epoch's stage, a line each.
Result<void> writeEpochLines(const std::filesystem::path& path, const Hypnogram& hypnogram,
                             const std::function<std::string(Stage)>& lineOf);

} // namespace hypnodesk
