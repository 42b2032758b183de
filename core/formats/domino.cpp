#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"

#include <fmt/format.h>

// SOMNOmedics Domino's sleep profile as text: "Signal ID: SchlafProfil\profil", "Start Time: 31.08.2015
// 21:36:30", "Rate: 30 s" and more, an empty line, then "21:36:30,000; Wake" for every epoch, in English or
// German (Wach, Bewegung, Artefakt).

namespace hypnodesk {

namespace {

/// "Rate: 30 s" -> "30 s"; nothing when the line is another one.
std::optional<std::string_view> valueOf(std::string_view line, std::string_view name) {
    return line.starts_with(name) ? std::optional(trimmed(line.substr(name.size()))) : std::nullopt;
}

Result<ImportedHypnogram> readDomino(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    double rateSeconds = kEpochSeconds;
    std::optional<StartTime> start;
    std::size_t i = 0;
    for (; i < lines.size() && momentFromText(fieldsOf(lines[i], ';').front()) == std::nullopt; ++i) {
        if (const auto rate = valueOf(lines[i], "Rate:"))
            rateSeconds = parseNumber(rate->substr(0, rate->find(' '))).value_or(kEpochSeconds);
        else if (const auto time = valueOf(lines[i], "Start Time:"))
            start = momentFromText(*time);
    }
    const Result<double> epochSeconds = checkedEpochSeconds(rateSeconds);
    if (!epochSeconds)
        return tl::make_unexpected(epochSeconds.error());

    ClockTimeline timeline(start);
    std::vector<LabelledSpan> spans;
    for (; i < lines.size(); ++i) {
        const std::vector<std::string_view> fields = fieldsOf(lines[i], ';');
        const std::optional<StartTime> moment = momentFromText(fields.front());
        if (trimmed(lines[i]).empty())
            continue;
        if (!moment || fields.size() < 2)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("line {}: not a time of day, ';' and a stage", i + 1));
        spans.push_back(
            {timeline.secondsOf(*moment), *epochSeconds, stageFromWord(fields[1]), std::string(fields[1])});
    }
    Result<ImportedHypnogram> result =
        hypnogramFromSpans(std::move(spans), options.offsetSeconds, *epochSeconds);
    if (result)
        setStart(*result, timeline.origin(), !start);
    return result;
}

std::string_view wordOf(Stage stage) {
    switch (stage) {
    case Stage::Rem:
        return "Rem";
    case Stage::Artefact:
    case Stage::Unscored:
        return "A";
    default:
        return isScored(stage) || stage == Stage::Movement ? stageName(stage) : "A";
    }
}

/// "21:36:30,000".
std::string dominoClock(const StartTime& moment) {
    return fmt::format("{:02}:{:02}:{:02},{:03}", moment.hour, moment.minute, static_cast<int>(moment.second),
                       static_cast<int>((moment.second - static_cast<int>(moment.second)) * 1000.0 + 1e-6));
}

Result<void> writeDomino(const std::filesystem::path& path, const ExportContent& content) {
    const EpochGrid& grid = content.hypnogram.grid();
    const StartTime& start = content.start;
    std::string text = "Signal ID: SchlafProfil\\profil\nStart Time: ";
    if (start.hasDate())
        text += fmt::format("{:02}.{:02}.{:04} ", start.day, start.month, start.year);
    text += fmt::format(
        "{}\nUnit: \nSignal Type: Discret\nEvents list: N3,N2,N1,Rem,Wake,Movement,A\nRate: {} s\n\n",
        clockText(start), formatNumber(grid.epochSeconds));
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch)
        text += fmt::format("{}; {}\n", dominoClock(movedBy(start, grid.onsetSeconds(epoch))),
                            wordOf(content.hypnogram.stage(epoch)));
    return writeFileAtomically(path, text);
}

int detectDomino(std::string_view head, const std::filesystem::path&) {
    const std::vector<std::string_view> lines = wholeLines(head);
    return !lines.empty() && lines.front().starts_with("Signal ID:") ? 95 : 0;
}

} // namespace

HypnogramFormat dominoFormat() {
    return {.id = "domino",
            .name = "SOMNOmedics Domino sleep profile",
            .suffix = ".domino.txt",
            .detect = detectDomino,
            .read = readDomino,
            .write = writeDomino,
            .holds = {.start = true, .unscored = Stage::Artefact}};
}

} // namespace hypnodesk
