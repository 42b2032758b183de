#include "core/base/text_fields.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_timeline.h"
#include "core/formats/xml_file.h"

#include <fmt/format.h>

// Compumedics Profusion's export: <CMPStudyConfig> with <EpochLength> and <SleepStages>, a number per epoch
// from the start of the recording: 0 W, 1-4, 5 R, 6 movement, 9 not scored. The file knows no clock time.

namespace hypnodesk {

namespace {

constexpr const char* kRoot = "CMPStudyConfig";

Result<ImportedHypnogram> readProfusion(const std::filesystem::path& path, const ReadOptions& options) {
    const auto document = readXml(path);
    if (!document)
        return tl::make_unexpected(document.error());
    const pugi::xml_node root = (*document)->child(kRoot);
    if (!root)
        return fail(ErrorCode::FormatInvalid, "no <CMPStudyConfig> in it");
    const Result<double> epochSeconds =
        checkedEpochSeconds(childNumber(root, "EpochLength").value_or(kEpochSeconds));
    if (!epochSeconds)
        return tl::make_unexpected(epochSeconds.error());
    std::vector<std::optional<Stage>> stages;
    std::vector<std::string> labels;
    for (const pugi::xml_node& node : root.child("SleepStages").children("SleepStage")) {
        labels.emplace_back(trimmed(node.text().get()));
        stages.push_back(stageFromNumber(rechtschaffenKalesCodes(), labels.back()));
    }
    return hypnogramFromEpochs(stages, labels, *epochSeconds, options.offsetSeconds);
}

Result<void> writeProfusion(const std::filesystem::path& path, const ExportContent& content) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child(kRoot);
    appendText(root, "EpochLength", formatNumber(content.hypnogram.grid().epochSeconds));
    root.append_child("ScoredEvents");
    pugi::xml_node stages = root.append_child("SleepStages");
    for (const EpochScore& score : content.hypnogram.epochs())
        appendText(stages, "SleepStage", fmt::format("{}", numberOf(rechtschaffenKalesCodes(), score.stage)));
    return writeXml(path, document);
}

int detectProfusion(std::string_view head, const std::filesystem::path&) {
    return rootElement(head) == kRoot ? 95 : 0;
}

} // namespace

HypnogramFormat profusionFormat() {
    return {.id = "profusion",
            .name = "Compumedics Profusion (XML)",
            .suffix = ".profusion.xml",
            .detect = detectProfusion,
            .read = readProfusion,
            .write = writeProfusion,
            .holds = {.onset = false, .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
