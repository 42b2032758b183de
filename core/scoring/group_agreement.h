#pragma once

#include "core/scoring/agreement.h"
#include "core/scoring/hypnogram.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hypnodesk {

// Agreement of three and more scorers of the same nights, after Guillot and others, "Dreem open datasets:
// multi-scored sleep datasets to compare human and automated sleep staging" (IEEE Trans. Neural Syst.
// Rehabil. Eng. 28, 2020), and Fleiss, "Measuring nominal scale agreement among many raters" (Psychological
// Bulletin 76, 1971). Only epochs to which every scorer gave a stage W..R count; epochs are paired by their
// index, over the shortest night.

/// What several scorers say of an epoch together.
struct Consensus {
    Hypnogram hypnogram; ///< on the grid of the first; epochs that somebody left without a stage have none
    std::vector<float> share; ///< of the scorers who say so, 0 to 1, by epoch; 0 where there is no stage
};

/// The stage that most scorers say. Of stages that equally many say, the one of the scorer who comes first in
/// `scorers`: hand them in as rankedByAgreement() does. `scorers` is not empty.
Consensus consensusOf(std::span<const Hypnogram* const> scorers);

/// Mean over the epochs of (scorers among `others` who say what `scorer` says) / (scorers who say what most
/// of them say): 1 when it always says what most say, or one of the stages that equally many say. Absent
/// without an epoch that all have scored.
std::optional<double> softAgreement(const Hypnogram& scorer, std::span<const Hypnogram* const> others);

/// Indices of `scorers` by their soft agreement with the others, the highest first.
std::vector<std::size_t> rankedByAgreement(std::span<const Hypnogram* const> scorers);

/// A scorer against the consensus of all the others.
struct ScorerAgreement {
    std::optional<double> softAgreement; ///< mean over the nights
    Agreement withOthers;                ///< all nights together; the reference is the others' consensus
    /// As Guillot and others give it: epochs weigh as much as the others agree about them, Cohen's kappa of
    /// each night, mean over the nights.
    std::optional<double> weightedKappa;
    /// Cohen's kappa of "this stage or another one", all nights together.
    std::array<std::optional<double>, kStageClassCount> stageKappa;
};

struct GroupAgreement {
    std::int64_t nights = 0;
    std::int64_t compared = 0;  ///< epochs that all scored
    std::int64_t excluded = 0;  ///< epochs that somebody left without a stage
    std::int64_t unanimous = 0; ///< of the compared ones
    std::optional<double> fleissKappa;
    std::array<std::optional<double>, kStageClassCount> fleissStageKappa;
    std::vector<ScorerAgreement> scorers; ///< in the order in which they were handed in
};

/// Adds up nights that the same scorers scored.
class GroupAgreementSum {
public:
    /// `scorerCount` is 2 at least.
    explicit GroupAgreementSum(std::size_t scorerCount);

    /// One night; as many hypnograms as scorers, in their order.
    void add(std::span<const Hypnogram* const> scorers);
    GroupAgreement result() const;

private:
    struct Scorer {
        ConfusionMatrix confusion{};
        double softSum = 0.0;
        double weightedKappaSum = 0.0;
        std::int64_t softNights = 0;
        std::int64_t kappaNights = 0;
    };
    using Counts = std::array<std::int64_t, kStageClassCount>;

    std::int64_t m_nights = 0;
    std::int64_t m_compared = 0;
    std::int64_t m_excluded = 0;
    std::int64_t m_unanimous = 0;
    Counts m_votes{};      ///< sum over epochs of n_j
    Counts m_pairs{};      ///< sum over epochs of n_j (n_j - 1)
    Counts m_mixedPairs{}; ///< sum over epochs of n_j (n - n_j)
    std::vector<Scorer> m_scorers;
};

} // namespace hypnodesk
