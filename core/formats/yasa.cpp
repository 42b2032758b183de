#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// YASA's hypnogram: one epoch of 30 s per line, -2 unscored, -1 artefact, 0 W, 1 N1, 2 N2, 3 N3, 4 R, or
// words (W, N1, WAKE, REM, ART, UNS, ...). Lines that start with '#' are comments; a first line of column
// names is skipped, and in tables ("Epoch,Stage") the stage stands last. Movement is written as artefact, the
// nearest that YASA knows.

namespace hypnodesk {

namespace {

constexpr std::array<Stage, 7> kIntegers{Stage::Unscored, Stage::Artefact, Stage::Wake, Stage::N1,
                                         Stage::N2,       Stage::N3,       Stage::Rem};
constexpr std::int64_t kFirstInteger = -2;

std::string_view lastField(std::string_view line) {
    const std::size_t at = line.find_last_of(",;\t");
    std::string_view field = trimmed(at == std::string_view::npos ? line : line.substr(at + 1));
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
        field = field.substr(1, field.size() - 2);
    return field;
}

std::optional<Stage> stageFromField(std::string_view field) {
    // Tables saved with pandas may hold 2.0 for 2.
    const std::optional<double> number = parseNumber(field);
    if (!number)
        return stageFromWord(field);
    for (std::size_t i = 0; i < kIntegers.size(); ++i)
        if (*number == static_cast<double>(kFirstInteger + static_cast<std::int64_t>(i)))
            return kIntegers[i];
    return std::nullopt;
}

bool isComment(std::string_view line) {
    return trimmed(line).empty() || trimmed(line).front() == '#';
}

bool isHeader(std::string_view line) {
    const std::string name = toLowerAscii(lastField(line));
    return name == "stage" || name == "stages" || name == "hypno" || name == "hypnogram" ||
           name == "sleep_stage";
}

Result<ImportedHypnogram> readYasa(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readTextFile(path, kLargestTextBytes);
    if (!text)
        return tl::make_unexpected(text.error());
    std::vector<std::optional<Stage>> stages;
    std::vector<std::string> labels;
    for (const std::string_view line : textLines(*text)) {
        if (isComment(line) || (stages.empty() && isHeader(line)))
            continue;
        labels.emplace_back(lastField(line));
        stages.push_back(stageFromField(labels.back()));
    }
    const auto known =
        std::count_if(stages.begin(), stages.end(), [](const auto& stage) { return stage.has_value(); });
    if (known == 0)
        return fail(ErrorCode::FormatInvalid, "no line is a stage of YASA (-2 to 4, or a word like N2)");
    return hypnogramFromEpochs(stages, labels, kEpochSeconds, options.offsetSeconds);
}

int integerOf(Stage stage) {
    if (stage == Stage::Movement)
        stage = Stage::Artefact;
    const auto at = std::find(kIntegers.begin(), kIntegers.end(), stage);
    return static_cast<int>(kFirstInteger + (at - kIntegers.begin()));
}

Result<void> writeYasa(const std::filesystem::path& path, const ExportContent& content) {
    const EpochGrid& grid = content.hypnogram.grid();
    if (grid.epochSeconds != kEpochSeconds)
        return fail(ErrorCode::FormatUnsupported,
                    fmt::format("YASA's hypnograms have 30-s epochs, this one {} s", grid.epochSeconds));
    std::string text;
    for (const EpochScore& score : content.hypnogram.epochs())
        text += fmt::format("{}\n", integerOf(score.stage));
    return writeFileAtomically(path, text);
}

int detectYasa(std::string_view head, const std::filesystem::path&) {
    // The last line of `head` may be cut off in its middle.
    const std::size_t lastEnd = head.size() < 4096 ? head.size() : head.find_last_of('\n');
    int stages = 0;
    for (const std::string_view line : textLines(head.substr(0, lastEnd))) {
        if (isComment(line) || (stages == 0 && isHeader(line)))
            continue;
        if (!stageFromField(lastField(line)))
            return 0;
        ++stages;
    }
    return stages > 0 ? 60 : 0;
}

} // namespace

HypnogramFormat yasaFormat() {
    return {"yasa", "YASA, one integer per epoch", ".txt", detectYasa, readYasa, writeYasa};
}

} // namespace hypnodesk
