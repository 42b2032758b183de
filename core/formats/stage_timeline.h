#pragma once

#include "core/formats/clock_text.h"
#include "core/formats/format_registry.h"
#include "core/formats/text_file.h"

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

/// One stage a second over all that time; files that hold more are refused.
inline constexpr std::size_t kMostSpans = 14 * 86400;

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

/// For files that give the stage every few seconds (Elan 1 s, DREAMS 5 s, a channel of an EDF): puts the
/// next value behind `runs`, longer by `stepSeconds` when the label is the last one's. Beyond kMostSpans
/// runs nothing is added any more, so that the memory stays bounded; hypnogramFromSamples refuses them.
void appendSample(std::vector<LabelledSpan>& runs, double stepSeconds, std::optional<Stage> stage,
                  std::string_view label);

/// Puts such runs on the coarsest grid of 30, 20, 10, 5 s and the file's own step on which all of them begin.
/// FormatInvalid when the step is none (not above 0, or longer than 60 s).
Result<ImportedHypnogram> hypnogramFromSamples(std::vector<LabelledSpan> runs, double stepSeconds,
                                               double offsetSeconds);

/// The length of epochs that a file states; FormatInvalid unless it is 1 to 60 s.
Result<double> checkedEpochSeconds(double seconds);

/// Moves spans and timeline so that the earliest span begins at 0, for files whose only start is that of
/// their first stage; they need not be in order.
void beginAtFirstStage(std::vector<LabelledSpan>& spans, ClockTimeline& timeline);

/// What setStart() notes about files that know no other start.
inline constexpr std::string_view kFirstStageIsStart =
    "clock times: the first stage counts as the start of the recording";

/// Remembers the clock time of the file's start; `isFirstStage` tells the user that it is only that of the
/// first stage.
void setStart(ImportedHypnogram& result, const std::optional<StartTime>& start, bool isFirstStage);

} // namespace hypnodesk
