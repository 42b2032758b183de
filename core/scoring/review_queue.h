#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hypnodesk {

/// Why a person is asked to look at an epoch; where several apply, the first.
enum class ReviewReason : std::uint8_t {
    BadSignal,     ///< the signal is flat, clipped or missing, or the network said nothing
    ViewsDisagree, ///< the raw view and the spectrogram view alone name different stages
    BetweenStages, ///< two stages are nearly as probable
    AuditSample,   ///< the network is sure; drawn by chance in order to check that
};

struct ReviewOptions {
    float doubtThreshold = 0.4f;     ///< doubt() from which an epoch is doubtful
    std::int64_t bridgedEpochs = 2;  ///< so many confident epochs between doubtful ones part no segment
    double auditShare = 0.04;        ///< of the confident epochs that are drawn for the audit sample
    std::int64_t fewestAudited = 20; ///< but no fewer, while there are so many
    std::uint32_t seed = 1;          ///< of the draw; see reviewSeed
    bool operator==(const ReviewOptions&) const = default;
};

/// Epochs that are looked at together: neighbours in doubt, or one epoch of the audit sample.
struct ReviewSegment {
    std::vector<std::int64_t> epochs; ///< in order of time, at least one; bridged epochs are not among them
    double highestDoubt = 0.0;        ///< of its epochs, 0 to 1: the order of the queue
    double expectedErrors = 0.0;      ///< sum of P(wrong) over its epochs that have a proposal
    ReviewReason reason = ReviewReason::BetweenStages; ///< of its most doubtful epoch

    std::int64_t first() const { return epochs.front(); }
    std::int64_t last() const { return epochs.back(); } ///< included
    bool operator==(const ReviewSegment&) const = default;
};

/// What is to be reviewed of a night, worked out from the network's verdict alone: it stays the same while
/// the night is reviewed, so that nothing moves under the scorer's hands. A value.
struct ReviewQueue {
    std::vector<ReviewSegment> segments; ///< most doubtful first, audit samples mixed in evenly
    std::vector<std::int64_t> doubtful;  ///< all doubtful epochs, ascending
    std::vector<std::int64_t> audit;     ///< the audit sample, ascending
    bool operator==(const ReviewQueue&) const = default;

    bool isEmpty() const { return segments.empty(); }
    /// Every epoch of the queue, in its order.
    std::vector<std::int64_t> walk() const;
    /// The same in order of time.
    std::vector<std::int64_t> walkInTime() const;
    /// The segment that holds an epoch; nullopt when none does.
    std::optional<std::size_t> segmentOf(std::int64_t epoch) const;
};

/// The queue of a night. P(wrong) of an epoch is doubt(): the probabilities are calibrated.
ReviewQueue reviewQueue(const NightProbabilities& night, const ReviewOptions& options = {});

/// Why this epoch would be looked at, if it is doubtful.
ReviewReason reviewReason(const EpochVerdict& verdict);

/// The same number for the same model and night on every machine, so that the audit sample of a night does
/// not change when its study is opened again.
std::uint32_t reviewSeed(const NightProbabilities& night);

} // namespace hypnodesk
