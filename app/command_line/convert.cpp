#include "app/command_line/command.h"
#include "app/command_line/hypnogram_input.h"
#include "app/command_line/study_files.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/event_words.h"
#include "core/formats/export_fit.h"
#include "core/formats/format_registry.h"
#include "core/formats/import_preview.h"
#include "core/recording/recording.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct ConvertOptions {
    std::string input;
    std::string output;
    std::string from;
    std::string to;
    double offsetSeconds = 0.0;
    std::string offsetClock;
    std::vector<std::string> columns;
    std::string recording;
    std::string events;
    bool preview = false;
    bool json = false;
};

std::string signedSeconds(double seconds) {
    return fmt::format("{}{} s", seconds > 0.0 ? "+" : "", formatNumber(seconds));
}

std::string stageCounts(const ImportPreview& preview) {
    std::string text;
    for (std::size_t i = 0; i < preview.counts.size(); ++i)
        text +=
            fmt::format("{}{} {}", i == 0 ? "" : "  ", stageCode(static_cast<Stage>(i)), preview.counts[i]);
    return text;
}

std::string unknownLabels(const ImportPreview& preview) {
    if (preview.unknownLabels == 0)
        return "none";
    std::string text = fmt::format("{} epochs, now unscored:", preview.unknownLabels);
    for (const LabelCount& label : preview.unknown)
        text += fmt::format(" '{}' {}", label.label, label.epochs);
    return text;
}

std::string comparisonText(const GridComparison& comparison) {
    if (comparison.matches())
        return "its epochs and those of the file are the same";
    std::string text =
        fmt::format("{} of its epochs not covered by the file, {} scored epochs of the file outside it",
                    comparison.uncovered, comparison.outside);
    if (comparison.isOtherLength)
        text += "; epochs of another length";
    if (comparison.shiftSeconds != 0.0)
        text += fmt::format("; epochs begin {} s later", formatNumber(comparison.shiftSeconds));
    return text;
}

void printPreview(const ImportPreview& preview) {
    fmt::print("format     {} ({})\n", preview.formatName, preview.format);
    fmt::print("epochs     {} of {} s, from {} s to {} s\n", preview.grid.count,
               formatNumber(preview.grid.epochSeconds), formatNumber(preview.grid.startSeconds),
               formatNumber(preview.grid.endSeconds()));
    fmt::print("stages     {}\n", stageCounts(preview));
    fmt::print("unknown    {}\n", unknownLabels(preview));
    if (preview.start)
        fmt::print("starts     {}{}\n", preview.start->hasDate() ? dateText(*preview.start) + " " : "",
                   clockText(*preview.start));
    else
        fmt::print("starts     the file knows no clock time\n");
    fmt::print("offset     {}\n",
               preview.offsetSeconds == 0.0 ? "none" : signedSeconds(preview.offsetSeconds));
    if (preview.suggestedOffsetSeconds)
        fmt::print("suggested  offset {} brings the clock times together\n",
                   signedSeconds(*preview.suggestedOffsetSeconds));
    if (preview.comparison)
        fmt::print("recording  {}\n", comparisonText(*preview.comparison));
    for (const std::string& note : preview.notes)
        fmt::print("note       {}\n", note);
}

nlohmann::ordered_json toJson(const ImportPreview& preview) {
    using json = nlohmann::ordered_json;
    json counts;
    for (std::size_t i = 0; i < preview.counts.size(); ++i)
        counts[std::string(stageCode(static_cast<Stage>(i)))] = preview.counts[i];
    json unknown = json::array();
    for (const LabelCount& label : preview.unknown)
        unknown.push_back({{"label", label.label}, {"epochs", label.epochs}});
    json document = {{"format", preview.format},
                     {"epochs", preview.grid.count},
                     {"epoch_s", preview.grid.epochSeconds},
                     {"start_s", preview.grid.startSeconds},
                     {"stages", counts},
                     {"unknown_labels", preview.unknownLabels},
                     {"unknown", unknown},
                     {"start_time", preview.start ? json(clockText(*preview.start)) : json()},
                     {"offset_s", preview.offsetSeconds},
                     {"suggested_offset_s",
                      preview.suggestedOffsetSeconds ? json(*preview.suggestedOffsetSeconds) : json()},
                     {"probabilities", preview.hasProbabilities},
                     {"notes", preview.notes},
                     {"recording", nullptr}};
    if (const std::optional<GridComparison>& comparison = preview.comparison)
        document["recording"] = {{"uncovered_epochs", comparison->uncovered},
                                 {"outside_epochs", comparison->outside},
                                 {"shift_s", comparison->shiftSeconds},
                                 {"other_epoch_length", comparison->isOtherLength}};
    return document;
}

/// "952 epochs, 14 unknown labels -> unscored, offset +120 s", then what else is worth knowing, a line each.
std::string summary(const ImportedHypnogram& night) {
    const EpochGrid& grid = night.hypnogram.grid();
    std::string text = fmt::format("{} epochs", grid.count);
    if (grid.epochSeconds != kEpochSeconds)
        text += fmt::format(" of {} s", formatNumber(grid.epochSeconds));
    if (night.unknownLabels > 0)
        text += fmt::format(", {} unknown label{} -> unscored", night.unknownLabels,
                            night.unknownLabels == 1 ? "" : "s");
    if (!night.events.empty())
        text += fmt::format(", {} event{}", night.events.size(), night.events.size() == 1 ? "" : "s");
    if (night.offsetSeconds != 0.0)
        text += fmt::format(", offset {}", signedSeconds(night.offsetSeconds));
    for (const std::string& note : night.notes)
        text += "\n  " + note;
    return text;
}

/// Signals are irreplaceable: whatever the user asks for, a file that holds some is not written over.
bool isRecording(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return false;
    const Result<RecordingPtr> recording = Recording::open(path);
    return recording && !(*recording)->channels().empty();
}

bool isKnownFormat(const std::string& id) {
    if (id.empty() || findFormat(id))
        return true;
    std::string known;
    for (const HypnogramFormat& format : hypnogramFormats())
        known += " " + format.id;
    complain(fmt::format("unknown format '{}'; known are:{}", id, known));
    return false;
}

/// The options as the reader wants them; nothing, after a complaint, when they make no sense.
std::optional<ReadOptions> readOptions(const ConvertOptions& options) {
    ReadOptions read;
    read.format = options.from;
    read.offsetSeconds = options.offsetSeconds;
    if (!options.offsetClock.empty()) {
        read.recordingStart = momentFromText(options.offsetClock);
        if (!read.recordingStart) {
            complain(fmt::format("--offset-clock {}: not a time like 22:15:00", options.offsetClock));
            return std::nullopt;
        }
    }
    for (const std::string& column : options.columns) {
        const std::size_t equals = column.find('=');
        if (equals == std::string::npos) {
            complain(fmt::format("--columns {}: not ROLE=COLUMN, like onset=Start", column));
            return std::nullopt;
        }
        read.columns[column.substr(0, equals)] = column.substr(equals + 1);
    }
    return read;
}

int preview(const ConvertOptions& options, const ImportedHypnogram& night) {
    std::optional<RecordingFrame> frame;
    if (!options.recording.empty()) {
        const Result<RecordingPtr> recording = Recording::open(options.recording);
        if (!recording) {
            complain(recording.error());
            return kNothingDone;
        }
        frame = RecordingFrame{(*recording)->epochs(night.hypnogram.grid().epochSeconds),
                               (*recording)->info().start};
    }
    const ImportPreview shown = previewOf(night, frame);
    if (options.json)
        fmt::print("{}\n", toJson(shown).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        printPreview(shown);
    return kDone;
}

/// A study's scoring, or a file in any format.
Result<HypnogramInput> readInput(const std::string& path, const ReadOptions& options) {
    if (studyReference(path))
        return readHypnogramInput(path);
    auto night = readHypnogram(path, options); // its notes come with the summary or the preview
    if (!night)
        return tl::make_unexpected(night.error());
    HypnogramInput input;
    if (night->probabilities)
        input.scorer = night->probabilities->modelName;
    input.night = std::move(*night);
    return input;
}

ExportContent contentOf(const HypnogramInput& input) {
    const ImportedHypnogram& night = input.night;
    ExportContent content;
    content.hypnogram = night.hypnogram;
    content.probabilities = night.probabilities;
    content.start = night.start.value_or(StartTime{});
    content.lights = night.lights;
    content.scorer = input.scorer;
    content.events = night.events;
    content.rkStages = night.rkStages;
    return content;
}

int write(const ConvertOptions& options, const HypnogramInput& input) {
    fmt::print("{}\n", summary(input.night));
    if (!options.events.empty() && isRecording(options.events)) {
        complain(options.events + ": is a recording; recordings are never overwritten");
        return kNothingDone;
    }
    if (!options.events.empty())
        if (const Result<void> written = writeEventsCsv(options.events, input.night.events); !written) {
            complain(written.error());
            return kNothingDone;
        }
    if (options.output.empty())
        return kDone;
    if (isRecording(options.output)) {
        complain(options.output + ": is a recording; recordings are never overwritten");
        return kNothingDone;
    }
    if (studyReference(options.output)) {
        complain(options.output + ": is a study; 'hypno import' adds a scoring to it");
        return kNothingDone;
    }
    const Result<const HypnogramFormat*> format = formatForWriting(options.output, options.to);
    if (!format) {
        complain(format.error());
        return kNothingDone;
    }
    const FittedExport fitted = fitToFormat(contentOf(input), **format);
    if (const Result<void> written = writeHypnogram(options.output, fitted.content, (*format)->id);
        !written) {
        complain(written.error());
        return kNothingDone;
    }
    for (const std::string& loss : fitted.losses)
        fmt::print(stderr, "hypno: {}: not kept: {}\n", options.output, loss);
    return kDone;
}

int run(const ConvertOptions& options) {
    if (!isKnownFormat(options.from) || !isKnownFormat(options.to))
        return kWrongUsage;
    const bool writes = !options.output.empty() || !options.events.empty();
    if (options.preview == writes) {
        complain("name the file to write, or ask for --preview");
        return kWrongUsage;
    }
    const std::optional<ReadOptions> wanted = readOptions(options);
    if (!wanted)
        return kWrongUsage;
    const auto input = readInput(options.input, *wanted);
    if (!input) {
        complain(input.error());
        return kNothingDone;
    }
    return options.preview ? preview(options, input->night) : write(options, *input);
}

std::string idsOf(bool writable) {
    std::string ids;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (!writable || format.write)
            ids += (ids.empty() ? "" : ", ") + format.id;
    return ids;
}

} // namespace

void addConvert(CLI::App& app, Action& chosen) {
    CLI::App* command =
        app.add_subcommand("convert", "Write a hypnogram in another format, or look what is in it");
    const auto options = std::make_shared<ConvertOptions>();
    command->add_option("in", options->input, "Hypnogram to read: a file, a study, or STUDY#SCORING")
        ->required();
    command->add_option("out", options->output, "File to write; its suffix names the format");
    command->add_option("--from", options->from,
                        fmt::format("Format of IN: {} (default: by content)", idsOf(false)));
    command->add_option("--to", options->to,
                        fmt::format("Format of OUT: {} (default: by suffix)", idsOf(true)));
    CLI::Option* offset =
        command->add_option("--offset", options->offsetSeconds, "Seconds added to every onset");
    command
        ->add_option(
            "--offset-clock", options->offsetClock,
            "Time of day (HH:MM:SS) at which the recording starts; lays the file's clock times on it")
        ->excludes(offset);
    command
        ->add_option(
            "--columns", options->columns,
            "What the columns of a table are: onset=NAME,duration=NAME,end=NAME,epoch=NAME,stage=NAME,"
            "codes=aasm|rk; a name or a number from 1")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--events", options->events,
                        "Write the events of IN (arousals, apnoeas, ...) into this CSV file");
    CLI::Option* preview =
        command->add_flag("--preview", options->preview, "Only say what IN holds; writes nothing");
    command->add_option("--recording", options->recording, "Recording that IN is to be compared with")
        ->needs(preview);
    command->add_flag("--json", options->json, "The preview as JSON")->needs(preview);
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace hypnodesk::cli
