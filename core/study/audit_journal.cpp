#include "core/study/audit_journal.h"

#include "core/base/digest.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace hypnodesk {

namespace {

constexpr std::string_view kSourceLetters = "-napi"; // in the order of StageSource

void addField(std::string& content, std::string_view text) {
    fmt::format_to(std::back_inserter(content), "{}:{},", text.size(), text);
}

void addField(std::string& content, const std::optional<std::int64_t>& number) {
    if (number)
        addField(content, fmt::format("{}", *number));
    else
        content += "-,";
}

void addField(std::string& content, const std::optional<EpochScore>& score) {
    if (score) {
        addField(content, stageCode(score->stage));
        addField(content, sourceName(score->source));
    } else {
        content += "-,-,";
    }
}

} // namespace

std::string journalHash(std::string_view previousHash, const JournalRow& row) {
    std::string content(previousHash);
    addField(content, std::optional(row.number));
    addField(content, row.utc);
    addField(content, row.user);
    addField(content, row.program);
    addField(content, row.action);
    addField(content, row.scoring);
    addField(content, row.scoringName);
    addField(content, row.epoch);
    addField(content, row.before);
    addField(content, row.after);
    addField(content, row.source);
    addField(content, row.modelDigest);
    addField(content, row.note);
    addField(content, row.stages);
    return sha256Hex(std::as_bytes(std::span(content)));
}

std::string_view journalProblemName(JournalProblem::Kind kind) {
    constexpr std::array<std::string_view, 6> kNames{"altered", "removed", "reordered",
                                                     "added",   "replay",  "anchor"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string packStages(const std::vector<EpochScore>& epochs) {
    std::string text;
    for (std::size_t begin = 0, end = 0; begin < epochs.size(); begin = end) {
        while (end < epochs.size() && epochs[end] == epochs[begin])
            ++end;
        fmt::format_to(std::back_inserter(text), "{}{}{},", stageLetter(epochs[begin].stage),
                       kSourceLetters[static_cast<std::size_t>(epochs[begin].source)], end - begin);
    }
    return text;
}

std::optional<std::vector<EpochScore>> unpackStages(std::string_view text, std::int64_t maximumEpochs) {
    std::vector<EpochScore> epochs;
    while (!text.empty()) {
        if (text.size() < 4)
            return std::nullopt;
        const auto stage = stageFromLetter(text[0]);
        const std::size_t source = kSourceLetters.find(text[1]);
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), count);
        const auto used = static_cast<std::size_t>(end - text.data());
        const bool isRun = error == std::errc() && used < text.size() && text[used] == ',';
        if (!stage || source == std::string_view::npos || !isRun || count < 1 ||
            count > maximumEpochs - static_cast<std::int64_t>(epochs.size()))
            return std::nullopt;
        epochs.insert(epochs.end(), static_cast<std::size_t>(count),
                      EpochScore{*stage, static_cast<StageSource>(source)});
        text.remove_prefix(used + 1);
    }
    return epochs;
}

} // namespace hypnodesk
