#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>

// A scorer's hypnogram of Dreem's open data sets (DOD-H, DOD-O): a JSON list of one number per epoch of 30 s,
// -1 not scored, 0 W, 1 N1, 2 N2, 3 N3, 4 R; each of the five scorers has a file of his own.

namespace hypnodesk {

namespace {

using nlohmann::json;

Result<ImportedHypnogram> readDod(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const json document = json::parse(*text, nullptr, false);
    if (!document.is_array())
        return fail(ErrorCode::FormatInvalid, "not a complete JSON list of numbers");
    std::vector<std::optional<Stage>> stages;
    std::vector<std::string> labels;
    for (const json& value : document) {
        if (labels.size() > kMostSpans)
            break; // hypnogramFromEpochs refuses so many
        const bool isNumber = value.is_number();
        stages.push_back(isNumber ? stageFromNumber(dodCodes(), value.get<double>()) : std::nullopt);
        labels.push_back(isNumber ? formatNumber(value.get<double>()) : value.type_name());
    }
    return hypnogramFromEpochs(stages, labels, kEpochSeconds, options.offsetSeconds);
}

Result<void> writeDod(const std::filesystem::path& path, const ExportContent& content) {
    std::string text;
    for (const EpochScore& score : content.hypnogram.epochs())
        text += fmt::format("{}\n  {}", text.empty() ? "[" : ",", numberOf(dodCodes(), score.stage));
    return writeFileAtomically(path, text + "\n]\n");
}

int detectDod(std::string_view head, const std::filesystem::path&) {
    head = trimmed(head);
    if (!head.starts_with('['))
        return 0;
    const std::string_view first = trimmed(head.substr(1));
    const bool isNumber =
        !first.empty() && (first[0] == '-' || std::isdigit(static_cast<unsigned char>(first[0])));
    return isNumber ? 80 : 0;
}

} // namespace

HypnogramFormat dodFormat() {
    return {.id = "dod",
            .name = "Dreem open data sets (JSON)",
            .suffix = ".dod.json",
            .detect = detectDod,
            .read = readDod,
            .write = writeDod,
            .holds = {.onset = false,
                      .epochSeconds = kEpochSeconds,
                      .movement = Stage::Unscored,
                      .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
