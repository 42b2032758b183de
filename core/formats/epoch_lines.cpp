#include "core/formats/epoch_lines.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

bool saysNothing(std::string_view line) {
    return trimmed(line).empty() || trimmed(line).front() == '#';
}

} // namespace

std::vector<std::string_view> wholeLines(std::string_view head) {
    // A longer file was cut, perhaps in the middle of a line. UTF-16 was shortened by the decoding.
    constexpr std::size_t kShortestCut = 2000;
    const std::size_t lastEnd = head.find_last_of('\n');
    if (head.size() >= kShortestCut && lastEnd != std::string_view::npos)
        head = head.substr(0, lastEnd);
    std::vector<std::string_view> lines = textLines(head);
    std::erase_if(lines, saysNothing);
    return lines;
}

bool allLines(std::string_view head, const std::function<bool(std::string_view)>& isEpoch) {
    const std::vector<std::string_view> lines = wholeLines(head);
    return !lines.empty() && std::all_of(lines.begin(), lines.end(), isEpoch);
}

Result<ImportedHypnogram> readEpochLines(const std::filesystem::path& path, const ReadOptions& options,
                                         const std::function<std::optional<Stage>(std::string_view)>& stageOf,
                                         std::string_view expected) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    std::vector<std::optional<Stage>> stages;
    std::vector<std::string> labels;
    bool understoodAny = false;
    for (const std::string_view line : textLines(*text)) {
        if (saysNothing(line))
            continue;
        if (labels.size() > kMostSpans)
            break; // hypnogramFromEpochs refuses so many
        labels.emplace_back(trimmed(line));
        stages.push_back(stageOf(labels.back()));
        understoodAny = understoodAny || stages.back();
    }
    if (!understoodAny)
        return fail(ErrorCode::FormatInvalid, fmt::format("no line is a stage ({})", expected));
    return hypnogramFromEpochs(stages, labels, kEpochSeconds, options.offsetSeconds);
}

Result<void> writeEpochLines(const std::filesystem::path& path, const Hypnogram& hypnogram,
                             const std::function<std::string(Stage)>& lineOf) {
    std::string text;
    for (const EpochScore& score : hypnogram.epochs())
        text += lineOf(score.stage) + '\n';
    return writeFileAtomically(path, text);
}

} // namespace hypnodesk
