#include "core/scoring/stage_probabilities.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk {

namespace {

int mostProbableIndex(const StageProbabilities& p) {
    int best = 0;
    for (int i = 1; i < kStageClassCount; ++i)
        if (p[static_cast<std::size_t>(i)] > p[static_cast<std::size_t>(best)])
            best = i;
    return best;
}

/// False as well when a probability is not a number.
bool hasMass(const StageProbabilities& p) {
    return std::accumulate(p.begin(), p.end(), 0.0f) > 0.0f;
}

} // namespace

Stage mostProbable(const StageProbabilities& p) {
    return kStageClasses[static_cast<std::size_t>(mostProbableIndex(p))];
}

Stage secondChoice(const StageProbabilities& p) {
    StageProbabilities others = p;
    others[static_cast<std::size_t>(mostProbableIndex(p))] = -1.0f;
    return mostProbable(others);
}

float confidence(const StageProbabilities& p) {
    if (!hasMass(p))
        return 0.0f;
    double entropy = 0.0;
    for (const float x : p)
        if (x > 0.0f)
            entropy -= static_cast<double>(x) * std::log(static_cast<double>(x));
    return static_cast<float>(std::clamp(1.0 - entropy / std::log(5.0), 0.0, 1.0));
}

std::string_view qualityName(EpochQuality quality) {
    switch (quality) {
    case EpochQuality::Good:
        return "good";
    case EpochQuality::Flat:
        return "flat";
    case EpochQuality::Clipped:
        return "clipped";
    case EpochQuality::Missing:
        return "missing";
    }
    return "good";
}

float EpochVerdict::disagreement() const {
    if (!hasMass(raw) || !hasMass(spectrogram))
        return 0.0f;
    float distance = 0.0f;
    for (std::size_t i = 0; i < raw.size(); ++i)
        distance += std::abs(raw[i] - spectrogram[i]);
    return std::clamp(distance / 2.0f, 0.0f, 1.0f);
}

bool NightProbabilities::isScored(std::int64_t epoch) const {
    return epoch >= 0 && epoch < static_cast<std::int64_t>(epochs.size()) &&
           hasMass(epochs[static_cast<std::size_t>(epoch)].joint);
}

} // namespace hypnodesk
