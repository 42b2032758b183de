#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_labels.h"

#include <fmt/format.h>

// YASA's hypnogram as NumPy saves it: one epoch of 30 s per line, -2 unscored, -1 artefact, 0 W, 1 N1, 2 N2,
// 3 N3, 4 R, or words. Lines that start with '#' are comments. Movement is written as artefact, the nearest
// that YASA knows.

namespace hypnodesk {

namespace {

std::optional<Stage> stageOf(std::string_view line) {
    return parseNumber(line) ? stageFromNumber(yasaCodes(), line) : stageFromWord(line);
}

Result<ImportedHypnogram> readYasa(const std::filesystem::path& path, const ReadOptions& options) {
    return readEpochLines(path, options, stageOf, "-2 to 4, or a word like N2");
}

Result<void> writeYasa(const std::filesystem::path& path, const ExportContent& content) {
    return writeEpochLines(path, content.hypnogram, [](Stage stage) {
        const Stage written = stage == Stage::Movement ? Stage::Artefact : stage;
        return fmt::format("{}", numberOf(yasaCodes(), written));
    });
}

int detectYasa(std::string_view head, const std::filesystem::path&) {
    return allLines(head, [](std::string_view line) { return stageOf(trimmed(line)).has_value(); }) ? 60 : 0;
}

} // namespace

HypnogramFormat yasaFormat() {
    return {.id = "yasa",
            .name = "YASA, one integer per epoch",
            .suffix = ".txt",
            .detect = detectYasa,
            .read = readYasa,
            .write = writeYasa,
            .holds = {.onset = false, .epochSeconds = kEpochSeconds, .movement = Stage::Artefact}};
}

} // namespace hypnodesk
