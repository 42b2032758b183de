#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"
#include "core/formats/xml_file.h"

#include <fmt/format.h>

// Philips Sleepware G3's .rml, also of Alice devices: <PatientStudy> with <Stage Type="NonREM2"
// Start="5340"/> (seconds from the start of the recording, each up to the next) under UserStaging, or under
// MachineStaging where no person has scored; RecordingStart and Duration under Session. Only read: Sleepware
// takes whole studies.

namespace hypnodesk {

namespace {

constexpr const char* kRoot = "PatientStudy";

/// What persons scored goes before what the machine scored.
pugi::xml_node stagingOf(const pugi::xml_node& root) {
    for (const char* who : {"UserStaging", "MachineStaging"})
        if (const pugi::xml_node staging = findElement(findElement(root, who), "Stage"))
            return staging.parent();
    return {};
}

Result<ImportedHypnogram> readSleepware(const std::filesystem::path& path, const ReadOptions& options) {
    const auto document = readXml(path);
    if (!document)
        return tl::make_unexpected(document.error());
    const pugi::xml_node root = findElement(**document, kRoot);
    if (!root)
        return fail(ErrorCode::FormatInvalid, "no <PatientStudy> in it");
    std::vector<LabelledSpan> spans;
    const pugi::xml_node staging = stagingOf(root);
    for (const pugi::xml_node& node : staging.children()) {
        if (localName(node) != "Stage")
            continue;
        const std::optional<double> start = parseNumber(node.attribute("Start").value());
        if (!start)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("stage {} of the file has no start", spans.size() + 1));
        const std::string label = node.attribute("Type").value();
        spans.push_back({*start, std::nullopt, stageFromWord(label), label});
    }
    const pugi::xml_node session = findElement(root, "Session");
    const std::optional<double> duration = parseNumber(findElement(session, "Duration").text().get());
    if (duration && !spans.empty() && *duration > spans.back().onsetSeconds)
        spans.back().durationSeconds = *duration - spans.back().onsetSeconds;
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), options.offsetSeconds);
    if (!result)
        return result;
    setStart(*result, momentFromText(findElement(session, "RecordingStart").text().get()), false);
    if (localName(staging.parent()) == "MachineStaging")
        result->notes.push_back("scored by the machine, not by a person");
    return result;
}

int detectSleepware(std::string_view head, const std::filesystem::path&) {
    return rootElement(head) == kRoot ? 95 : 0;
}

} // namespace

HypnogramFormat sleepwareFormat() {
    return {.id = "sleepware",
            .name = "Philips Sleepware G3 (.rml)",
            .suffix = ".rml",
            .detect = detectSleepware,
            .read = readSleepware,
            .write = nullptr,
            .holds = {}};
}

} // namespace hypnodesk
