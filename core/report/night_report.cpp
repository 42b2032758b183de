#include "core/report/night_report.h"

#include "core/scoring/review_ranking.h"

#include <utility>

namespace hypnodesk {

const char* const kResearchNotice =
    "For research use. All automatically scored stages are subject to verification by a qualified clinician.";

namespace {

ReviewQuality reviewQuality(const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities) {
    ReviewQuality quality;
    if (!probabilities)
        return quality;
    double confidenceSum = 0.0;
    std::int64_t scored = 0;
    for (std::int64_t epoch = 0; epoch < static_cast<std::int64_t>(probabilities->epochs.size()); ++epoch) {
        const EpochVerdict& verdict = probabilities->epochs[static_cast<std::size_t>(epoch)];
        quality.flatEpochs += verdict.quality == EpochQuality::Flat;
        quality.clippedEpochs += verdict.quality == EpochQuality::Clipped;
        quality.missingEpochs += verdict.quality == EpochQuality::Missing;
        if (!probabilities->isScored(epoch) || verdict.quality != EpochQuality::Good)
            continue;
        ++scored;
        confidenceSum += confidence(verdict.joint);
        quality.doubtfulEpochs += doubt(verdict) > 1.0f - kDoubtfulProbability;
        const bool isChanged = epoch < hypnogram.size() && hypnogram[epoch].source == StageSource::Person &&
                               hypnogram.stage(epoch) != mostProbable(verdict.joint);
        quality.changedEpochs += isChanged;
    }
    if (scored > 0)
        quality.meanConfidence = confidenceSum / static_cast<double>(scored);
    return quality;
}

} // namespace

NightReport makeNightReport(const Recording& recording, const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities, std::string derivation,
                            const LightsTimes& lights) {
    NightReport report;
    report.recording = recording.info();
    report.findings = recording.findings();
    report.hypnogram = hypnogram;
    report.probabilities = probabilities;
    report.statistics = sleepStatistics(hypnogram, lights);
    report.derivation = std::move(derivation);
    if (probabilities) {
        report.modelName = probabilities->modelName;
        report.modelDigest = probabilities->modelDigest;
    }
    report.programVersion = HYPNODESK_VERSION;
    report.quality = reviewQuality(hypnogram, probabilities);
    return report;
}

} // namespace hypnodesk
