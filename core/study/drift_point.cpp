#include "core/study/drift_point.h"

#include "core/model/model_defaults.h"
#include "core/scoring/review_quality.h"

#include <algorithm>

namespace hypnodesk {

std::int64_t DriftPoint::reviewed() const {
    std::int64_t count = 0;
    for (const auto& row : confusion)
        for (const std::int64_t epochsHere : row)
            count += epochsHere;
    return count;
}

std::int64_t DriftPoint::corrected() const {
    std::int64_t agreed = 0;
    for (std::size_t stage = 0; stage < confusion.size(); ++stage)
        agreed += confusion[stage][stage];
    return reviewed() - agreed;
}

double DriftPoint::reviewedShare() const {
    return epochs > 0 ? static_cast<double>(reviewed()) / static_cast<double>(epochs) : 0.0;
}

double DriftPoint::correctionRate() const {
    const std::int64_t count = reviewed();
    return count > 0 ? static_cast<double>(corrected()) / static_cast<double>(count) : 0.0;
}

Agreement DriftPoint::agreement() const {
    return agreementFromConfusion(confusion);
}

std::optional<DriftPoint> driftPoint(const Hypnogram& hypnogram, const NightProbabilities& night,
                                     std::span<const std::int64_t> seen, const ReviewEffort& effort) {
    DriftPoint point;
    point.derivation = derivationKey(night.derivation);
    point.model = night.modelName;
    point.modelSha256 = night.modelDigest;
    const Hypnogram network = Hypnogram::fromProbabilities(night);
    for (std::int64_t e = 0; e < std::min(hypnogram.size(), network.size()); ++e) {
        const Stage proposed = network.stage(e);
        if (!isScored(proposed))
            continue;
        ++point.epochs;
        const auto [stage, source] = hypnogram[e];
        const bool isReviewed = source == StageSource::Person || source == StageSource::Accepted ||
                                std::binary_search(seen.begin(), seen.end(), e);
        if (isReviewed && isScored(stage))
            ++point.confusion[static_cast<std::size_t>(stage)][static_cast<std::size_t>(proposed)];
    }
    if (point.reviewed() == 0)
        return std::nullopt;
    const ReviewQuality quality = reviewQuality(hypnogram, night);
    point.meanConfidence = quality.meanConfidence;
    point.poorSignalShare =
        static_cast<double>(quality.flatEpochs + quality.clippedEpochs + quality.missingEpochs) /
        static_cast<double>(std::max<std::int64_t>(night.grid.count, 1));
    point.reviewSeconds = effort.seconds;
    return point;
}

} // namespace hypnodesk
