#include "app/command_line/command.h"
#include "app/command_line/study_files.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/import_preview.h"
#include "core/report/identity_start.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

/// The file as read, and what a person should see before it becomes a scoring.
struct Candidate {
    ImportedHypnogram night;
    ImportPreview preview;
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

Result<Candidate> readCandidate(const ImportArguments& arguments, const Study& study) {
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
    const EpochGrid grid =
        EpochGrid::covering(study.recording().durationSeconds, night->hypnogram.grid().epochSeconds);
    ImportPreview preview = previewOf(*night, RecordingFrame{grid, start});
    return Candidate{std::move(*night), std::move(preview)};
}

/// "3 epochs of the recording are not covered"; empty when the file fits.
std::string mismatchText(const ImportPreview& preview) {
    std::vector<std::string> parts;
    if (preview.comparison->uncovered > 0)
        parts.push_back(
            fmt::format("{} epochs of the recording are not covered", preview.comparison->uncovered));
    if (preview.comparison->outside > 0)
        parts.push_back(fmt::format("{} epochs lie outside the recording", preview.comparison->outside));
    if (preview.comparison->shiftSeconds != 0.0)
        parts.push_back(fmt::format("epochs begin {} s after the recording's",
                                    formatNumber(preview.comparison->shiftSeconds)));
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string unknownText(const ImportPreview& preview) {
    std::string text =
        fmt::format("{} epochs with labels that are not known, left without a stage:", preview.unknownLabels);
    for (const LabelCount& label : preview.unknown)
        text += fmt::format(" '{}' {}", label.label, label.epochs);
    return text;
}

void print(const ImportPreview& preview, std::size_t events, const ImportArguments& arguments) {
    fmt::print("{}: {} epochs of {} s ({})\n ", arguments.file, preview.grid.count,
               formatNumber(preview.grid.epochSeconds), preview.formatName);
    for (std::size_t i = 0; i < preview.counts.size(); ++i)
        if (preview.counts[i] > 0)
            fmt::print(" {} {}", stageCode(static_cast<Stage>(i)), preview.counts[i]);
    fmt::print("\n");
    if (preview.unknownLabels > 0)
        fmt::print("  {}\n", unknownText(preview));
    if (preview.offsetSeconds != 0.0)
        fmt::print("  moved by {} s\n", formatNumber(preview.offsetSeconds));
    if (preview.suggestedOffsetSeconds)
        fmt::print("  --offset {} would bring the clock times of file and recording together\n",
                   formatNumber(*preview.suggestedOffsetSeconds));
    if (const std::string mismatch = mismatchText(preview); !mismatch.empty())
        fmt::print("  {}\n", mismatch);
    if (events > 0)
        fmt::print("  {} event{}\n", events, events == 1 ? "" : "s");
    for (const std::string& note : preview.notes)
        fmt::print("  {}\n", note);
}

nlohmann::ordered_json toJson(const ImportPreview& preview, const ImportArguments& arguments) {
    using json = nlohmann::ordered_json;
    json stages = json::object();
    for (std::size_t i = 0; i < preview.counts.size(); ++i)
        stages[std::string(stageCode(static_cast<Stage>(i)))] = preview.counts[i];
    json unknown = json::array();
    for (const LabelCount& label : preview.unknown)
        unknown.push_back({{"label", label.label}, {"epochs", label.epochs}});
    return {{"file", arguments.file},
            {"format", preview.format},
            {"epochs", preview.grid.count},
            {"epoch_s", preview.grid.epochSeconds},
            {"start_s", preview.grid.startSeconds},
            {"stages", stages},
            {"unknown_labels", preview.unknownLabels},
            {"unknown", unknown},
            {"offset_s", preview.offsetSeconds},
            {"suggested_offset_s",
             preview.suggestedOffsetSeconds ? json(*preview.suggestedOffsetSeconds) : json()},
            {"recording",
             {{"uncovered_epochs", preview.comparison->uncovered},
              {"outside_epochs", preview.comparison->outside},
              {"shift_s", preview.comparison->shiftSeconds}}},
            {"notes", preview.notes}};
}

Result<ScoringInfo> makeScoring(Study& study, const ImportArguments& arguments, const Candidate& candidate) {
    const std::filesystem::path file = arguments.file;
    const auto digest = sha256HexOfFile(file);
    if (!digest)
        return tl::make_unexpected(digest.error());
    NewScoring scoring;
    scoring.name = arguments.name.empty() ? file.stem().string() : arguments.name;
    scoring.kind = ScoringKind::Imported;
    scoring.scorer = arguments.scorer.empty() ? file.filename().string() : arguments.scorer;
    scoring.hypnogram = candidate.night.hypnogram;
    scoring.rkStages = candidate.night.rkStages;
    scoring.note =
        fmt::format("from {} ({}, sha256 {}), {} unknown labels, offset {} s", file.filename().string(),
                    candidate.preview.format, *digest, candidate.preview.unknownLabels,
                    formatNumber(candidate.preview.offsetSeconds));
    const auto id = study.createScoring(scoring);
    if (!id)
        return tl::make_unexpected(id.error());
    std::vector<StudyEvent> events;
    for (const ExportEvent& event : candidate.night.events)
        events.push_back({.onsetSeconds = event.onsetSeconds,
                          .durationSeconds = event.durationSeconds,
                          .channel = event.channel,
                          .type = std::string(eventKindName(event.kind)),
                          .text = event.text,
                          .scoring = *id,
                          .author = scoring.scorer});
    if (const auto added = study.addEvents(events); !added)
        return tl::make_unexpected(added.error());
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
    const auto candidate =
        study ? readCandidate(arguments, *study) : Result<Candidate>(tl::make_unexpected(study.error()));
    if (!candidate) {
        complain(candidate.error());
        const bool isOption = study && candidate.error().code == ErrorCode::ArgumentInvalid;
        return isOption ? kWrongUsage : kNothingDone;
    }
    nlohmann::ordered_json json = toJson(candidate->preview, arguments);
    json["events"] = candidate->night.events.size();
    if (!arguments.json)
        print(candidate->preview, candidate->night.events.size(), arguments);
    if (!arguments.preview) {
        const auto made = makeScoring(*study, arguments, *candidate);
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
