#include "core/scoring/review_quality.h"

#include "core/scoring/review_ranking.h"

namespace hypnodesk {

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

} // namespace hypnodesk
