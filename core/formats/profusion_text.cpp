#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"

#include <algorithm>

// Compumedics Profusion's stages as text: one letter per epoch of 30 s: W, 1, 2, 3, 4, R, M, and ? or U for
// what is not scored. Letters beside digits tell them from YASA's numbers, where 4 is REM.

namespace hypnodesk {

namespace {

std::optional<Stage> stageOf(std::string_view line) {
    if (line.size() != 1)
        return std::nullopt;
    switch (line[0]) {
    case '4':
        return Stage::N3;
    case 'U':
        return Stage::Unscored;
    case 'A':
        return std::nullopt;
    default:
        return stageFromLetter(line[0]);
    }
}

Result<ImportedHypnogram> readProfusionText(const std::filesystem::path& path, const ReadOptions& options) {
    return readEpochLines(path, options, stageOf, "W, 1, 2, 3, 4, R, ?");
}

Result<void> writeProfusionText(const std::filesystem::path& path, const ExportContent& content) {
    return writeEpochLines(path, content.hypnogram, [](Stage stage) {
        return std::string(1, stageLetter(stage == Stage::Artefact ? Stage::Unscored : stage));
    });
}

int detectProfusionText(std::string_view head, const std::filesystem::path&) {
    bool hasDigits = false;
    bool hasLetters = false;
    const bool areStages = allLines(head, [&](std::string_view line) {
        const std::string_view label = trimmed(line);
        (parseInteger(label) ? hasDigits : hasLetters) = true;
        return stageOf(label).has_value();
    });
    return areStages && hasDigits && hasLetters ? 75 : 0;
}

} // namespace

HypnogramFormat profusionTextFormat() {
    return {.id = "profusion-text",
            .name = "Compumedics Profusion, one letter per epoch",
            .suffix = ".profusion.txt",
            .detect = detectProfusionText,
            .read = readProfusionText,
            .write = writeProfusionText,
            .holds = {.onset = false, .epochSeconds = kEpochSeconds, .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
