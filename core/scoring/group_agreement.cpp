#include "core/scoring/group_agreement.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace hypnodesk {

namespace {

using Votes = std::array<int, kStageClassCount>;
using WeightedConfusion = std::array<std::array<double, kStageClassCount>, kStageClassCount>;
using Scorers = std::span<const Hypnogram* const>;

std::optional<std::size_t> classOf(Stage stage) {
    return isScored(stage) ? std::optional(static_cast<std::size_t>(stage)) : std::nullopt;
}

std::int64_t commonLength(Scorers scorers) {
    std::int64_t length = scorers.front()->size();
    for (const Hypnogram* scorer : scorers)
        length = std::min(length, scorer->size());
    return length;
}

/// How many say which stage; nothing when somebody says none.
std::optional<Votes> votesAt(Scorers scorers, std::int64_t epoch) {
    Votes votes{};
    for (const Hypnogram* scorer : scorers) {
        const auto stage = classOf(scorer->stage(epoch));
        if (!stage)
            return std::nullopt;
        ++votes[*stage];
    }
    return votes;
}

std::vector<const Hypnogram*> without(Scorers scorers, std::size_t left) {
    std::vector<const Hypnogram*> others(scorers.begin(), scorers.end());
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(left));
    return others;
}

/// (po - pe) / (1 - pe), Cohen 1960.
std::optional<double> kappaOf(const WeightedConfusion& confusion) {
    double total = 0.0;
    double agreed = 0.0;
    std::array<double, kStageClassCount> rows{};
    std::array<double, kStageClassCount> columns{};
    for (std::size_t r = 0; r < confusion.size(); ++r)
        for (std::size_t c = 0; c < confusion.size(); ++c) {
            total += confusion[r][c];
            rows[r] += confusion[r][c];
            columns[c] += confusion[r][c];
            agreed += r == c ? confusion[r][c] : 0.0;
        }
    const double chance = std::inner_product(rows.begin(), rows.end(), columns.begin(), 0.0);
    if (total <= 0.0 || chance >= total * total)
        return std::nullopt;
    return (agreed / total - chance / (total * total)) / (1.0 - chance / (total * total));
}

/// The confusion of "this stage or another one".
std::optional<double> stageKappaOf(const ConfusionMatrix& confusion, std::size_t stage) {
    WeightedConfusion two{};
    for (std::size_t r = 0; r < confusion.size(); ++r)
        for (std::size_t c = 0; c < confusion.size(); ++c)
            two[r == stage ? 1 : 0][c == stage ? 1 : 0] += static_cast<double>(confusion[r][c]);
    return kappaOf(two);
}

} // namespace

Consensus consensusOf(Scorers scorers) {
    assert(!scorers.empty());
    Consensus consensus{Hypnogram(scorers.front()->grid()), {}};
    consensus.share.resize(static_cast<std::size_t>(scorers.front()->size()));
    for (std::int64_t epoch = 0; epoch < commonLength(scorers); ++epoch) {
        const std::optional<Votes> votes = votesAt(scorers, epoch);
        if (!votes)
            continue;
        const int most = *std::max_element(votes->begin(), votes->end());
        const auto first = std::find_if(scorers.begin(), scorers.end(), [&](const Hypnogram* scorer) {
            return (*votes)[*classOf(scorer->stage(epoch))] == most;
        });
        consensus.hypnogram.set(epoch, {(*first)->stage(epoch), StageSource::Imported});
        consensus.share[static_cast<std::size_t>(epoch)] =
            static_cast<float>(most) / static_cast<float>(scorers.size());
    }
    return consensus;
}

std::optional<double> softAgreement(const Hypnogram& scorer, Scorers others) {
    if (others.empty())
        return std::nullopt;
    double sum = 0.0;
    std::int64_t epochs = 0;
    for (std::int64_t epoch = 0; epoch < std::min(scorer.size(), commonLength(others)); ++epoch) {
        const auto stage = classOf(scorer.stage(epoch));
        const std::optional<Votes> votes = votesAt(others, epoch);
        if (!stage || !votes)
            continue;
        sum += static_cast<double>((*votes)[*stage]) / *std::max_element(votes->begin(), votes->end());
        ++epochs;
    }
    return epochs > 0 ? std::optional(sum / static_cast<double>(epochs)) : std::nullopt;
}

std::vector<std::size_t> rankedByAgreement(Scorers scorers) {
    std::vector<double> soft;
    for (std::size_t i = 0; i < scorers.size(); ++i)
        soft.push_back(softAgreement(*scorers[i], without(scorers, i)).value_or(0.0));
    std::vector<std::size_t> ranks(scorers.size());
    std::iota(ranks.begin(), ranks.end(), std::size_t{0});
    std::stable_sort(ranks.begin(), ranks.end(),
                     [&](std::size_t a, std::size_t b) { return soft[a] > soft[b]; });
    return ranks;
}

GroupAgreementSum::GroupAgreementSum(std::size_t scorerCount) : m_scorers(scorerCount) {
    assert(scorerCount >= 2);
}

void GroupAgreementSum::add(Scorers scorers) {
    assert(scorers.size() == m_scorers.size());
    ++m_nights;
    const auto n = static_cast<std::int64_t>(scorers.size());
    for (std::int64_t epoch = 0; epoch < commonLength(scorers); ++epoch) {
        const std::optional<Votes> votes = votesAt(scorers, epoch);
        if (!votes) {
            ++m_excluded;
            continue;
        }
        ++m_compared;
        for (std::size_t stage = 0; stage < votes->size(); ++stage) {
            const std::int64_t said = (*votes)[stage];
            m_votes[stage] += said;
            m_pairs[stage] += said * (said - 1);
            m_mixedPairs[stage] += said * (n - said);
            m_unanimous += said == n ? 1 : 0;
        }
    }

    const std::vector<std::size_t> ranks = rankedByAgreement(scorers);
    for (std::size_t i = 0; i < m_scorers.size(); ++i) {
        std::vector<const Hypnogram*> others;
        for (const std::size_t rank : ranks)
            if (rank != i)
                others.push_back(scorers[rank]);
        const Consensus consensus = consensusOf(others);
        WeightedConfusion weighted{};
        for (std::int64_t epoch = 0; epoch < commonLength(scorers); ++epoch) {
            const auto reference = classOf(consensus.hypnogram.stage(epoch));
            const auto own = classOf(scorers[i]->stage(epoch));
            if (!reference || !own)
                continue;
            ++m_scorers[i].confusion[*reference][*own];
            weighted[*reference][*own] +=
                static_cast<double>(consensus.share[static_cast<std::size_t>(epoch)]);
        }
        if (const auto kappa = kappaOf(weighted)) {
            m_scorers[i].weightedKappaSum += *kappa;
            ++m_scorers[i].kappaNights;
        }
        if (const auto soft = softAgreement(*scorers[i], others)) {
            m_scorers[i].softSum += *soft;
            ++m_scorers[i].softNights;
        }
    }
}

GroupAgreement GroupAgreementSum::result() const {
    GroupAgreement result;
    result.nights = m_nights;
    result.compared = m_compared;
    result.excluded = m_excluded;
    result.unanimous = m_unanimous;
    const auto n = static_cast<double>(m_scorers.size());
    const double votes = static_cast<double>(m_compared) * n;
    double agreed = 0.0;
    double chance = 0.0;
    for (std::size_t stage = 0; stage < m_votes.size() && m_compared > 0; ++stage) {
        const double share = static_cast<double>(m_votes[stage]) / votes;
        agreed += static_cast<double>(m_pairs[stage]) / (votes * (n - 1.0));
        chance += share * share;
        if (share > 0.0 && share < 1.0)
            result.fleissStageKappa[stage] =
                1.0 - static_cast<double>(m_mixedPairs[stage]) / (votes * (n - 1.0) * share * (1.0 - share));
    }
    if (m_compared > 0 && chance < 1.0)
        result.fleissKappa = (agreed - chance) / (1.0 - chance);
    for (const Scorer& scorer : m_scorers) {
        ScorerAgreement& own = result.scorers.emplace_back();
        own.withOthers = agreementFromConfusion(scorer.confusion, m_excluded);
        if (scorer.softNights > 0)
            own.softAgreement = scorer.softSum / static_cast<double>(scorer.softNights);
        if (scorer.kappaNights > 0)
            own.weightedKappa = scorer.weightedKappaSum / static_cast<double>(scorer.kappaNights);
        for (std::size_t stage = 0; stage < own.stageKappa.size(); ++stage)
            own.stageKappa[stage] = stageKappaOf(scorer.confusion, stage);
    }
    return result;
}

} // namespace hypnodesk
