#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/edf/start_time.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// What a de-identified copy keeps.
struct DeidentifyOptions {
    /// Days added to the start date; the time of day stays. Absent: the date becomes 1 January 1985, EDF's
    /// way to say that it is unknown. Multiples of 7 keep the day of the week.
    std::optional<int> shiftDays = {};
    std::string code = "X";      ///< patient's code in the copy: 1 to 20 letters, digits, '-', '_' or '.'
    bool keepSex = false;        ///< EDF+'s M or F
    bool keepAnnotations = true; ///< those of known clean text: stages and events; false: none at all
};

/// What was done, for the person who passes the copy on. Holds nothing that identifies the patient.
struct DeidentifiedCopy {
    StartTime start;                ///< of the copy
    std::optional<int> shiftedDays; ///< absent when the original tells no date
    std::int64_t keptAnnotations = 0;
    std::int64_t droppedAnnotations = 0;
    std::vector<std::string> changes; ///< "Signal 3 (EEG C4-M1): the transducer was removed."
    std::string samplesSha256;        ///< of all samples of both files, record by record as they lie there
};

/// Writes a copy of an EDF, EDF+, BDF or BDF+ recording without what tells who was recorded, when, by whom
/// and where. The copy's header is written anew: patient and recording field, dates, and every descriptive
/// text that holds other than common words of the trade; what lies behind the last whole record is left out.
/// Samples are not touched. The copy is read back before it takes its name: samples identical, every text
/// clean, nothing left of the original's patient and recording field; a copy that fails this never appears.
///
/// Streams: memory does not grow with the file. Refuses to write over any existing file, thereby over the
/// original or a hard link to it, and a file name that holds a word of the patient's (ArgumentInvalid).
/// FormatInvalid when something of the patient stands among the samples, where it cannot be removed.
Result<DeidentifiedCopy> writeDeidentifiedCopy(const std::filesystem::path& original,
                                               const std::filesystem::path& copy,
                                               const DeidentifyOptions& options = {},
                                               const TaskContext& context = {});

/// True for annotation texts and channel names that only use words of the trade and name nobody, as the copy
/// keeps them.
bool isCleanOfNames(std::string_view text);

/// `start` moved by whole days; nullopt when it has no date or would leave 1985 to 2084, the years EDF can
/// write.
std::optional<StartTime> shiftedByDays(StartTime start, int days);

} // namespace hypnodesk
