#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

// Elan's .hyp, also written by Visbrain and read by YASA: "time_base" (seconds per value), "sampling_period"
// of the recording, "epoch_nb" (how many values follow), "epoch_list", then a value per line: 0 W, 1-4, 5 R,
// -1 artefact, -2 not scored. Written with one value per second, as Visbrain does. Movement is written as
// artefact, because Visbrain knows no 6.

namespace hypnodesk {

namespace {

constexpr std::string_view kTimeBase = "time_base";

/// "time_base 1.000000" -> 1; nothing when the line is another one.
std::optional<double> valueOf(std::string_view line, std::string_view name) {
    line = trimmed(line);
    return line.starts_with(name) ? parseNumber(trimmed(line.substr(name.size()))) : std::nullopt;
}

Result<ImportedHypnogram> readElan(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    std::optional<double> step;
    std::optional<double> promised;
    bool isInList = false;
    double count = 0.0;
    std::vector<LabelledSpan> runs;
    for (const std::string_view line : textLines(*text)) {
        if (isInList) {
            appendSample(runs, step.value_or(0.0), stageFromNumber(elanCodes(), line), trimmed(line));
            ++count;
        } else if (const auto value = valueOf(line, kTimeBase)) {
            step = value;
        } else if (const auto number = valueOf(line, "epoch_nb")) {
            promised = number;
        } else if (trimmed(line) == "epoch_list") {
            isInList = true;
        }
    }
    if (!step || !isInList)
        return fail(ErrorCode::FormatInvalid, "no 'time_base' or no 'epoch_list' in it");
    Result<ImportedHypnogram> result = hypnogramFromSamples(std::move(runs), *step, options.offsetSeconds);
    if (result && promised && *promised != count)
        result->notes.push_back(fmt::format("the file promises {} values and holds {}", *promised, count));
    return result;
}

Result<void> writeElan(const std::filesystem::path& path, const ExportContent& content) {
    const Hypnogram& hypnogram = content.hypnogram;
    const auto seconds = static_cast<std::int64_t>(hypnogram.grid().endSeconds());
    std::string text =
        fmt::format("time_base 1.000000\nsampling_period 0.01\nepoch_nb {}\nepoch_list\n", seconds);
    for (std::int64_t second = 0; second < seconds; ++second) {
        const std::int64_t epoch = hypnogram.grid().epochAt(static_cast<double>(second) + 0.5);
        Stage stage = hypnogram.grid().contains(epoch) ? hypnogram.stage(epoch) : Stage::Unscored;
        stage = stage == Stage::Movement ? Stage::Artefact : stage;
        text += fmt::format("{}\n", numberOf(elanCodes(), stage));
    }
    return writeFileAtomically(path, text);
}

int detectElan(std::string_view head, const std::filesystem::path&) {
    return trimmed(head).starts_with(kTimeBase) ? 95 : 0;
}

} // namespace

HypnogramFormat elanFormat() {
    return {.id = "elan",
            .name = "Elan and Visbrain (.hyp)",
            .suffix = ".hyp",
            .detect = detectElan,
            .read = readElan,
            .write = writeElan,
            .holds = {.movement = Stage::Artefact}};
}

} // namespace hypnodesk
