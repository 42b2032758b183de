#include "core/scoring/review_ranking.h"

#include <algorithm>

namespace hypnodesk {

namespace {

float doubtOf(const NightProbabilities& night, std::int64_t epoch) {
    return night.isScored(epoch) ? doubt(night.epochs[static_cast<std::size_t>(epoch)]) : 1.0f;
}

bool isStillProposal(const EpochScore& score) {
    return score.source == StageSource::None || score.source == StageSource::Network;
}

} // namespace

float doubt(const EpochVerdict& verdict) {
    const float largest = *std::max_element(verdict.joint.begin(), verdict.joint.end());
    if (!(largest > 0.0f) || verdict.quality != EpochQuality::Good)
        return 1.0f;
    return std::clamp(1.0f - largest, 0.0f, 1.0f);
}

std::vector<std::int64_t> reviewOrder(const Hypnogram& hypnogram, const NightProbabilities& night) {
    std::vector<std::int64_t> order;
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch)
        if (isStillProposal(hypnogram[epoch]))
            order.push_back(epoch);
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t left, std::int64_t right) {
        return doubtOf(night, left) > doubtOf(night, right);
    });
    return order;
}

std::optional<std::int64_t> nextDoubtful(const Hypnogram& hypnogram, const NightProbabilities& night,
                                         std::int64_t current, int step, float threshold) {
    const std::int64_t count = hypnogram.size();
    const std::int64_t direction = step < 0 ? -1 : 1;
    for (std::int64_t i = 1; i <= count; ++i) {
        const std::int64_t epoch = ((current + direction * i) % count + count) % count;
        if (isStillProposal(hypnogram[epoch]) && doubtOf(night, epoch) >= threshold)
            return epoch;
    }
    return std::nullopt;
}

std::optional<std::int64_t> nextStageChange(const Hypnogram& hypnogram, std::int64_t current, int step) {
    const std::int64_t direction = step < 0 ? -1 : 1;
    for (std::int64_t epoch = current + direction; epoch >= 1 && epoch < hypnogram.size(); epoch += direction)
        if (hypnogram.stage(epoch) != hypnogram.stage(epoch - 1))
            return epoch;
    return std::nullopt;
}

} // namespace hypnodesk
