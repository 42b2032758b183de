#pragma once

#include "core/formats/format_registry.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A stretch of one stage as a file gives it.
struct LabelledSpan {
    double onsetSeconds = 0.0;             ///< from the start of the recording
    std::optional<double> durationSeconds; ///< absent or 0: up to the next span
    std::optional<Stage> stage;            ///< absent: the label was not understood
    std::string label;                     ///< as in the file, for the notes
};

/// Times beyond this are damage, not a night; it bounds the memory that a hostile file can ask for.
inline constexpr double kLongestRecordingSeconds = 14.0 * 86400.0;

/// Text files larger than this are no hypnogram: two weeks of epochs with all probabilities fit in half of
/// it.
inline constexpr std::size_t kLargestTextBytes = 12u << 20;

/// Puts spans on a grid of epochs: of `epochSeconds` (1 to 60) where the file tells it, else of 30 s or 20 s
/// when all lie on it, of the spans' uniform length (1 to 60 s) when they have one, else of 30 s. An epoch
/// takes the stage that holds in its middle. The grid starts at the first whole epoch after 0. Where spans
/// overlap, the one that begins later wins. `offsetSeconds` is added to every onset. Errors: nothing to read
/// (DataMissing), times beyond kLongestRecordingSeconds (FormatInvalid), a senseless offset
/// (ArgumentInvalid).
Result<ImportedHypnogram> hypnogramFromSpans(std::vector<LabelledSpan> spans, double offsetSeconds,
                                             std::optional<double> epochSeconds = {});

/// One label per epoch of `epochSeconds`, the first at 0.
Result<ImportedHypnogram> hypnogramFromEpochs(const std::vector<std::optional<Stage>>& stages,
                                              const std::vector<std::string>& labels, double epochSeconds,
                                              double offsetSeconds);

/// The lines of a text without their ends, without a byte order mark, without empty lines at the end.
std::vector<std::string_view> textLines(std::string_view text);

} // namespace hypnodesk
