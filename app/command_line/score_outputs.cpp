#include "app/command_line/score_outputs.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> listOf(const std::string& text) {
    std::vector<std::string> items;
    for (const auto piece : split(text, ','))
        if (!trimmed(piece).empty())
            items.emplace_back(trimmed(piece));
    return items;
}

} // namespace

Result<std::vector<ScoreOutput>> plannedOutputs(const fs::path& stem, const fs::path& recording,
                                                const ScoreArguments& arguments) {
    std::vector<ScoreOutput> outputs;
    for (const std::string& id : listOf(arguments.formats)) {
        const HypnogramFormat* format = findFormat(id);
        if (!format || !format->write)
            return fail(ErrorCode::ArgumentInvalid, fmt::format("--format {}: no such format to write", id));
        outputs.push_back({stem.string() + ".hypnogram" + format->suffix, format});
    }
    for (const std::string& kind : listOf(arguments.reports)) {
        const auto known = reportKindFromName(kind);
        if (!known)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("--report {}: known are pdf, html, json and csv", kind));
        outputs.push_back({stem.string() + ".report." + kind, nullptr, *known});
    }
    if (outputs.empty() && !arguments.study)
        return fail(ErrorCode::ArgumentInvalid, "nothing to write: give --format, --report or --study");
    for (const ScoreOutput& output : outputs) {
        std::error_code ignored;
        if (fs::equivalent(output.path, recording, ignored))
            return fail(ErrorCode::ArgumentInvalid,
                        output.path.string() + ": this is the recording itself, which is never written");
    }
    return outputs;
}

bool areForReading(const std::vector<ScoreOutput>& outputs) {
    return std::any_of(outputs.begin(), outputs.end(), [](const ScoreOutput& output) {
        return !output.format && (output.report == ReportKind::Pdf || output.report == ReportKind::Html);
    });
}

Result<void> writeOutputs(const std::vector<ScoreOutput>& outputs, const NightReport& report,
                          const ReportTemplate& reportTemplate) {
    const RecordingInfo& info = report.recording;
    const ExportContent content{report.hypnogram, report.probabilities, info.start,
                                info.patient,     report.modelName,     {}};
    for (const ScoreOutput& output : outputs) {
        std::error_code error;
        fs::create_directories(output.path.parent_path(), error);
        const Result<void> written = output.format
                                         ? output.format->write(output.path, content)
                                         : writeReport(output.path, output.report, report, reportTemplate);
        if (!written)
            return written;
    }
    return {};
}

void removeLeftovers(const fs::path& stem) {
    std::error_code error;
    const std::string night = stem.filename().string();
    const std::array<std::string, 3> ours{night + ".hypnogram.", night + ".report.", night + ".scored.json."};
    const fs::path folder = stem.has_parent_path() ? stem.parent_path() : fs::path(".");
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator walk(folder, error); !error && walk != fs::directory_iterator();
         walk.increment(error)) {
        const std::string name = walk->path().filename().string();
        const bool isOurs =
            std::any_of(ours.begin(), ours.end(), [&](const auto& start) { return name.starts_with(start); });
        if (isOurs && name.ends_with(".part"))
            leftovers.push_back(walk->path());
    }
    for (const fs::path& path : leftovers)
        fs::remove(path, error);
}

} // namespace hypnodesk::cli
