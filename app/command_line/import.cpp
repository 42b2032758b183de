#include "app/command_line/command.h"
#include "app/command_line/study_files.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/format_registry.h"
#include "core/report/identity_start.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct ImportArguments {
    std::string study;
    std::string file;
    std::string name;
    std::string scorer;
    std::string from;
    std::string offset;
    bool useClock = false;
    bool preview = false;
    bool json = false;
};

/// What a person should see before the file becomes a scoring.
struct Preview {
    ImportedHypnogram night;
    std::int64_t recordingEpochs = 0;
    std::array<std::int64_t, kStageClassCount> stages{};
    std::int64_t unscored = 0; ///< and movement, artefact
    double offsetSeconds = 0.0;
};

/// Seconds, or the clock time at which the file's first second lies.
Result<double> offsetOf(const std::string& text, const StartTime& start) {
    if (text.empty())
        return 0.0;
    if (const auto seconds = parseNumber(text))
        return *seconds;
    const auto clock = secondsFromClock(split(text, ':').size() == 2 ? text + ":00" : text);
    if (!clock)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("--offset {}: neither seconds nor a clock time", text));
    if (start == StartTime{})
        return fail(ErrorCode::ArgumentInvalid,
                    "the recording knows no clock time: give the offset in seconds");
    const double seconds = *clock - start.secondsAfterMidnight();
    return std::remainder(seconds, 86400.0);
}

Result<Preview> previewOf(const ImportArguments& arguments, const Study& study) {
    const StartTime start = startOf(study.recording());
    const auto offset = offsetOf(arguments.offset, start);
    if (!offset)
        return tl::make_unexpected(offset.error());
    ReadOptions options;
    options.format = arguments.from;
    options.offsetSeconds = *offset;
    if (arguments.useClock)
        options.recordingStart = start;
    auto night = readHypnogram(arguments.file, options);
    if (!night)
        return tl::make_unexpected(night.error());
    Preview preview;
    preview.offsetSeconds = *offset;
    preview.recordingEpochs =
        EpochGrid::covering(study.recording().durationSeconds, night->hypnogram.grid().epochSeconds).count;
    for (std::int64_t epoch = 0; epoch < night->hypnogram.size(); ++epoch) {
        const Stage stage = night->hypnogram.stage(epoch);
        ++(isScored(stage) ? preview.stages[static_cast<std::size_t>(stage)] : preview.unscored);
    }
    preview.night = std::move(*night);
    return preview;
}

/// "12 epochs fewer than the recording has"; empty when both are as long.
std::string mismatchText(const Preview& preview) {
    const EpochGrid& grid = preview.night.hypnogram.grid();
    const std::int64_t first = std::llround(grid.startSeconds / grid.epochSeconds);
    const std::int64_t end = first + grid.count;
    if (end > preview.recordingEpochs)
        return fmt::format("{} epochs lie beyond the end of the recording", end - preview.recordingEpochs);
    if (end < preview.recordingEpochs)
        return fmt::format("the last {} epochs of the recording have no stage",
                           preview.recordingEpochs - end);
    return {};
}

void print(const Preview& preview, const ImportArguments& arguments) {
    const Hypnogram& hypnogram = preview.night.hypnogram;
    const HypnogramFormat* format = findFormat(preview.night.format);
    fmt::print("{}: {} epochs of {} s ({}), the recording has {}\n", arguments.file, hypnogram.size(),
               formatNumber(hypnogram.grid().epochSeconds), format ? format->name : preview.night.format,
               preview.recordingEpochs);
    fmt::print("  W {}, N1 {}, N2 {}, N3 {}, R {}, without a stage {}\n", preview.stages[0],
               preview.stages[1], preview.stages[2], preview.stages[3], preview.stages[4], preview.unscored);
    if (preview.night.unknownLabels > 0)
        fmt::print("  {} epochs with a label that is not known, left without a stage\n",
                   preview.night.unknownLabels);
    if (preview.offsetSeconds != 0.0)
        fmt::print("  moved by {} s\n", formatNumber(preview.offsetSeconds));
    if (const std::string mismatch = mismatchText(preview); !mismatch.empty())
        fmt::print("  {}\n", mismatch);
    for (const std::string& note : preview.night.notes)
        fmt::print("  {}\n", note);
}

nlohmann::ordered_json toJson(const Preview& preview, const ImportArguments& arguments) {
    using json = nlohmann::ordered_json;
    json stages = json::object();
    for (std::size_t i = 0; i < kStageClasses.size(); ++i)
        stages[std::string(stageCode(kStageClasses[i]))] = preview.stages[i];
    const std::string mismatch = mismatchText(preview);
    return {{"file", arguments.file},
            {"format", preview.night.format},
            {"epochs", preview.night.hypnogram.size()},
            {"epoch_s", preview.night.hypnogram.grid().epochSeconds},
            {"recording_epochs", preview.recordingEpochs},
            {"stages", stages},
            {"without_stage", preview.unscored},
            {"unknown_labels", preview.night.unknownLabels},
            {"offset_s", preview.offsetSeconds},
            {"mismatch", mismatch.empty() ? json() : json(mismatch)},
            {"notes", preview.night.notes}};
}

Result<ScoringInfo> makeScoring(Study& study, const ImportArguments& arguments, const Preview& preview) {
    const std::filesystem::path file = arguments.file;
    const auto digest = sha256HexOfFile(file);
    if (!digest)
        return tl::make_unexpected(digest.error());
    NewScoring scoring;
    scoring.name = arguments.name.empty() ? file.stem().string() : arguments.name;
    scoring.kind = ScoringKind::Imported;
    scoring.scorer = arguments.scorer.empty() ? file.filename().string() : arguments.scorer;
    scoring.hypnogram = preview.night.hypnogram;
    scoring.note = fmt::format("from {} ({}, sha256 {}), {} unknown labels, offset {} s",
                               file.filename().string(), preview.night.format, *digest,
                               preview.night.unknownLabels, formatNumber(preview.offsetSeconds));
    const auto id = study.createScoring(scoring);
    if (!id)
        return tl::make_unexpected(id.error());
    return study.scoring(*id);
}

Result<Study> openFor(const ImportArguments& arguments) {
    if (!arguments.preview)
        return openForWriting(arguments.study);
    return openStudy(arguments.study, StudyMode::ReadOnly);
}

int run(const ImportArguments& arguments) {
    if (!arguments.from.empty() && !findFormat(arguments.from)) {
        complain(fmt::format("--from {}: no such format", arguments.from));
        return kWrongUsage;
    }
    auto study = openFor(arguments);
    const auto preview = study ? previewOf(arguments, *study) : tl::make_unexpected(study.error());
    if (!preview) {
        complain(preview.error());
        const bool isOption = study && preview.error().code == ErrorCode::ArgumentInvalid;
        return isOption ? kWrongUsage : kNothingDone;
    }
    nlohmann::ordered_json json = toJson(*preview, arguments);
    if (!arguments.json)
        print(*preview, arguments);
    if (!arguments.preview) {
        const auto made = makeScoring(*study, arguments, *preview);
        if (!made) {
            complain(made.error());
            return kNothingDone;
        }
        json["scoring"] = {{"id", made->id}, {"name", made->name}};
        if (!arguments.json)
            fmt::print("{}: scoring \"{}\" made\n", study->path().string(), made->name);
    }
    if (arguments.json)
        fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kDone;
}

} // namespace

void addImport(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<ImportArguments>();
    CLI::App* command = app.add_subcommand("import", "Make a hypnogram file a scoring of a study");
    command
        ->add_option("study", a->study,
                     "Study (NIGHT.hypno), or a recording, whose study is made where missing")
        ->required();
    command->add_option("file", a->file, "Hypnogram of any known format")->required();
    command->add_option("--name", a->name, "Name of the scoring; default: the file's");
    command->add_option("--scorer", a->scorer, "Who scored; default: the file's name");
    command->add_option("--from", a->from, "Format of FILE; default: by content");
    const auto offset = command->add_option("--offset", a->offset,
                                            "Seconds added to every onset, or the clock time (22:30 or "
                                            "22:30:15) at which the file's time 0 lies");
    command->add_flag("--clock", a->useClock, "Place the file by its own clock times")->excludes(offset);
    command->add_flag("--preview", a->preview, "Only show what would be made; the study is not changed");
    command->add_flag("--json", a->json, "JSON for machines");
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
