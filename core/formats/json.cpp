#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/event_words.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

// NIGHT.hypnogram.json, version 1; resources/schemas/hypnogram.schema.json is its schema. All arrays but
// "events" run over the epochs.
//
// * format, version: "hypnodesk-hypnogram", 1
// * generator: "hypnodesk 0.1.0"
// * start: {date: "2026-03-01" or null, time: "22:15:00.500"}, the recording's start; null when unknown
// * patient, scorer: texts
// * lights_off_s, lights_on_s: seconds from the start, null when unknown
// * start_s, epoch_s: onset of the first epoch and length of all
// * stages: "W" "N1" "N2" "N3" "R" "?" "M" "A"
// * sources: "none" "network" "accepted" "person" "imported"
// * events: {kind, onset_s, duration_s, channel, text}; absent without any
// * model: {name, sha256, derivation}; null without probabilities
// * classes: ["W", "N1", "N2", "N3", "R"], the order inside the following
// * probabilities: five numbers, or null where the network said nothing
// * raw_view, spectrogram_view: the same for each view alone
// * quality: "good" "flat" "clipped" "missing"
//
// Numbers carry six decimals. The last four are absent without probabilities. A reader ignores members it
// does not know.

namespace hypnodesk {

namespace {

/// Keeps the order of the members, so that the format's name comes first.
using json = nlohmann::ordered_json;

constexpr const char* kFormatName = "hypnodesk-hypnogram";
constexpr int kVersion = 1;

json rounded(const StageProbabilities& p) {
    json values = json::array();
    for (const float value : p)
        values.push_back(std::round(static_cast<double>(value) * 1e6) / 1e6);
    return values;
}

json viewOf(const NightProbabilities& night, StageProbabilities EpochVerdict::*view) {
    json values = json::array();
    for (const EpochVerdict& verdict : night.epochs) {
        float sum = 0.0f;
        for (const float value : verdict.*view)
            sum += value;
        values.push_back(sum > 0.0f ? rounded(verdict.*view) : json());
    }
    return values;
}

json startOf(const StartTime& start) {
    if (start == StartTime{})
        return nullptr;
    return {{"date", start.hasDate() ? json(dateText(start)) : json()}, {"time", clockText(start)}};
}

json orNull(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? json(*value) : json();
}

json eventsOf(const std::vector<ExportEvent>& events) {
    json list = json::array();
    for (const ExportEvent& event : events)
        list.push_back({{"kind", eventKindName(event.kind)},
                        {"onset_s", event.onsetSeconds},
                        {"duration_s", event.durationSeconds},
                        {"channel", event.channel},
                        {"text", event.text}});
    return list;
}

json documentOf(const ExportContent& content) {
    const Hypnogram& hypnogram = content.hypnogram;
    json stages = json::array();
    json sources = json::array();
    for (const EpochScore& score : hypnogram.epochs()) {
        stages.push_back(stageCode(score.stage));
        sources.push_back(sourceName(score.source));
    }
    json document = {{"format", kFormatName},
                     {"version", kVersion},
                     {"generator", "hypnodesk " HYPNODESK_VERSION},
                     {"start", startOf(content.start)},
                     {"patient", content.patient},
                     {"scorer", content.scorer},
                     {"lights_off_s", orNull(content.lights.offSeconds)},
                     {"lights_on_s", orNull(content.lights.onSeconds)},
                     {"start_s", hypnogram.grid().startSeconds},
                     {"epoch_s", hypnogram.grid().epochSeconds},
                     {"stages", stages},
                     {"sources", sources},
                     {"model", nullptr}};
    if (!content.events.empty())
        document["events"] = eventsOf(content.events);
    json classes = json::array();
    for (const Stage stage : kStageClasses)
        classes.push_back(stageCode(stage));
    document["classes"] = classes;
    if (!content.probabilities)
        return document;

    const NightProbabilities& night = *content.probabilities;
    document["model"] = {
        {"name", night.modelName}, {"sha256", night.modelDigest}, {"derivation", night.derivation}};
    document["probabilities"] = viewOf(night, &EpochVerdict::joint);
    document["raw_view"] = viewOf(night, &EpochVerdict::raw);
    document["spectrogram_view"] = viewOf(night, &EpochVerdict::spectrogram);
    json quality = json::array();
    for (const EpochVerdict& verdict : night.epochs)
        quality.push_back(qualityName(verdict.quality));
    document["quality"] = quality;
    return document;
}

/// One member a line: readable, and yet not one line a number.
std::string textOf(const json& document) {
    std::string text;
    for (const auto& [key, value] : document.items()) {
        // Fields of a recording may hold bytes that are no UTF-8: replaced, never an exception.
        const std::string dumped = value.dump(-1, ' ', false, json::error_handler_t::replace);
        text += fmt::format("{}\n \"{}\": {}", text.empty() ? "{" : ",", key, dumped);
    }
    return text + "\n}\n";
}

Result<void> writeJson(const std::filesystem::path& path, const ExportContent& content) {
    return writeFileAtomically(path, textOf(documentOf(content)));
}

std::string textAt(const json& object, const char* key) {
    const auto member = object.find(key);
    return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

std::optional<double> numberAt(const json& object, const char* key) {
    const auto member = object.find(key);
    return member != object.end() && member->is_number() ? std::optional(member->get<double>())
                                                         : std::nullopt;
}

const json& arrayAt(const json& object, const char* key) {
    static const json kNone = json::array();
    const auto member = object.find(key);
    return member != object.end() && member->is_array() ? *member : kNone;
}

std::optional<StageProbabilities> probabilitiesOf(const json& values) {
    StageProbabilities p{};
    if (!values.is_array() || values.size() != p.size())
        return std::nullopt;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (!values[i].is_number())
            return std::nullopt;
        const auto value = values[i].get<double>();
        if (!(value >= 0.0 && value <= 1.0))
            return std::nullopt;
        p[i] = static_cast<float>(value);
    }
    return p;
}

EpochQuality qualityFromName(const json& name) {
    for (const EpochQuality quality : {EpochQuality::Flat, EpochQuality::Clipped, EpochQuality::Missing})
        if (name.is_string() && name.get_ref<const std::string&>() == qualityName(quality))
            return quality;
    return EpochQuality::Good;
}

std::optional<StartTime> startFrom(const json& document) {
    const auto start = document.find("start");
    if (start == document.end() || !start->is_object())
        return std::nullopt;
    const std::optional<double> seconds = secondsFromClock(textAt(*start, "time"));
    if (!seconds)
        return std::nullopt;
    StartTime result = startFromSeconds(*seconds);
    setDate(result, textAt(*start, "date"));
    return result;
}

/// The verdict of one epoch out of the arrays; nullopt when none says anything.
std::optional<EpochVerdict> verdictAt(const json& document, std::size_t epoch) {
    EpochVerdict verdict;
    bool isPresent = false;
    const auto read = [&](const char* key, StageProbabilities EpochVerdict::*view) {
        const json& values = arrayAt(document, key);
        if (epoch >= values.size())
            return;
        if (const auto p = probabilitiesOf(values[epoch])) {
            verdict.*view = *p;
            isPresent = true;
        }
    };
    read("probabilities", &EpochVerdict::joint);
    read("raw_view", &EpochVerdict::raw);
    read("spectrogram_view", &EpochVerdict::spectrogram);
    const json& quality = arrayAt(document, "quality");
    if (epoch < quality.size()) {
        verdict.quality = qualityFromName(quality[epoch]);
        isPresent = true;
    }
    return isPresent ? std::optional(verdict) : std::nullopt;
}

/// Everything that belongs to single epochs and is not in the spans: sources and verdicts. `index` is the
/// place of the file's first epoch in the hypnogram (negative when an offset moved it out).
void addPerEpoch(ImportedHypnogram& result, const json& document, std::size_t count, std::int64_t index) {
    NightProbabilities night;
    night.grid = result.hypnogram.grid();
    night.epochs.resize(static_cast<std::size_t>(night.grid.count));
    bool hasVerdicts = false;
    const json& sources = arrayAt(document, "sources");
    for (std::size_t i = 0; i < count; ++i, ++index) {
        if (!night.grid.contains(index))
            continue;
        if (i < sources.size() && sources[i].is_string())
            if (const auto source = sourceFromName(sources[i].get_ref<const std::string&>()))
                result.hypnogram.set(index, {result.hypnogram.stage(index), *source});
        if (const std::optional<EpochVerdict> verdict = verdictAt(document, i)) {
            night.epochs[static_cast<std::size_t>(index)] = *verdict;
            hasVerdicts = true;
        }
    }
    if (!hasVerdicts)
        return;
    const auto model = document.find("model");
    if (model != document.end() && model->is_object()) {
        night.modelName = textAt(*model, "name");
        night.modelDigest = textAt(*model, "sha256");
        night.derivation = textAt(*model, "derivation");
    }
    result.probabilities = std::move(night);
}

std::vector<ExportEvent> eventsFrom(const json& document) {
    std::vector<ExportEvent> events;
    for (const json& entry : arrayAt(document, "events")) {
        const auto kind = entry.is_object() ? eventKindFromName(textAt(entry, "kind")) : std::nullopt;
        const auto onset = kind ? numberAt(entry, "onset_s") : std::nullopt;
        if (onset)
            events.push_back({*kind, *onset, numberAt(entry, "duration_s").value_or(0.0),
                              textAt(entry, "channel"), textAt(entry, "text")});
    }
    return events;
}

Result<ImportedHypnogram> hypnogramOf(const json& document, double offsetSeconds) {
    if (textAt(document, "format") != kFormatName)
        return fail(ErrorCode::FormatInvalid, "no \"format\": \"hypnodesk-hypnogram\" in it");
    if (numberAt(document, "version").value_or(0.0) > kVersion)
        return fail(ErrorCode::FormatUnsupported, "written by a later version of Hypnodesk");
    const double epochSeconds = numberAt(document, "epoch_s").value_or(kEpochSeconds);
    const double start = numberAt(document, "start_s").value_or(0.0);
    if (!(epochSeconds >= 1.0 && epochSeconds <= 60.0))
        return fail(ErrorCode::FormatInvalid, fmt::format("epochs of {} s", epochSeconds));

    std::vector<LabelledSpan> spans;
    for (const json& code : arrayAt(document, "stages")) {
        const std::string label = code.is_string() ? code.get<std::string>() : code.type_name();
        spans.push_back({start + static_cast<double>(spans.size()) * epochSeconds, epochSeconds,
                         stageFromCode(label), label});
    }
    const std::size_t count = spans.size();
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), offsetSeconds, epochSeconds);
    if (!result)
        return result;
    const EpochGrid& grid = result->hypnogram.grid();
    addPerEpoch(*result, document, count, grid.epochAt(start + offsetSeconds + epochSeconds / 2.0));
    result->start = startFrom(document);
    setEvents(*result, eventsFrom(document), offsetSeconds);
    for (auto [key, time] : {std::pair("lights_off_s", &result->lights.offSeconds),
                             std::pair("lights_on_s", &result->lights.onSeconds)})
        if (const std::optional<double> seconds = numberAt(document, key))
            *time = *seconds + offsetSeconds;
    return result;
}

Result<ImportedHypnogram> readJson(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const json document = json::parse(*text, nullptr, false);
    if (!document.is_object())
        return fail(ErrorCode::FormatInvalid, "not a complete JSON object");
    return hypnogramOf(document, options.offsetSeconds);
}

int detectJson(std::string_view head, const std::filesystem::path& path) {
    if (!trimmed(head).starts_with('{'))
        return 0;
    // Another program that rewrote the file may have put the format's name beyond the first bytes.
    return head.find(kFormatName) != std::string_view::npos ? 100 : path.extension() == ".json" ? 60 : 30;
}

} // namespace

HypnogramFormat jsonFormat() {
    return {.id = "json",
            .name = "Hypnodesk JSON",
            .suffix = ".json",
            .detect = detectJson,
            .read = readJson,
            .write = writeJson,
            .holds = {.probabilities = true,
                      .sources = true,
                      .lights = true,
                      .events = true,
                      .start = true,
                      .names = true}};
}

} // namespace hypnodesk
