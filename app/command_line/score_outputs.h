#pragma once

#include "app/command_line/score_options.h"
#include "core/base/result.h"
#include "core/formats/format_registry.h"
#include "core/report/report_files.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// One file that scoring a night writes.
struct ScoreOutput {
    std::filesystem::path path;
    const HypnogramFormat* format = nullptr; ///< null: a report
    ReportKind report = ReportKind::Html;    ///< where `format` is null
};

/// The files that the user wants of a night, in the order in which he named them. ArgumentInvalid for an
/// unknown format, when nothing is wanted, and when an output would be the recording itself.
Result<std::vector<ScoreOutput>> plannedOutputs(const std::filesystem::path& stem,
                                                const std::filesystem::path& recording,
                                                const ScoreArguments& arguments);

/// Writes each of them whole or not at all, and makes their folder where it is missing.
Result<void> writeOutputs(const std::vector<ScoreOutput>& outputs, const NightReport& report,
                          const ReportTemplate& reportTemplate);

/// True when a person will read one of them as a report, so that it should have a spectrogram.
bool areForReading(const std::vector<ScoreOutput>& outputs);

/// What a killed run left of files that were not finished ("<output>.PID-N.part").
void removeLeftovers(const std::filesystem::path& stem);

} // namespace hypnodesk::cli
