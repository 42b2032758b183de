#include "core/formats/export_fit.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

std::string epochsText(std::int64_t count) {
    return fmt::format("{} epoch{}", count, count == 1 ? "" : "s");
}

void fitEpochs(FittedExport& fitted, double epochSeconds) {
    ExportContent& content = fitted.content;
    const double before = content.hypnogram.grid().epochSeconds;
    Regridded other = regridded(content.hypnogram, epochSeconds);
    fitted.losses.push_back(fmt::format("epochs of {} s become epochs of {} s; {} held more than one stage",
                                        formatNumber(before), formatNumber(epochSeconds),
                                        epochsText(other.mixed)));
    content.hypnogram = std::move(other.hypnogram);
    if (content.probabilities)
        fitted.losses.push_back("the network's probabilities, which belong to the former epochs");
    content.probabilities.reset();
    if (!content.rkStages.empty())
        fitted.losses.emplace_back(
            "the stages of Rechtschaffen and Kales, which belong to the former epochs");
    content.rkStages.clear();
}

void fitStages(FittedExport& fitted, const FormatCapacity& holds) {
    Hypnogram& hypnogram = fitted.content.hypnogram;
    for (const Stage stage : {Stage::Unscored, Stage::Movement, Stage::Artefact}) {
        const Stage written = holds.written(stage);
        const auto count = std::count_if(hypnogram.epochs().begin(), hypnogram.epochs().end(),
                                         [&](const EpochScore& score) { return score.stage == stage; });
        if (written != stage && count > 0)
            fitted.losses.push_back(
                fmt::format("{}: {} becomes {}", epochsText(count), stageName(stage), stageName(written)));
    }
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        const EpochScore score = hypnogram[epoch];
        hypnogram.set(epoch, {holds.written(score.stage), score.source});
    }
}

void fitSources(FittedExport& fitted) {
    const std::vector<EpochScore>& epochs = fitted.content.hypnogram.epochs();
    const auto told = std::count_if(epochs.begin(), epochs.end(), [](const EpochScore& score) {
        return score.source != StageSource::None && score.source != StageSource::Imported;
    });
    if (told > 0)
        fitted.losses.push_back(
            fmt::format("who gave {} their stage (the network or a person)", epochsText(told)));
}

void fitEvents(FittedExport& fitted, const FormatCapacity& holds) {
    if (!holds.event)
        return;
    std::int64_t changed = 0;
    for (ExportEvent& event : fitted.content.events) {
        const ExportEvent written = holds.event(event);
        changed += written != event;
        event = written;
    }
    if (changed > 0)
        fitted.losses.push_back(
            fmt::format("part of the text of {} event{}", changed, changed == 1 ? "" : "s"));
}

void fitRkStages(FittedExport& fitted) {
    ExportContent& content = fitted.content;
    std::int64_t deep = 0;
    for (std::int64_t epoch = 0; epoch < content.hypnogram.size(); ++epoch) {
        const RkStage stage = rkStageOf(content.hypnogram, epoch, content.rkStages);
        deep += stage == RkStage::S3 || stage == RkStage::S4;
    }
    if (deep > 0)
        fitted.losses.push_back(
            fmt::format("whether {} of N3 were read as stage 3 or as stage 4", epochsText(deep)));
    content.rkStages.clear();
}

} // namespace

Regridded regridded(const Hypnogram& hypnogram, double epochSeconds) {
    const EpochGrid& from = hypnogram.grid();
    EpochGrid to{from.startSeconds, epochSeconds, 0};
    to.count = static_cast<std::int64_t>(
        std::floor(static_cast<double>(from.count) * from.epochSeconds / epochSeconds + 0.5));
    Regridded result{Hypnogram(to), 0};
    for (std::int64_t epoch = 0; epoch < to.count; ++epoch) {
        constexpr double kInside = 1e-6;
        const std::int64_t first = from.nearestEpoch(to.onsetSeconds(epoch) + kInside);
        const std::int64_t last = from.nearestEpoch(to.onsetSeconds(epoch + 1) - kInside);
        bool isMixed = false;
        for (std::int64_t old = first + 1; old <= last; ++old)
            isMixed = isMixed || hypnogram.stage(old) != hypnogram.stage(first);
        result.mixed += isMixed;
        const std::int64_t middle = from.epochAt(to.onsetSeconds(epoch) + epochSeconds / 2.0);
        if (from.contains(middle))
            result.hypnogram.set(epoch, hypnogram[middle]);
    }
    return result;
}

FittedExport fitToFormat(ExportContent content, const HypnogramFormat& format) {
    FittedExport fitted{std::move(content), {}};
    ExportContent& kept = fitted.content;
    const FormatCapacity& holds = format.holds;
    if (holds.epochSeconds && kept.hypnogram.grid().epochSeconds != *holds.epochSeconds)
        fitEpochs(fitted, *holds.epochSeconds);
    fitStages(fitted, holds);
    if (!holds.sources)
        fitSources(fitted);
    if (!holds.rkStages)
        fitRkStages(fitted);
    if (const double start = kept.hypnogram.grid().startSeconds; !holds.onset && start != 0.0)
        fitted.losses.push_back(fmt::format(
            "the onset of the first epoch: read the file with an offset of {} s", formatNumber(start)));
    if (!holds.probabilities && kept.probabilities) {
        fitted.losses.push_back("the network's probabilities");
        kept.probabilities.reset();
    }
    if (!holds.lights && kept.lights != LightsTimes{}) {
        fitted.losses.push_back("the times of lights off and on");
        kept.lights = {};
    }
    if (!holds.events && !kept.events.empty()) {
        fitted.losses.push_back(
            fmt::format("{} event{}", kept.events.size(), kept.events.size() == 1 ? "" : "s"));
        kept.events.clear();
    }
    fitEvents(fitted, holds);
    if (!holds.start && kept.start != StartTime{}) {
        fitted.losses.push_back("the clock time of the recording's start");
        kept.start = {};
    }
    if (!holds.names && !(kept.patient.empty() && kept.scorer.empty())) {
        fitted.losses.push_back("the names of patient and scorer");
        kept.patient.clear();
        kept.scorer.clear();
    }
    return fitted;
}

} // namespace hypnodesk
