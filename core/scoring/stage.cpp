#include "core/scoring/stage.h"

#include "core/base/text_fields.h"

namespace hypnodesk {

namespace {

struct StageText {
    Stage stage;
    std::string_view code;
    std::string_view name;
    char letter;
};

/// In the order of the enumeration, so that a stage is its own index.
constexpr std::array<StageText, 8> kStageTexts{{
    {Stage::Wake, "W", "Wake", 'W'},
    {Stage::N1, "N1", "N1", '1'},
    {Stage::N2, "N2", "N2", '2'},
    {Stage::N3, "N3", "N3", '3'},
    {Stage::Rem, "R", "REM", 'R'},
    {Stage::Unscored, "?", "Unscored", '?'},
    {Stage::Movement, "M", "Movement", 'M'},
    {Stage::Artefact, "A", "Artefact", 'A'},
}};

const StageText& textOf(Stage stage) {
    return kStageTexts[static_cast<std::size_t>(stage)];
}

} // namespace

std::string_view stageCode(Stage stage) {
    return textOf(stage).code;
}

std::string_view stageName(Stage stage) {
    return textOf(stage).name;
}

char stageLetter(Stage stage) {
    return textOf(stage).letter;
}

std::optional<Stage> stageFromCode(std::string_view code) {
    const std::string lower = toLowerAscii(code);
    for (const StageText& text : kStageTexts)
        if (toLowerAscii(text.code) == lower)
            return text.stage;
    return std::nullopt;
}

std::optional<Stage> stageFromLetter(char letter) {
    for (const StageText& text : kStageTexts)
        if (text.letter == letter)
            return text.stage;
    return std::nullopt;
}

} // namespace hypnodesk
