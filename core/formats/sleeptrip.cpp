#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"

#include <fmt/format.h>

// SpiSOP's and SleepTrip's hypnogram: a line per epoch of 30 s with two numbers, the stage (0 W, 1-4, 5 R, 8
// movement, -1 not scored) and whether the epoch holds an artefact. An artefact in a scored epoch leaves its
// stage as it is; only an unscored one becomes an artefact epoch.

namespace hypnodesk {

namespace {

struct Pair {
    std::int64_t stage = 0;
    std::int64_t artefact = 0;
};

std::optional<Pair> pairOf(std::string_view line) {
    line = trimmed(line);
    const std::size_t gap = line.find_first_of(" \t,;");
    if (gap == std::string_view::npos)
        return std::nullopt;
    const std::optional<std::int64_t> stage = parseInteger(line.substr(0, gap));
    const std::optional<std::int64_t> artefact = parseInteger(trimmed(line.substr(gap + 1)));
    return stage && artefact ? std::optional(Pair{*stage, *artefact}) : std::nullopt;
}

std::optional<Stage> stageOf(std::string_view line) {
    const std::optional<Pair> pair = pairOf(line);
    if (!pair)
        return std::nullopt;
    const std::optional<Stage> stage = stageFromNumber(spisopCodes(), static_cast<double>(pair->stage));
    return stage == Stage::Unscored && pair->artefact != 0 ? Stage::Artefact : stage;
}

Result<ImportedHypnogram> readSleeptrip(const std::filesystem::path& path, const ReadOptions& options) {
    std::int64_t flagged = 0;
    Result<ImportedHypnogram> result = readEpochLines(
        path, options,
        [&](std::string_view line) {
            const std::optional<Stage> stage = stageOf(line);
            flagged += stage && isScored(*stage) && pairOf(line)->artefact != 0;
            return stage;
        },
        "two numbers: stage and artefact");
    if (result && flagged > 0)
        result->notes.push_back(
            fmt::format("{} scored epochs are marked as artefact and keep their stage", flagged));
    return result;
}

Result<void> writeSleeptrip(const std::filesystem::path& path, const ExportContent& content) {
    return writeEpochLines(path, content.hypnogram, [](Stage stage) {
        return fmt::format("{}\t{}", numberOf(spisopCodes(), stage), stage == Stage::Artefact ? 1 : 0);
    });
}

int detectSleeptrip(std::string_view head, const std::filesystem::path&) {
    constexpr std::int64_t kMostFlags = 3;
    const bool arePairs = allLines(head, [](std::string_view line) {
        const std::optional<Pair> pair = pairOf(line);
        return pair && pair->artefact >= 0 && pair->artefact <= kMostFlags && stageOf(line);
    });
    return arePairs ? 75 : 0;
}

} // namespace

HypnogramFormat sleeptripFormat() {
    return {.id = "sleeptrip",
            .name = "SleepTrip and SpiSOP",
            .suffix = ".sleeptrip.txt",
            .detect = detectSleeptrip,
            .read = readSleeptrip,
            .write = writeSleeptrip,
            .holds = {.onset = false, .epochSeconds = kEpochSeconds}};
}

} // namespace hypnodesk
