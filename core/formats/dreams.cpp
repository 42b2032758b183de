#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"

#include <fmt/format.h>

// Hypnograms of the DREAMS databases: the line "[Hypnogram]", then the stage of every 5 s: 5 W, 4 R, 3 S1, 2
// S2, 1 S3, 0 S4. Only read: no program but those of the databases expects such a file.

namespace hypnodesk {

namespace {

constexpr double kStepSeconds = 5.0;

bool isTitle(std::string_view line) {
    return toLowerAscii(trimmed(line)).starts_with("[hypnogram");
}

Result<ImportedHypnogram> readDreams(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    if (lines.empty() || !isTitle(lines.front()))
        return fail(ErrorCode::FormatInvalid, "the first line is not [Hypnogram]");
    std::vector<LabelledSpan> runs;
    for (std::size_t i = 1; i < lines.size(); ++i)
        appendSample(runs, kStepSeconds, stageFromNumber(dreamsCodes(), lines[i]), trimmed(lines[i]));
    return hypnogramFromSamples(std::move(runs), kStepSeconds, options.offsetSeconds);
}

int detectDreams(std::string_view head, const std::filesystem::path&) {
    const std::vector<std::string_view> lines = wholeLines(head);
    return !lines.empty() && isTitle(lines.front()) ? 95 : 0;
}

} // namespace

HypnogramFormat dreamsFormat() {
    return {.id = "dreams",
            .name = "DREAMS databases",
            .suffix = ".dreams.txt",
            .detect = detectDreams,
            .read = readDreams,
            .write = nullptr,
            .holds = {}};
}

} // namespace hypnodesk
