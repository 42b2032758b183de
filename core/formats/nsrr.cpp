#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/event_words.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"
#include "core/formats/xml_file.h"

#include <fmt/format.h>

#include <array>

// NSRR's annotations (SHHS, MESA, MrOS and many more): <PSGAnnotation> with <ScoredEvent>s; the stages are
// runs like EventType "Stages|Stages", EventConcept "Stage 2 sleep|2", Start and Duration in seconds. Earlier
// versions of NSRR's converter wrote "SDO:NonRapidEyeMovementSleep-N2", "SRO:Stage2Sleep" or Embla's own
// "SLEEP-S2", the last also as a note with an absolute time; all of these are read. The event "Recording
// Start Time" tells the clock time of second 0. Some archives hold several annotations in one file: the first
// with stages counts.

namespace hypnodesk {

namespace {

struct Concept {
    std::string_view name;
    Stage stage;
};

/// In lower case, without "SDO:" or "SRO:" in front and "|2" behind.
constexpr auto kConcepts = std::to_array<Concept>({
    {"wake", Stage::Wake},
    {"wakestate", Stage::Wake},
    {"stage 1 sleep", Stage::N1},
    {"stage 2 sleep", Stage::N2},
    {"stage 3 sleep", Stage::N3},
    {"stage 4 sleep", Stage::N3},
    {"stage 3/4 sleep", Stage::N3},
    {"rem sleep", Stage::Rem},
    {"stage1sleep", Stage::N1},
    {"stage2sleep", Stage::N2},
    {"stage3sleep", Stage::N3},
    {"stage4sleep", Stage::N3},
    {"rapideyemovement", Stage::Rem},
    {"rapideyemovementsleep", Stage::Rem},
    {"nonrapideyemovementsleep-n1", Stage::N1},
    {"nonrapideyemovementsleep-n2", Stage::N2},
    {"nonrapideyemovementsleep-n3", Stage::N3},
    {"nonrapideyemovementsleep-n4", Stage::N3},
    {"movement", Stage::Movement},
    {"unscored", Stage::Unscored},
});

std::optional<Stage> stageOfConcept(std::string_view text) {
    std::string lower = toLowerAscii(text.substr(0, text.find('|')));
    if (lower.starts_with("sdo:") || lower.starts_with("sro:"))
        lower.erase(0, 4);
    for (const Concept& known : kConcepts)
        if (known.name == trimmed(lower))
            return known.stage;
    return stageFromSleepEvent(text);
}

bool isRecordingStart(const pugi::xml_node& event) {
    return childText(event, "EventConcept") == "Recording Start Time";
}

/// Seconds from the start of the recording; converters left some times as clock times.
std::optional<double> onsetOf(const pugi::xml_node& event, ClockTimeline& timeline) {
    for (const char* name : {"Start", "Starttime"}) {
        if (const std::optional<double> seconds = childNumber(event, name))
            return seconds;
        if (const std::optional<StartTime> moment = momentFromText(childText(event, name)))
            return timeline.secondsOf(*moment);
    }
    return std::nullopt;
}

struct Annotations {
    std::vector<LabelledSpan> spans;
    std::vector<ExportEvent> events;
    std::optional<StartTime> start;
    bool startIsFirstStage = false;
    std::optional<double> epochSeconds;
};

std::optional<StartTime> startOf(const pugi::xml_node& events) {
    for (const pugi::xml_node& event : events.children("ScoredEvent"))
        if (isRecordingStart(event))
            return momentFromText(childText(event, "ClockTime"));
    return std::nullopt;
}

/// Arousals, apnoeas and the like: a concept, and where it was seen.
std::optional<ExportEvent> eventOf(const pugi::xml_node& event, std::string_view label) {
    std::optional<ExportEvent> found = eventFromLabel(label);
    const std::optional<double> onset = childNumber(event, "Start");
    if (!found || !onset)
        return std::nullopt;
    found->onsetSeconds = *onset;
    found->durationSeconds = childNumber(event, "Duration").value_or(0.0);
    found->channel = std::string(childText(event, "SignalLocation"));
    return found;
}

Result<Annotations> annotationsOf(const pugi::xml_node& root) {
    Annotations result;
    const pugi::xml_node events = root.child("ScoredEvents");
    result.epochSeconds = childNumber(root, "EpochLength");
    result.start = startOf(events);
    ClockTimeline timeline(result.start);
    for (const pugi::xml_node& event : events.children("ScoredEvent")) {
        std::string_view label = childText(event, "EventConcept");
        std::optional<Stage> stage = stageOfConcept(label);
        if (!stage && label == "Technician Notes") {
            label = childText(event, "Notes");
            stage = stageFromSleepEvent(label);
        }
        const bool isStage = stage || childText(event, "EventType").starts_with("Stages|");
        if (!isStage) {
            if (auto found = eventOf(event, label))
                result.events.push_back(std::move(*found));
            continue;
        }
        const std::optional<double> onset = onsetOf(event, timeline);
        if (!onset)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("stage {} of the file has no start", result.spans.size() + 1));
        result.spans.push_back({*onset, childNumber(event, "Duration"), stage, std::string(label)});
    }
    if (!result.start && timeline.origin()) {
        beginAtFirstStage(result.spans, timeline);
        result.events
            .clear(); // nobody knows by how much the first stage follows the start that they count from
        result.start = timeline.origin();
        result.startIsFirstStage = true;
    }
    return result;
}

Result<ImportedHypnogram> readNsrr(const std::filesystem::path& path, const ReadOptions& options) {
    const auto document = readXml(path);
    if (!document)
        return tl::make_unexpected(document.error());
    Annotations annotations;
    int roots = 0;
    for (const pugi::xml_node& root : (*document)->children("PSGAnnotation")) {
        ++roots;
        if (!annotations.spans.empty())
            continue;
        Result<Annotations> next = annotationsOf(root);
        if (!next)
            return tl::make_unexpected(next.error());
        annotations = std::move(*next);
    }
    if (roots == 0)
        return fail(ErrorCode::FormatInvalid, "no <PSGAnnotation> in it");
    std::optional<double> epochSeconds = annotations.epochSeconds;
    if (epochSeconds && !checkedEpochSeconds(*epochSeconds))
        epochSeconds.reset();
    Result<ImportedHypnogram> result =
        hypnogramFromSpans(std::move(annotations.spans), options.offsetSeconds, epochSeconds);
    if (!result)
        return result;
    setStart(*result, annotations.start, annotations.startIsFirstStage);
    setEvents(*result, std::move(annotations.events), options.offsetSeconds);
    if (roots > 1)
        result->notes.push_back(
            fmt::format("{} annotations in one file: the first that holds stages was read", roots));
    return result;
}

/// NSRR's names for our stages, with the numbers of Rechtschaffen and Kales.
std::string conceptOf(Stage stage) {
    const Stage written = stage == Stage::Artefact ? Stage::Unscored : stage;
    for (const Concept& known : kConcepts)
        if (known.stage == written) {
            std::string name(known.name);
            name[0] = static_cast<char>(name[0] - 'a' + 'A');
            return fmt::format("{}|{}", written == Stage::Rem ? "REM sleep" : name,
                               numberOf(rechtschaffenKalesCodes(), written));
        }
    return "Unscored|9";
}

void appendEvent(pugi::xml_node& events, const char* type, const std::string& name, double start,
                 double duration, const std::string& clock = {}) {
    pugi::xml_node event = events.append_child("ScoredEvent");
    appendText(event, "EventType", type);
    appendText(event, "EventConcept", name);
    appendText(event, "Start", formatNumber(start));
    appendText(event, "Duration", formatNumber(duration));
    if (!clock.empty())
        appendText(event, "ClockTime", clock);
}

/// "01.03.26 22.15.30"; NSRR writes zeros for a date that is not told.
std::string nsrrClock(const StartTime& start) {
    return fmt::format("{:02}.{:02}.{:02} {:02}.{:02}.{:02}", start.day, start.month, start.year % 100,
                       start.hour, start.minute, static_cast<int>(start.second));
}

Result<void> writeNsrr(const std::filesystem::path& path, const ExportContent& content) {
    const Hypnogram& hypnogram = content.hypnogram;
    const EpochGrid& grid = hypnogram.grid();
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("PSGAnnotation");
    appendText(root, "SoftwareVersion", "hypnodesk " HYPNODESK_VERSION);
    appendText(root, "EpochLength", formatNumber(grid.epochSeconds));
    pugi::xml_node events = root.append_child("ScoredEvents");
    const bool knowsStart = content.start != StartTime{};
    if (knowsStart)
        appendEvent(events, "", "Recording Start Time", 0.0, grid.endSeconds(), nsrrClock(content.start));
    for (std::int64_t first = 0, last = 0; first < grid.count; first = last) {
        last = first + 1;
        while (last < grid.count && hypnogram.stage(last) == hypnogram.stage(first))
            ++last;
        appendEvent(events, "Stages|Stages", conceptOf(hypnogram.stage(first)), grid.onsetSeconds(first),
                    grid.onsetSeconds(last) - grid.onsetSeconds(first));
    }
    return writeXml(path, document);
}

int detectNsrr(std::string_view head, const std::filesystem::path&) {
    return rootElement(head) == "PSGAnnotation" ? 95 : 0;
}

} // namespace

HypnogramFormat nsrrFormat() {
    return {.id = "nsrr",
            .name = "NSRR annotations (XML)",
            .suffix = ".nsrr.xml",
            .detect = detectNsrr,
            .read = readNsrr,
            .write = writeNsrr,
            .holds = {.start = true, .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
