#include "app/command_line/hypnogram_input.h"

#include "app/command_line/study_files.h"
#include "core/report/identity_start.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

namespace {

Result<HypnogramInput> fromStudy(const StudyReference& reference) {
    const auto study = openStudy(reference.file, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    const auto scoring = chooseScoring(*study, reference.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    auto hypnogram = study->hypnogram(scoring->id);
    auto lights = study->lights();
    if (!hypnogram || !lights)
        return tl::make_unexpected(hypnogram ? lights.error() : hypnogram.error());
    auto rkStages = study->rkStages(scoring->id);
    if (!rkStages)
        return tl::make_unexpected(rkStages.error());
    HypnogramInput input;
    input.night.hypnogram = std::move(*hypnogram);
    input.night.rkStages = std::move(*rkStages);
    input.night.lights = *lights;
    const auto events = study->events(scoring->id);
    if (!events)
        return tl::make_unexpected(events.error());
    for (const StudyEvent& event : *events)
        input.night.events.push_back({eventKindFromName(event.type).value_or(EventKind::Note),
                                      event.onsetSeconds, event.durationSeconds, event.channel, event.text});
    if (const StartTime start = startOf(study->recording()); start != StartTime{})
        input.night.start = start;
    if (scoring->networkRun) {
        auto probabilities = study->probabilities(scoring->id);
        if (!probabilities)
            return tl::make_unexpected(probabilities.error());
        input.night.probabilities = std::move(*probabilities);
    }
    input.origin = fmt::format("study, scoring \"{}\"", scoring->name);
    input.scorer = scoring->scorer;
    return input;
}

} // namespace

Result<HypnogramInput> readHypnogramInput(const std::string& text, const ReadOptions& options) {
    if (const auto reference = studyReference(text))
        return fromStudy(*reference);
    auto night = readHypnogram(text, options);
    if (!night)
        return tl::make_unexpected(night.error());
    for (const std::string& note : night->notes)
        fmt::print(stderr, "{}: {}\n", text, note);
    HypnogramInput input;
    const HypnogramFormat* format = findFormat(night->format);
    input.origin = format ? format->name : night->format;
    if (night->probabilities)
        input.scorer = night->probabilities->modelName;
    input.night = std::move(*night);
    return input;
}

} // namespace hypnodesk::cli
