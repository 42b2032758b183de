#pragma once

#include "core/edf/annotation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hypnodesk {

/// What was wrong in annotation signals, counted over a file.
struct AnnotationFlaws {
    std::int64_t unreadable = 0; ///< lists whose onset is no number; skipped
    std::int64_t repaired = 0;   ///< sign or end marks missing, decimal comma
    std::int64_t latin1 = 0;     ///< texts that are no UTF-8
};

/// Reads one annotation signal of one data record: "time-stamped annotation lists" of EDF+
/// (+onset[\x15duration]\x14 text\x14[text\x14...]\x00, filled up with NUL). Appends the annotations, onsets
/// as in the file, to `annotations`.
///
/// Returns the onset of the record when its first list is the time-keeping one, whose first text is empty.
/// Call it with `keepsTime` for the first annotation signal of a record only.
std::optional<double> readAnnotationLists(std::span<const std::byte> block, bool keepsTime,
                                          std::vector<Annotation>& annotations, AnnotationFlaws& flaws);

} // namespace hypnodesk
