#include "app/command_line/labelled_nights.h"

#include "app/command_line/command.h"
#include "app/command_line/hypnogram_input.h"
#include "app/command_line/study_files.h"
#include "core/base/digest.h"
#include "core/scoring/sleep_window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

std::string nightDigest(const ModelInput& input, const std::vector<Stage>& stages) {
    Sha256 digest;
    digest.add(std::as_bytes(input.samples.values()));
    digest.add(std::as_bytes(std::span(stages)));
    return digest.finishHex();
}

/// The scoring, with what matters of its notes: of a thousand nights nobody reads the rest.
Result<ImportedHypnogram> readScoring(const std::string& scoring) {
    if (studyReference(scoring)) {
        auto input = readHypnogramInput(scoring);
        if (!input)
            return tl::make_unexpected(input.error());
        return std::move(input->night);
    }
    auto night = readHypnogram(scoring);
    if (!night)
        return night;
    if (night->unknownLabels > 0)
        complain(fmt::format("{}: {} epochs with labels that are not known, now unscored", scoring,
                             night->unknownLabels));
    if (night->probabilities)
        complain(fmt::format("{}: holds the probabilities of a network ({}); is this a person's scoring?",
                             scoring, night->probabilities->modelName));
    return night;
}

/// The scoring's stages on the recording's epochs, by the epochs' middles.
std::vector<Stage> stagesOn(const EpochGrid& epochs, const Hypnogram& scoring) {
    std::vector<Stage> stages(static_cast<std::size_t>(epochs.count), Stage::Unscored);
    for (std::int64_t e = 0; e < epochs.count; ++e) {
        const std::int64_t at = scoring.grid().epochAt(epochs.onsetSeconds(e) + epochs.epochSeconds / 2.0);
        if (scoring.grid().contains(at))
            stages[static_cast<std::size_t>(e)] = scoring.stage(at);
    }
    return stages;
}

Result<Derivation> derivationOf(const Recording& recording, const LabelledRecording& labelled) {
    if (labelled.channel.empty())
        for (const std::string& wish : labelled.preferred)
            if (const auto found = parseDerivation(recording, wish))
                return found;
    return chooseDerivation(recording, labelled.channel);
}

EpochWindow windowOf(const LabelledRecording& labelled, const std::vector<Stage>& stages) {
    if (!labelled.wakeMarginMinutes)
        return {0, static_cast<std::int64_t>(stages.size())};
    return sleepWindow(stages, std::llround(*labelled.wakeMarginMinutes * 60.0 / kEpochSeconds));
}

} // namespace

Result<Derivation> chooseDerivation(const Recording& recording, const std::string& wish) {
    if (!wish.empty())
        return parseDerivation(recording, wish);
    const auto suggested = suggestedDerivations(recording);
    if (suggested.empty())
        return fail(ErrorCode::DataMissing,
                    recording.info().path.string() + ": no channel looks like EEG; name one with --channel");
    return suggested.front();
}

Result<PreparedNight> prepareNight(const LabelledRecording& labelled, const TaskContext& context,
                                   NightCache* cache) {
    const auto recording = Recording::open(labelled.recording);
    if (!recording)
        return tl::make_unexpected(recording.error());
    const auto scoring = readScoring(labelled.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    const auto derivation = derivationOf(**recording, labelled);
    if (!derivation)
        return failAt(labelled.recording.string(), derivation.error());

    const double rate = rateHz(**recording, *derivation);
    const std::int64_t sampled = sampleCount(**recording, *derivation);
    const EpochGrid epochs = EpochGrid::covering(static_cast<double>(sampled) / rate);
    const std::vector<Stage> stages = stagesOn(epochs, scoring->hypnogram);
    if (std::none_of(stages.begin(), stages.end(), isScored))
        return fail(ErrorCode::DataMissing, fmt::format("{}: {} has no stage within this recording",
                                                        labelled.recording.string(), labelled.scoring));
    const EpochWindow window = windowOf(labelled, stages);
    const bool isWhole = window == EpochWindow{0, epochs.count};
    const std::int64_t first = isWhole ? 0 : epochs.firstSample(window.first, rate);
    const std::int64_t last = isWhole ? sampled : std::min(sampled, epochs.firstSample(window.last, rate));
    std::vector<float> microvolts(static_cast<std::size_t>(last - first));
    readDerivation(**recording, *derivation, first, microvolts);
    auto input = cache ? cache->prepare(microvolts, rate, derivation->name, context)
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
        prepared.lights = scoring->lights;
    prepared.night.digest = nightDigest(*input, prepared.night.stages);
    input->samples.release();
    prepared.night.input = std::make_shared<const ModelInput>(std::move(*input));
    return prepared;
}

Result<std::vector<PreparedNight>> prepareFolder(const fs::path& folder, const TaskContext& context,
                                                 const FolderPreparation& how) {
    const auto recordings = findLabelledRecordings(folder);
    if (!recordings)
        return tl::make_unexpected(recordings.error());
    const std::size_t count = recordings->size();
    const auto begin = static_cast<std::size_t>(how.beginAt * static_cast<double>(count));
    std::vector<std::optional<PreparedNight>> prepared(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, folder.string());
        const std::size_t at = (begin + i) % count;
        auto night = prepareNight((*recordings)[at], TaskContext(context.stopToken()), how.cache);
        if (night)
            prepared[at] = std::move(*night);
        else
            complain(night.error());
        context.report(static_cast<double>(i + 1) / static_cast<double>(count), "reading");
    }
    std::vector<PreparedNight> nights;
    for (auto& night : prepared)
        if (night)
            nights.push_back(std::move(*night));
    if (nights.empty())
        return fail(ErrorCode::DataMissing, folder.string() + ": none of its recordings could be used");
    return nights;
}

} // namespace hypnodesk::cli
