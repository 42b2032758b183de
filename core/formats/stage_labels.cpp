#include "core/formats/stage_labels.h"

#include "core/base/text_fields.h"

#include <algorithm>
#include <array>
#include <string>

namespace hypnodesk {

namespace {

struct Word {
    std::string_view text;
    Stage stage;
    bool isUnmistakable;
};

constexpr auto kWords = std::to_array<Word>({
    {"w", Stage::Wake, true},
    {"wake", Stage::Wake, true},
    {"wk", Stage::Wake, true},
    {"awa", Stage::Wake, true},
    {"awake", Stage::Wake, true},
    {"wakefulness", Stage::Wake, true},
    {"wach", Stage::Wake, true},
    {"\xC3\xA9veil", Stage::Wake, true},
    {"\xC3\x89veil", Stage::Wake, true},
    {"n1", Stage::N1, true},
    {"s1", Stage::N1, true},
    {"nrem1", Stage::N1, true},
    {"nonrem1", Stage::N1, true},
    {"n2", Stage::N2, true},
    {"s2", Stage::N2, true},
    {"nrem2", Stage::N2, true},
    {"nonrem2", Stage::N2, true},
    {"n3", Stage::N3, true},
    {"s3", Stage::N3, true},
    {"nrem3", Stage::N3, true},
    {"nonrem3", Stage::N3, true},
    {"n4", Stage::N3, true},
    {"s4", Stage::N3, true},
    {"nrem4", Stage::N3, true},
    {"nonrem4", Stage::N3, true},
    {"r", Stage::Rem, true},
    {"rem", Stage::Rem, true},
    {"?", Stage::Unscored, false},
    {"u", Stage::Unscored, false},
    {"uns", Stage::Unscored, false},
    {"unscored", Stage::Unscored, true},
    {"unknown", Stage::Unscored, false},
    {"undefined", Stage::Unscored, false},
    {"not scored", Stage::Unscored, false},
    {"notscored", Stage::Unscored, true},
    {"m", Stage::Movement, false},
    {"mt", Stage::Movement, false},
    {"movement", Stage::Movement, false},
    {"movement time", Stage::Movement, true},
    {"bewegung", Stage::Movement, false},
    {"a", Stage::Artefact, false},
    {"art", Stage::Artefact, false},
    {"artefact", Stage::Artefact, false},
    {"artifact", Stage::Artefact, false},
    {"artefakt", Stage::Artefact, false},
});

/// After "Sleep stage": 0-4 of R&K and 5 for REM.
constexpr std::array<Stage, 6> kDigits{Stage::Wake, Stage::N1, Stage::N2, Stage::N3, Stage::N3, Stage::Rem};

const Word* findWord(std::string_view lower) {
    const auto word =
        std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) { return w.text == lower; });
    return word == kWords.end() ? nullptr : &*word;
}

constexpr std::array<std::string_view, 3> kPrefixes{"sleep stage", "sleep_stage", "stage"};

/// Removes the prefix from a lower-case label; false when it has none.
bool removePrefix(std::string& lower) {
    for (const std::string_view prefix : kPrefixes) {
        if (!lower.starts_with(prefix))
            continue;
        std::string_view rest = std::string_view(lower).substr(prefix.size());
        while (!rest.empty() && (rest.front() == ' ' || rest.front() == '_' || rest.front() == ':'))
            rest.remove_prefix(1);
        lower = std::string(rest);
        return true;
    }
    return false;
}

} // namespace

std::optional<Stage> stageFromWord(std::string_view label) {
    std::string lower = toLowerAscii(trimmed(label));
    const bool hasPrefix = removePrefix(lower);
    if (hasPrefix && lower.size() == 1 && lower[0] >= '0' && lower[0] <= '5')
        return kDigits[static_cast<std::size_t>(lower[0] - '0')];
    const Word* word = findWord(lower);
    return word ? std::optional(word->stage) : std::nullopt;
}

std::optional<Stage> stageFromSleepEvent(std::string_view event) {
    constexpr std::string_view kSleep = "sleep-";
    const std::string lower = toLowerAscii(trimmed(event));
    if (!lower.starts_with(kSleep))
        return std::nullopt;
    const std::string_view rest = std::string_view(lower).substr(kSleep.size());
    return rest == "s0" ? Stage::Wake : stageFromWord(rest);
}

bool hasSleepStagePrefix(std::string_view label) {
    const std::string lower = toLowerAscii(trimmed(label));
    return lower.starts_with(kPrefixes[0]) || lower.starts_with(kPrefixes[1]);
}

std::string_view withoutChannel(std::string_view label) {
    return trimmed(label.substr(0, label.find("@@")));
}

bool isUnmistakableStage(std::string_view label) {
    std::string lower = toLowerAscii(trimmed(label));
    if (removePrefix(lower))
        return stageFromWord(label).has_value();
    const Word* word = findWord(lower);
    return word && word->isUnmistakable;
}

} // namespace hypnodesk
