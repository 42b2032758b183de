#include "core/formats/clock_text.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"
#include "core/formats/xml_file.h"

#include <fmt/format.h>

// Embla's and RemLogic's events as XML: <EventExport> with <Event>s of Type "SLEEP-S0" (wake), "SLEEP-S1" to
// "SLEEP-S4", "SLEEP-REM", StartTime and StopTime with dates; LIGHTS-OFF and LIGHTS-ON too. The recording's
// start is not told, so the first stage counts as the start. Only read: RemLogic takes events back with all
// their parameters, which a hypnogram has not.

namespace hypnodesk {

namespace {

constexpr const char* kRoot = "EventExport";

Result<ImportedHypnogram> readEmbla(const std::filesystem::path& path, const ReadOptions& options) {
    const auto document = readXml(path);
    if (!document)
        return tl::make_unexpected(document.error());
    const pugi::xml_node root = (*document)->child(kRoot);
    if (!root)
        return fail(ErrorCode::FormatInvalid, "no <EventExport> in it");
    ClockTimeline timeline;
    std::vector<LabelledSpan> spans;
    const pugi::xml_node events = findElement(root, "Events");
    for (const pugi::xml_node& event : events.children("Event")) {
        const std::string_view label = childText(event, "Type");
        if (!label.starts_with("SLEEP-"))
            continue;
        const std::optional<StartTime> start = momentFromText(childText(event, "StartTime"));
        const std::optional<StartTime> stop = momentFromText(childText(event, "StopTime"));
        if (!start || !stop)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("stage {} of the file has no start or no end", spans.size() + 1));
        const double onset = timeline.secondsOf(*start);
        spans.push_back(
            {onset, timeline.secondsOf(*stop) - onset, stageFromSleepEvent(label), std::string(label)});
    }
    beginAtFirstStage(spans, timeline);
    LightsTimes lights;
    for (const pugi::xml_node& event : events.children("Event")) {
        const std::string_view label = childText(event, "Type");
        const std::optional<StartTime> moment = momentFromText(childText(event, "StartTime"));
        if (!moment || spans.empty())
            continue;
        if (label == "LIGHTS-OFF")
            lights.offSeconds = timeline.secondsOf(*moment) + options.offsetSeconds;
        else if (label == "LIGHTS-ON")
            lights.onSeconds = timeline.secondsOf(*moment) + options.offsetSeconds;
    }
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), options.offsetSeconds);
    if (result) {
        setStart(*result, timeline.origin(), true);
        result->lights = lights;
    }
    return result;
}

int detectEmbla(std::string_view head, const std::filesystem::path&) {
    return rootElement(head) == kRoot ? 95 : 0;
}

} // namespace

HypnogramFormat emblaFormat() {
    return {.id = "embla",
            .name = "Embla and RemLogic events (XML)",
            .suffix = ".embla.xml",
            .detect = detectEmbla,
            .read = readEmbla,
            .write = nullptr,
            .holds = {}};
}

} // namespace hypnodesk
