#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"

// Luna's .eannot: one label per line, one line per epoch of 30 s from the start of the recording: W N1 N2 N3
// R
// ?, M (movement), U (cannot be scored), L (lights on, which is no stage). Many laboratories keep lists of
// such words without knowing of Luna.

namespace hypnodesk {

namespace {

std::optional<Stage> stageOf(std::string_view line) {
    return line == "L" ? Stage::Unscored : stageFromWord(line);
}

Result<ImportedHypnogram> readEannot(const std::filesystem::path& path, const ReadOptions& options) {
    return readEpochLines(path, options, stageOf, "W, N1, N2, N3, R, ?");
}

Result<void> writeEannot(const std::filesystem::path& path, const ExportContent& content) {
    return writeEpochLines(path, content.hypnogram, [](Stage stage) {
        return std::string(stage == Stage::Artefact ? std::string_view("U") : stageCode(stage));
    });
}

int detectEannot(std::string_view head, const std::filesystem::path& path) {
    if (!allLines(head, [](std::string_view line) { return stageOf(trimmed(line)).has_value(); }))
        return 0;
    return path.extension() == ".eannot" ? 80 : 65;
}

} // namespace

HypnogramFormat lunaEannotFormat() {
    return {.id = "eannot",
            .name = "Luna, one label per epoch",
            .suffix = ".eannot",
            .detect = detectEannot,
            .read = readEannot,
            .write = writeEannot,
            .holds = {.onset = false, .epochSeconds = kEpochSeconds, .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
