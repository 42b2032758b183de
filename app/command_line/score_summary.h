#pragma once

#include "app/command_line/score_nights.h"
#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// The table of a set of nights, from what they left behind (NIGHT.scored.json), so that nights that were up
/// to date are in it, and a run that was interrupted makes the same table as one that was not. `failures`
/// are reasons by recording.
///
/// `file`: a line a night, in the order of the nights: night, status (scored, failed, missing), reason,
/// derivation, model, then every statistic by its key; empty where it does not exist in the night.
/// Beside it <file's stem>.set.csv: statistic, nights, mean, sd, median, minimum, maximum.
Result<void> writeSummary(const std::filesystem::path& file, const std::vector<Night>& nights,
                          const std::map<std::string, std::string>& failures);

/// Where the second table of writeSummary() lies.
std::filesystem::path setSummaryPath(const std::filesystem::path& file);

} // namespace hypnodesk::cli
