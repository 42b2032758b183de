#include "core/scoring/review_estimate.h"

#include "core/scoring/review_ranking.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr int kGridHalf = 16; ///< points on either side of the prior's middle
constexpr double kGridDeviations = 4.0;
constexpr double kTail = 0.05;
/// No probability is taken to be more certain than this: odds stay finite.
constexpr double kSurest = 1e-4;
/// What lies beyond this share of a distribution's mass is dropped while it is computed.
constexpr double kNegligible = 1e-9;

/// As the shipped network does on real nights against their experts (ucddb022, prerau, DREAMS 1-5): its doubt
/// holds - the best shift of the doubtful epochs is +0.2 on the whole night, +0.15 on the longest piece -
/// while among confident epochs more is wrong than it says: best shifts +0.6 to +3.4, +1.15 on the whole
/// night. A network that was fine-tuned may do better, so the belief is wide rather than moved: its deviation
/// lies between the shift of the whole night and that of the worst piece.
constexpr double kDoubtfulDeviation = 0.5;
constexpr double kConfidentDeviation = 1.6;

using Distribution = std::vector<double>; ///< [count] -> probability

double shifted(double wrong, double shift) {
    const double p = std::clamp(wrong, kSurest, 1.0 - kSurest);
    return 1.0 / (1.0 + std::exp(-(std::log(p / (1.0 - p)) + shift)));
}

/// Of the sum of independent coins.
Distribution poissonBinomial(const std::vector<double>& wrong, double shift) {
    Distribution counts{1.0};
    for (const double p : wrong) {
        const double q = shifted(p, shift);
        counts.push_back(0.0);
        for (std::size_t k = counts.size() - 1; k > 0; --k)
            counts[k] = counts[k] * (1.0 - q) + counts[k - 1] * q;
        counts.front() *= 1.0 - q;
        while (counts.size() > 1 && counts.back() < kNegligible)
            counts.pop_back();
    }
    return counts;
}

Distribution errorsLeft(const ReviewStratum& stratum) {
    std::vector<double> shifts;
    std::vector<double> logWeights;
    for (int i = -kGridHalf; i <= kGridHalf; ++i) {
        const double deviations = kGridDeviations * i / kGridHalf;
        const double shift = deviations * stratum.priorDeviation;
        double logWeight = -deviations * deviations / 2.0;
        for (const ReviewStratum::Looked& epoch : stratum.looked) {
            const double q = shifted(epoch.wrong, shift);
            logWeight += std::log(epoch.wasWrong ? q : 1.0 - q);
        }
        shifts.push_back(shift);
        logWeights.push_back(logWeight);
    }
    const double largest = *std::max_element(logWeights.begin(), logWeights.end());
    double sum = 0.0;
    for (double& weight : logWeights)
        sum += weight = std::exp(weight - largest);
    Distribution mixture;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        const double weight = logWeights[i] / sum;
        if (weight < 1e-5)
            continue;
        const Distribution counts = poissonBinomial(stratum.left, shifts[i]);
        mixture.resize(std::max(mixture.size(), counts.size()), 0.0);
        for (std::size_t k = 0; k < counts.size(); ++k)
            mixture[k] += weight * counts[k];
    }
    return mixture;
}

Distribution sumOf(const Distribution& one, const Distribution& other) {
    Distribution sum(one.size() + other.size() - 1, 0.0);
    for (std::size_t i = 0; i < one.size(); ++i)
        for (std::size_t k = 0; k < other.size(); ++k)
            sum[i + k] += one[i] * other[k];
    return sum;
}

} // namespace

RemainingErrors remainingErrors(const ReviewStratum& doubtful, const ReviewStratum& confident) {
    const Distribution counts = sumOf(errorsLeft(doubtful), errorsLeft(confident));
    double mass = 0.0;
    for (const double share : counts)
        mass += share;
    RemainingErrors result;
    double below = 0.0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const double share = counts[k] / mass;
        const auto errors = static_cast<std::int64_t>(k);
        if (below <= kTail)
            result.low = errors;
        if (below < 1.0 - kTail)
            result.high = errors;
        result.mean += static_cast<double>(k) * share;
        below += share;
    }
    return result;
}

ReviewProgress reviewProgress(const ReviewQueue& queue, const NightProbabilities& night,
                              std::span<const ReviewState> states) {
    ReviewProgress progress;
    ReviewStratum doubtful{{}, {}, kDoubtfulDeviation};
    ReviewStratum confident{{}, {}, kConfidentDeviation};
    const Hypnogram proposed = Hypnogram::fromProbabilities(night);
    const auto count = std::min<std::int64_t>(proposed.size(), std::ssize(states));
    progress.auditTotal = std::ssize(queue.audit);
    for (std::int64_t epoch = 0; epoch < count; ++epoch) {
        const ReviewState state = states[static_cast<std::size_t>(epoch)];
        if (state == ReviewState::Foreign)
            continue;
        ++progress.total;
        const bool isDone = isReviewed(state);
        const bool wasWrong = state == ReviewState::Corrected;
        const bool isAudit = std::binary_search(queue.audit.begin(), queue.audit.end(), epoch);
        progress.reviewed += isDone;
        progress.corrected += wasWrong;
        progress.acceptedUnseen += state == ReviewState::AcceptedUnseen;
        progress.auditReviewed += isAudit && isDone;
        progress.auditCorrected += isAudit && wasWrong;
        if (!isScored(proposed.stage(epoch))) {
            progress.withoutStage += !isDone;
            continue;
        }
        const double wrong = doubt(night.epochs[static_cast<std::size_t>(epoch)]);
        const bool isDoubtful = std::binary_search(queue.doubtful.begin(), queue.doubtful.end(), epoch);
        ReviewStratum& stratum = isDoubtful ? doubtful : confident;
        if (!isDone) {
            stratum.left.push_back(wrong);
            continue;
        }
        progress.expectedInReviewed += wrong;
        if (isDoubtful || isAudit)
            stratum.looked.push_back({wrong, wasWrong});
    }
    progress.remaining = remainingErrors(doubtful, confident);
    return progress;
}

bool StopRule::isReached(const ReviewProgress& progress) const {
    if (progress.total == 0 || progress.withoutStage > 0)
        return false;
    if (kind == Kind::ShareReviewed)
        return 100.0 * progress.share() >= limit;
    return progress.auditReviewed == progress.auditTotal && progress.remainingPer100() <= limit;
}

} // namespace hypnodesk
