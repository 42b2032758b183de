#pragma once

#include "app/command_line/score_options.h"
#include "app/command_line/score_outputs.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// What a night's outputs are made of. Equal causes, equal outputs.
struct ScoreCause {
    std::string program; ///< "hypnodesk 0.1.0"
    std::string recordingFile;
    std::uint64_t recordingBytes = 0;
    std::int64_t recordingModifiedNs = 0; ///< since 1970, UTC
    std::string modelSha256;              ///< ModelChoice::fingerprint()
    std::string wish;                     ///< channel asked for; empty: the suggested one
    int stride = 0;
    std::string reportLook; ///< of ScoreArguments; empty: the usual one
    bool operator==(const ScoreCause&) const = default;
};

/// Looks at the recording's size and time only: whether thousands of nights are up to date is known in
/// seconds.
Result<ScoreCause> scoreCause(const std::filesystem::path& recording, const std::string& modelSha256,
                              const ScoreArguments& arguments);

/// NIGHT.scored.json: written after all outputs of a night, so that a night with it is a night done. It says
/// what the outputs were made of and holds the night's row of a summary.
struct ScoreRecord {
    ScoreCause cause;
    std::vector<std::string> outputs; ///< file names, sorted
    std::string derivation;           ///< "C4-M1"
    std::string modelName;
    std::string text;                  ///< what is told of the night in a line
    nlohmann::ordered_json statistics; ///< as toJson(SleepStatistics)
};

std::filesystem::path scoreRecordPath(const std::filesystem::path& stem);
/// An error where there is none, or none of this version.
Result<ScoreRecord> readScoreRecord(const std::filesystem::path& stem);
Result<void> writeScoreRecord(const std::filesystem::path& stem, const ScoreRecord& record);

/// Whether a record tells that the wanted files have been made of these causes, and they are still there.
bool isUpToDate(const ScoreRecord& record, const ScoreCause& cause, const std::vector<ScoreOutput>& wanted);

} // namespace hypnodesk::cli
