#include "core/base/text_fields.h"
#include "core/edf/edf_writer.h"
#include "core/formats/event_words.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <algorithm>

// Stages as EDF+ annotations: "Sleep stage W", "1"-"4" (R&K) or "N1"-"N3", "R", "?", "Movement time", in runs
// or one per epoch. Written one per epoch, as EDF+C of annotations only. EDF+ has no standard text for
// artefact epochs: they are written "Sleep stage ?" with a second annotation "Artefact" over it. Lights off
// and on are annotations too, and so are events ("Arousal@@C4-M1").

namespace hypnodesk {

namespace {

constexpr std::string_view kArtefact = "Artefact";
constexpr std::string_view kLightsOff = "Lights off";
constexpr std::string_view kLightsOn = "Lights on";

bool isText(std::string_view text, std::string_view expected) {
    return toLowerAscii(text) == toLowerAscii(expected);
}

LabelledSpan spanOf(const Annotation& annotation, std::string_view text) {
    return {annotation.onsetSeconds, annotation.durationSeconds, stageFromWord(text), std::string(text)};
}

/// Files of other programs write "N2" or "REM" alone; taken for stages only where nothing says "Sleep stage".
std::vector<LabelledSpan> spansOf(const std::vector<Annotation>& annotations) {
    const bool saysSleepStage =
        std::any_of(annotations.begin(), annotations.end(),
                    [](const Annotation& annotation) { return hasSleepStagePrefix(annotation.text); });
    std::vector<LabelledSpan> spans;
    for (const Annotation& annotation : annotations) {
        const std::string_view text = withoutChannel(annotation.text);
        const bool isStage = saysSleepStage ? hasSleepStagePrefix(text) || isText(text, "Movement time")
                                            : isUnmistakableStage(text);
        if (isStage)
            spans.push_back(spanOf(annotation, text));
    }
    if (spans.empty())
        return spans;
    // Behind the stages, so that they win over the "?" of the same onset.
    for (const Annotation& annotation : annotations)
        if (isText(withoutChannel(annotation.text), kArtefact) && annotation.durationSeconds)
            spans.push_back(spanOf(annotation, kArtefact));
    return spans;
}

LightsTimes lightsOf(const std::vector<Annotation>& annotations, double offsetSeconds) {
    LightsTimes lights;
    for (const Annotation& annotation : annotations) {
        const std::string_view text = withoutChannel(annotation.text);
        if (isText(text, kLightsOff) && !lights.offSeconds)
            lights.offSeconds = annotation.onsetSeconds + offsetSeconds;
        else if (isText(text, kLightsOn))
            lights.onSeconds = annotation.onsetSeconds + offsetSeconds;
    }
    return lights;
}

/// Of what is no stage: "Arousal@@C4-M1".
std::vector<ExportEvent> eventsOf(const std::vector<Annotation>& annotations) {
    std::vector<ExportEvent> events;
    for (const Annotation& annotation : annotations) {
        const std::string_view text = withoutChannel(annotation.text);
        // "Artefact" alone is an epoch, not an event.
        if (hasSleepStagePrefix(text) || isText(text, kArtefact) || isUnmistakableStage(text))
            continue;
        std::optional<ExportEvent> event = eventFromLabel(text);
        if (!event)
            continue;
        event->onsetSeconds = annotation.onsetSeconds;
        event->durationSeconds = annotation.durationSeconds.value_or(0.0);
        if (text.size() + 2 < annotation.text.size())
            event->channel = annotation.text.substr(annotation.text.rfind("@@") + 2);
        events.push_back(std::move(*event));
    }
    return events;
}

Result<ImportedHypnogram> readEdf(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<RecordingPtr> recording = Recording::open(path);
    if (!recording)
        return tl::make_unexpected(recording.error());
    const std::vector<Annotation>& annotations = (*recording)->annotations();
    std::vector<LabelledSpan> spans = spansOf(annotations);
    if (spans.empty())
        return fail(ErrorCode::DataMissing,
                    fmt::format("none of its {} annotations is a sleep stage", annotations.size()));
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), options.offsetSeconds);
    if (!result)
        return result;
    result->start = (*recording)->info().start;
    result->lights = lightsOf(annotations, options.offsetSeconds);
    setEvents(*result, eventsOf(annotations), options.offsetSeconds);
    for (const Finding& finding : (*recording)->findings())
        if (finding.severity == Finding::Severity::Loss)
            result->notes.push_back(finding.text);
    return result;
}

/// R&K stages as EDF+ has them since the beginning: "Sleep stage 4".
std::string textOf(Stage stage, RkStage rk) {
    if (rk >= RkStage::S1 && rk <= RkStage::S4)
        return fmt::format("Sleep stage {}", rkStageCode(rk).substr(1));
    if (stage == Stage::Movement)
        return "Movement time";
    return fmt::format("Sleep stage {}",
                       stage == Stage::Artefact ? stageCode(Stage::Unscored) : stageCode(stage));
}

/// An artefact on a channel must not be read as an artefact epoch, nor a note as a stage.
std::string textOf(const ExportEvent& event) {
    std::string text(event.kind == EventKind::Artefact ? "Signal artefact" : eventKindInfo(event.kind).title);
    if (!event.text.empty())
        text += fmt::format(": {}", event.text);
    return event.channel.empty() ? text : fmt::format("{}@@{}", text, event.channel);
}

/// What EDF+ keeps of an event: one line, whose text ends where the room for an annotation ends, so that the
/// channel behind it stays whole.
ExportEvent keptEvent(const ExportEvent& event) {
    ExportEvent kept = event;
    kept.channel = std::string(trimmed(oneLine(event.channel)));
    kept.text = std::string(trimmed(oneLine(event.text)));
    // "@@" begins the channel.
    for (std::size_t at = kept.text.find("@@"); at != std::string::npos; at = kept.text.find("@@", at))
        kept.text.replace(at, 2, "@ @");
    const std::size_t length = textOf(kept).size();
    const std::size_t tooLong = length > kLongestAnnotationBytes ? length - kLongestAnnotationBytes : 0;
    kept.text = std::string(
        trimmed(shortenedUtf8(kept.text, kept.text.size() - std::min(tooLong, kept.text.size()))));
    return kept;
}

std::vector<Annotation> annotationsOf(const ExportContent& content) {
    std::vector<Annotation> annotations;
    const EpochGrid& grid = content.hypnogram.grid();
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const Stage stage = content.hypnogram.stage(epoch);
        annotations.push_back({grid.onsetSeconds(epoch), grid.epochSeconds,
                               textOf(stage, rkStageOf(content.hypnogram, epoch, content.rkStages))});
        if (stage == Stage::Artefact)
            annotations.push_back({grid.onsetSeconds(epoch), grid.epochSeconds, std::string(kArtefact)});
    }
    if (content.lights.offSeconds)
        annotations.push_back({*content.lights.offSeconds, std::nullopt, std::string(kLightsOff)});
    if (content.lights.onSeconds)
        annotations.push_back({*content.lights.onSeconds, std::nullopt, std::string(kLightsOn)});
    for (const ExportEvent& event : content.events)
        annotations.push_back(
            {event.onsetSeconds,
             event.durationSeconds > 0.0 ? std::optional(event.durationSeconds) : std::nullopt,
             textOf(keptEvent(event))});
    return annotations;
}

Result<void> writeEdfHypnogram(const std::filesystem::path& path, const ExportContent& content) {
    EdfFileSpec spec;
    spec.start = content.start;
    spec.patient = content.patient;
    spec.equipment = "hypnodesk " HYPNODESK_VERSION;
    spec.technician = content.scorer;
    return writeEdfAnnotations(path, spec, annotationsOf(content));
}

int detectEdf(std::string_view head, const std::filesystem::path& path) {
    constexpr std::string_view kEdfVersion = "0       ";
    constexpr std::string_view kBdfVersion = "\xFF"
                                             "BIOSEMI";
    if (head.starts_with(kEdfVersion) || head.starts_with(kBdfVersion))
        return 90;
    // Damaged files keep their suffix; the reader says what is wrong with them.
    const std::string suffix = toLowerAscii(path.extension().string());
    return suffix == ".edf" || suffix == ".bdf" || suffix == ".rec" ? 30 : 0;
}

} // namespace

HypnogramFormat edfFormat() {
    return {.id = "edf",
            .name = "EDF+ annotations",
            .suffix = ".edf",
            .detect = detectEdf,
            .read = readEdf,
            .write = writeEdfHypnogram,
            .holds = {.lights = true,
                      .events = true,
                      .start = true,
                      .names = true,
                      .rkStages = true,
                      .event = keptEvent}};
}

} // namespace hypnodesk
