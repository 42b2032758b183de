#include "core/model/calibration.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kSmallestProbability = 1e-12;

double meanNegativeLogLikelihood(std::span<const CalibrationSample> samples, double temperature) {
    double sum = 0.0;
    for (const CalibrationSample& s : samples) {
        const StageProbabilities p = withTemperature(s.probabilities, temperature);
        sum -= std::log(std::max<double>(p[static_cast<std::size_t>(s.truth)], kSmallestProbability));
    }
    return sum / static_cast<double>(samples.size());
}

/// E|X - np| of a binomial X, p in [0, 1]: 2 v C(n, v) p^v (1-p)^(n-v+1) with v = floor(np) + 1 (de Moivre).
double meanDeviationOfBinomial(std::int64_t count, double p) {
    if (p <= 0.0 || p >= 1.0)
        return 0.0;
    const auto n = static_cast<double>(count);
    const double v = std::min(std::floor(n * p) + 1.0, n);
    const double logOfChoices = std::lgamma(n + 1.0) - std::lgamma(v + 1.0) - std::lgamma(n - v + 1.0);
    return 2.0 * v * std::exp(logOfChoices + v * std::log(p) + (n - v + 1.0) * std::log1p(-p));
}

} // namespace

StageProbabilities withTemperature(const StageProbabilities& p, double temperature) {
    std::array<double, kStageClassCount> powers{};
    double sum = 0.0;
    const double largest = *std::max_element(p.begin(), p.end());
    for (std::size_t i = 0; i < p.size(); ++i) {
        powers[i] =
            std::pow(std::max<double>(p[i], kSmallestProbability) / std::max(largest, kSmallestProbability),
                     1.0 / temperature);
        sum += powers[i];
    }
    StageProbabilities result{};
    for (std::size_t i = 0; i < p.size(); ++i)
        result[i] = static_cast<float>(powers[i] / sum);
    return result;
}

double fittedTemperature(std::span<const CalibrationSample> samples) {
    if (samples.empty())
        return 1.0;
    // The likelihood has one minimum in log T: golden-section search.
    const double ratio = (std::sqrt(5.0) - 1.0) / 2.0;
    double low = 0.0;
    double high = std::log(10.0);
    const auto cost = [&](double logTemperature) {
        return meanNegativeLogLikelihood(samples, std::exp(logTemperature));
    };
    double inner = high - ratio * (high - low);
    double outer = low + ratio * (high - low);
    double innerCost = cost(inner);
    double outerCost = cost(outer);
    while (high - low > 1e-3) {
        if (innerCost < outerCost) {
            high = outer;
            outer = inner;
            outerCost = innerCost;
            inner = high - ratio * (high - low);
            innerCost = cost(inner);
        } else {
            low = inner;
            inner = outer;
            innerCost = outerCost;
            outer = low + ratio * (high - low);
            outerCost = cost(outer);
        }
    }
    return std::exp((low + high) / 2.0);
}

Calibration calibration(std::span<const CalibrationSample> samples) {
    ReliabilityTally tally;
    for (const CalibrationSample& sample : samples)
        tally.add(sample.probabilities, sample.truth);
    return tally.calibration();
}

void ReliabilityTally::add(const StageProbabilities& probabilities, Stage truth) {
    const Stage chosen = mostProbable(probabilities);
    const double p = probabilities[static_cast<std::size_t>(chosen)];
    const int last = static_cast<int>(kReliabilityBins) - 1;
    Bin& bin = m_bins[static_cast<std::size_t>(
        std::clamp(static_cast<int>(p * static_cast<double>(kReliabilityBins)), 0, last))];
    ++bin.count;
    bin.right += chosen == truth ? 1 : 0;
    bin.probability += p;
}

ReliabilityTally& ReliabilityTally::operator+=(const ReliabilityTally& other) {
    for (std::size_t b = 0; b < m_bins.size(); ++b) {
        m_bins[b].count += other.m_bins[b].count;
        m_bins[b].right += other.m_bins[b].right;
        m_bins[b].probability += other.m_bins[b].probability;
    }
    return *this;
}

std::int64_t ReliabilityTally::count() const {
    std::int64_t sum = 0;
    for (const Bin& bin : m_bins)
        sum += bin.count;
    return sum;
}

Calibration ReliabilityTally::calibration() const {
    constexpr auto kBins = static_cast<double>(kReliabilityBins);
    const auto total = static_cast<double>(count());
    Calibration result;
    for (std::size_t b = 0; b < m_bins.size(); ++b) {
        const Bin& sums = m_bins[b];
        const auto place = static_cast<double>(b);
        ReliabilityBin bin{place / kBins, (place + 1.0) / kBins, sums.count, 0.0, 0.0};
        if (sums.count > 0) {
            const auto n = static_cast<double>(sums.count);
            bin.meanProbability = sums.probability / n;
            bin.accuracy = static_cast<double>(sums.right) / n;
            result.ece += std::fabs(bin.accuracy - bin.meanProbability) * n / total;
            result.eceByChance += meanDeviationOfBinomial(sums.count, bin.meanProbability) / total;
        }
        result.bins.push_back(bin);
    }
    return result;
}

} // namespace hypnodesk
