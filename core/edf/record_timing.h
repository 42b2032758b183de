#pragma once

#include "core/edf/edf_file.h"

#include <optional>
#include <vector>

namespace hypnodesk::edf_detail {

/// The place in time of every data record.
struct RecordTiming {
    double origin = 0.0; ///< start of the recording in seconds after the header's start time
    std::vector<RecordRun> runs;
};

/// Joins the data records to runs. `onsets` are the records' own statements in seconds after the header's
/// start time, empty for files that make none. What contradicts itself is appended to `findings`.
RecordTiming placeRecords(const EdfHeader& header, const std::vector<std::optional<double>>& onsets,
                          std::vector<Finding>& findings);

} // namespace hypnodesk::edf_detail
