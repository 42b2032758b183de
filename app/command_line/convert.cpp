#include "app/command_line/command.h"
#include "core/base/text_fields.h"
#include "core/formats/format_registry.h"
#include "core/recording/recording.h"

#include <fmt/format.h>

#include <memory>

namespace hypnodesk::cli {

namespace {

struct ConvertOptions {
    std::string input;
    std::string output;
    std::string from;
    std::string to;
    double offsetSeconds = 0.0;
};

/// "952 epochs, 14 unknown labels -> unscored, offset +120 s", then what else is worth knowing, a line each.
std::string summary(const ImportedHypnogram& night, const ConvertOptions& options) {
    const EpochGrid& grid = night.hypnogram.grid();
    std::string text = fmt::format("{} epochs", grid.count);
    if (grid.epochSeconds != kEpochSeconds)
        text += fmt::format(" of {} s", formatNumber(grid.epochSeconds));
    if (night.unknownLabels > 0)
        text += fmt::format(", {} unknown label{} -> unscored", night.unknownLabels,
                            night.unknownLabels == 1 ? "" : "s");
    if (options.offsetSeconds != 0.0)
        text += fmt::format(", offset {}{} s", options.offsetSeconds > 0.0 ? "+" : "",
                            formatNumber(options.offsetSeconds));
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

int run(const ConvertOptions& options) {
    if (!isKnownFormat(options.from) || !isKnownFormat(options.to))
        return kWrongUsage;
    const auto night = readHypnogram(options.input, {options.from, options.offsetSeconds});
    if (!night) {
        complain(night.error());
        return kNothingDone;
    }
    fmt::print("{}\n", summary(*night, options));
    if (isRecording(options.output)) {
        complain(options.output + ": is a recording; recordings are never overwritten");
        return kNothingDone;
    }
    ExportContent content;
    content.hypnogram = night->hypnogram;
    content.probabilities = night->probabilities;
    content.start = night->start.value_or(StartTime{});
    content.lights = night->lights;
    if (night->probabilities)
        content.scorer = night->probabilities->modelName;
    if (const Result<void> written = writeHypnogram(options.output, content, options.to); !written) {
        complain(written.error());
        return kNothingDone;
    }
    return kDone;
}

} // namespace

void addConvert(CLI::App& app, Action& chosen) {
    CLI::App* command = app.add_subcommand("convert", "Write a hypnogram in another format");
    const auto options = std::make_shared<ConvertOptions>();
    command->add_option("in", options->input, "Hypnogram to read")->required();
    command->add_option("out", options->output, "File to write; its suffix names the format")->required();
    command->add_option("--from", options->from,
                        "Format of IN: edf, csv, json, annot, yasa (default: by content)");
    command->add_option("--to", options->to,
                        "Format of OUT: edf, csv, json, annot, yasa (default: by suffix)");
    command->add_option("--offset", options->offsetSeconds, "Seconds added to every onset");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace hypnodesk::cli
