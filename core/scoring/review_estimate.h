#pragma once

#include "core/scoring/review_queue.h"
#include "core/scoring/review_state.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hypnodesk {

/// Epochs of one kind (doubtful, or confident): what the network expected of them, and what the review found.
struct ReviewStratum {
    struct Looked {
        double wrong = 0.0; ///< P(wrong) by the network
        bool wasWrong = false;
    };
    std::vector<Looked> looked; ///< reviewed epochs that speak for all of the kind
    std::vector<double> left;   ///< P(wrong) of those nobody looked at
    /// Standard deviation of what is believed of the shift (see remainingErrors) before anything was found.
    double priorDeviation = 0.5;
};

/// How many errors are left, as a distribution: mean and the interval that holds it with 90 %.
struct RemainingErrors {
    double mean = 0.0;
    std::int64_t low = 0;  ///< at most 5 % lies below
    std::int64_t high = 0; ///< at most 5 % lies above
    bool operator==(const RemainingErrors&) const = default;
};

/// The number of errors in the epochs that are left.
///
/// With perfect calibration it would be Poisson-binomial: a sum of independent coins, one for each epoch
/// left, that fall with its P(wrong). No network is perfectly calibrated on every night. In each stratum all
/// odds of being wrong are off by one common factor exp(shift) - recalibration of the intercept (Cox, "Two
/// further applications of a model for binary regression", Biometrika 45, 1958) -:
///
///     logit q_i = logit p_i + shift,   shift ~ Normal(0, priorDeviation^2) before the review,
///
/// and the corrections found among the epochs looked at say what it is (Bernoulli likelihood: q_i where the
/// stage was wrong, 1 - q_i where it was right). The result is the Poisson-binomial distribution of the
/// epochs left, averaged over the posterior of the shift on a grid of 33 points within 4 prior deviations;
/// both strata are independent. The Poisson-binomial is computed exactly, by convolution (Hong, Computational
/// Statistics & Data Analysis 59, 2013). A night of a thousand epochs takes a few milliseconds.
RemainingErrors remainingErrors(const ReviewStratum& doubtful, const ReviewStratum& confident);

/// What a counter line says about a review.
struct ReviewProgress {
    std::int64_t total = 0;          ///< epochs that are the network's to answer for
    std::int64_t reviewed = 0;       ///< of them, looked at and decided
    std::int64_t corrected = 0;      ///< of those, given another stage
    std::int64_t acceptedUnseen = 0; ///< accepted in bulk
    std::int64_t withoutStage = 0;   ///< no proposal, and nobody gave a stage yet
    std::int64_t auditTotal = 0;
    std::int64_t auditReviewed = 0;
    std::int64_t auditCorrected = 0;
    double expectedInReviewed = 0.0; ///< errors the network expected in what was reviewed
    RemainingErrors remaining;       ///< among the epochs nobody looked at, those accepted in bulk included
    bool operator==(const ReviewProgress&) const = default;

    double share() const {
        return total > 0 ? static_cast<double>(reviewed) / static_cast<double>(total) : 0.0;
    }
    /// Expected remaining errors per 100 epochs.
    double remainingPer100() const {
        return total > 0 ? 100.0 * remaining.mean / static_cast<double>(total) : 0.0;
    }
};

/// Doubtful epochs speak for doubtful ones. Of the confident ones only the audit sample speaks for the rest:
/// what a scorer stumbled upon was not drawn by chance. `states` as reviewStates gives them.
ReviewProgress reviewProgress(const ReviewQueue& queue, const NightProbabilities& night,
                              std::span<const ReviewState> states);

/// When a clinic lets a review end.
struct StopRule {
    enum class Kind : std::uint8_t {
        RemainingErrors, ///< at most `limit` expected errors are left per 100 epochs
        ShareReviewed,   ///< at least `limit` per cent of the epochs are reviewed
    };
    Kind kind = Kind::RemainingErrors;
    double limit = 2.0; ///< 0 to 100

    bool operator==(const StopRule&) const = default;
    /// False as long as an epoch has no stage at all. Expected errors count only once the audit sample is
    /// reviewed: without it they rest on the network's word.
    bool isReached(const ReviewProgress& progress) const;
};

} // namespace hypnodesk
