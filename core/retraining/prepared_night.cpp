#include "core/retraining/prepared_night.h"

#include "core/base/digest.h"
#include "core/formats/format_registry.h"
#include "core/scoring/sleep_window.h"
#include "core/study/study_reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// What a scoring offers: stages that count on its own grid.
struct Labels {
    EpochGrid grid;
    std::vector<Stage> stages;
    LightsTimes lights;
};

Result<Labels> labelsOfStudy(const StudyReference& reference, LabelRule rule) {
    const auto study = Study::open(reference.file, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    const auto scoring = pickScoring(*study, reference.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    const auto hypnogram = study->hypnogram(scoring->id);
    if (!hypnogram)
        return tl::make_unexpected(hypnogram.error());
    const auto seen = study->reviewedEpochs(scoring->id);
    if (!seen)
        return tl::make_unexpected(seen.error());
    const auto lights = study->lights();
    if (!lights)
        return tl::make_unexpected(lights.error());
    return Labels{hypnogram->grid(), labelsOf(*hypnogram, *seen, rule), *lights};
}

Result<Labels> labelsOfFile(const std::string& scoring, const Tell& tell) {
    const auto night = readHypnogram(scoring);
    if (!night)
        return tl::make_unexpected(night.error());
    if (tell && night->unknownLabels > 0)
        tell(fmt::format("{}: {} epochs with labels that are not known, now unscored", scoring,
                         night->unknownLabels));
    if (tell && night->probabilities)
        tell(fmt::format("{}: holds the probabilities of a network ({}); is this a person's scoring?",
                         scoring, night->probabilities->modelName));
    return Labels{night->hypnogram.grid(), night->hypnogram.stages(), night->lights};
}

Result<Labels> readLabels(const std::string& scoring, const PreparationOptions& options) {
    if (const auto reference = studyReference(scoring))
        return labelsOfStudy(*reference, options.rule);
    return labelsOfFile(scoring, options.tell);
}

/// The labels on the recording's epochs, by the epochs' middles.
std::vector<Stage> stagesOn(const EpochGrid& epochs, const Labels& labels) {
    std::vector<Stage> stages(static_cast<std::size_t>(epochs.count), Stage::Unscored);
    for (std::int64_t e = 0; e < epochs.count; ++e) {
        const std::int64_t at = labels.grid.epochAt(epochs.onsetSeconds(e) + epochs.epochSeconds / 2.0);
        if (labels.grid.contains(at))
            stages[static_cast<std::size_t>(e)] = labels.stages[static_cast<std::size_t>(at)];
    }
    return stages;
}

EpochWindow windowOf(const LabelledRecording& labelled, const std::vector<Stage>& stages) {
    if (!labelled.wakeMarginMinutes)
        return {0, static_cast<std::int64_t>(stages.size())};
    return sleepWindow(stages, std::llround(*labelled.wakeMarginMinutes * 60.0 / kEpochSeconds));
}

} // namespace

bool countsAsLabel(const EpochScore& score, bool isSeen, LabelRule rule) {
    if (rule == LabelRule::EveryStage)
        return true;
    switch (score.source) {
    case StageSource::Person:
    case StageSource::Imported:
        return true;
    case StageSource::Accepted:
        return isSeen || rule == LabelRule::ReviewedOrAccepted;
    case StageSource::None:
    case StageSource::Network:
        return false;
    }
    return false;
}

std::vector<Stage> labelsOf(const Hypnogram& hypnogram, std::span<const std::int64_t> seen, LabelRule rule) {
    std::vector<Stage> labels = hypnogram.stages();
    for (std::int64_t e = 0; e < hypnogram.size(); ++e)
        if (!countsAsLabel(hypnogram[e], std::binary_search(seen.begin(), seen.end(), e), rule))
            labels[static_cast<std::size_t>(e)] = Stage::Unscored;
    return labels;
}

std::string nightDigest(const ModelInput& input, const std::vector<Stage>& stages) {
    Sha256 digest;
    digest.add(std::as_bytes(input.samples.values()));
    digest.add(std::as_bytes(std::span(stages)));
    return digest.finishHex();
}

Result<Derivation> wishedDerivation(const Recording& recording, const std::string& wish) {
    if (!wish.empty())
        return parseDerivation(recording, wish);
    const auto suggested = suggestedDerivations(recording);
    if (suggested.empty())
        return fail(ErrorCode::DataMissing,
                    recording.info().path.string() + ": no channel looks like EEG; name one with --channel");
    return suggested.front();
}

Result<Derivation> derivationOf(const Recording& recording, const LabelledRecording& labelled) {
    if (labelled.channel.empty())
        for (const std::string& wish : labelled.preferred)
            if (const auto found = parseDerivation(recording, wish))
                return found;
    return wishedDerivation(recording, labelled.channel);
}

Result<PreparedNight> prepareLabelledNight(const LabelledRecording& labelled,
                                           const PreparationOptions& options, const TaskContext& context) {
    const auto recording = Recording::open(labelled.recording);
    if (!recording)
        return tl::make_unexpected(recording.error());
    const auto labels = readLabels(labelled.scoring, options);
    if (!labels)
        return tl::make_unexpected(labels.error());
    const auto derivation = derivationOf(**recording, labelled);
    if (!derivation)
        return failAt(labelled.recording.string(), derivation.error());

    const double rate = rateHz(**recording, *derivation);
    const std::int64_t sampled = sampleCount(**recording, *derivation);
    const EpochGrid epochs = EpochGrid::covering(static_cast<double>(sampled) / rate);
    const std::vector<Stage> stages = stagesOn(epochs, *labels);
    if (std::none_of(stages.begin(), stages.end(), isScored))
        return fail(ErrorCode::DataMissing, fmt::format("{}: {} has no stage within this recording",
                                                        labelled.recording.string(), labelled.scoring));
    const EpochWindow window = windowOf(labelled, stages);
    const bool isWhole = window == EpochWindow{0, epochs.count};
    const std::int64_t first = isWhole ? 0 : epochs.firstSample(window.first, rate);
    const std::int64_t last = isWhole ? sampled : std::min(sampled, epochs.firstSample(window.last, rate));
    std::vector<float> microvolts(static_cast<std::size_t>(last - first));
    readDerivation(**recording, *derivation, first, microvolts);
    auto input = options.cache ? options.cache->prepare(microvolts, rate, derivation->name, context)
                               : prepareModelInput(microvolts, rate, derivation->name, context);
    if (!input)
        return failAt(labelled.recording.string(), input.error());

    PreparedNight prepared;
    prepared.night.name = labelled.recording.stem().string();
    prepared.night.subject = labelled.subject;
    const auto from = stages.begin() + window.first;
    prepared.night.stages.assign(from, from + std::min(window.count(), input->grid.count));
    prepared.night.stages.resize(static_cast<std::size_t>(input->grid.count), Stage::Unscored);
    if (isWhole)
        prepared.lights = labels->lights;
    prepared.night.digest = nightDigest(*input, prepared.night.stages);
    input->samples.release();
    prepared.night.input = std::make_shared<const ModelInput>(std::move(*input));
    return prepared;
}

} // namespace hypnodesk
