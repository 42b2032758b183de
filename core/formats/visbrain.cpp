#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"

#include <fmt/format.h>

// Visbrain's text hypnogram: lines that start with '*' tell of the recording ("*Duration_sec 10800"), the
// others hold a stage (Wake N1 N2 N3 REM Art) and the second at which it ends. Movement is written as
// artefact; Visbrain refuses words that it does not know, so what is not scored is written as artefact too.

namespace hypnodesk {

namespace {

struct Bout {
    std::string_view label;
    double endSeconds = 0.0;
};

std::optional<Bout> boutOf(std::string_view line) {
    line = trimmed(line);
    const std::size_t gap = line.find_last_of(" \t,");
    if (gap == std::string_view::npos)
        return std::nullopt;
    const std::optional<double> end = parseNumber(line.substr(gap + 1));
    const std::string_view label = trimmed(line.substr(0, gap));
    return end && !label.empty() ? std::optional(Bout{label, *end}) : std::nullopt;
}

Result<ImportedHypnogram> readVisbrain(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    std::vector<LabelledSpan> spans;
    double begin = 0.0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty() || lines[i].starts_with('*'))
            continue;
        const std::optional<Bout> bout = boutOf(lines[i]);
        if (!bout || !(bout->endSeconds >= begin))
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("line {}: not a stage and the second at which it ends", i + 1));
        spans.push_back(
            {begin, bout->endSeconds - begin, stageFromWord(bout->label), std::string(bout->label)});
        begin = bout->endSeconds;
    }
    return hypnogramFromSpans(std::move(spans), options.offsetSeconds);
}

std::string_view wordOf(Stage stage) {
    switch (stage) {
    case Stage::Unscored:
    case Stage::Movement:
    case Stage::Artefact:
        return "Art";
    default:
        return stageName(stage);
    }
}

Result<void> writeVisbrain(const std::filesystem::path& path, const ExportContent& content) {
    const Hypnogram& hypnogram = content.hypnogram;
    const EpochGrid& grid = hypnogram.grid();
    std::string text = fmt::format("*Duration_sec\t{}\n", formatNumber(grid.endSeconds()));
    if (grid.startSeconds > 0.0)
        text += fmt::format("Art\t{}\n", formatNumber(grid.startSeconds));
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const std::string_view word = wordOf(hypnogram.stage(epoch));
        const bool isLast = epoch + 1 == grid.count;
        if (isLast || wordOf(hypnogram.stage(epoch + 1)) != word)
            text += fmt::format("{}\t{}\n", word, formatNumber(grid.onsetSeconds(epoch + 1)));
    }
    return writeFileAtomically(path, text);
}

int detectVisbrain(std::string_view head, const std::filesystem::path&) {
    double begin = 0.0;
    int stages = 0;
    for (const std::string_view line : wholeLines(head)) {
        if (line.starts_with('*'))
            continue;
        const std::optional<Bout> bout = boutOf(line);
        if (!bout || !stageFromWord(bout->label) || !(bout->endSeconds > begin))
            return 0;
        begin = bout->endSeconds;
        ++stages;
    }
    return stages > 0 ? 70 : 0;
}

} // namespace

HypnogramFormat visbrainFormat() {
    return {.id = "visbrain",
            .name = "Visbrain text",
            .suffix = ".visbrain.txt",
            .detect = detectVisbrain,
            .read = readVisbrain,
            .write = writeVisbrain,
            .holds = {.unscored = Stage::Artefact, .movement = Stage::Artefact}};
}

} // namespace hypnodesk
