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
    double low = std::log(0.25);
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

Calibration calibration(std::span<const CalibrationSample> samples, int binCount) {
    Calibration result;
    for (int b = 0; b < binCount; ++b)
        result.bins.push_back(
            {static_cast<double>(b) / binCount, static_cast<double>(b + 1) / binCount, 0, 0.0, 0.0});
    for (const CalibrationSample& s : samples) {
        const Stage chosen = mostProbable(s.probabilities);
        const double p = s.probabilities[static_cast<std::size_t>(chosen)];
        ReliabilityBin& bin =
            result
                .bins[static_cast<std::size_t>(std::clamp(static_cast<int>(p * binCount), 0, binCount - 1))];
        ++bin.count;
        bin.meanProbability += p;
        bin.accuracy += chosen == s.truth ? 1.0 : 0.0;
    }
    for (ReliabilityBin& bin : result.bins) {
        if (bin.count == 0)
            continue;
        bin.meanProbability /= static_cast<double>(bin.count);
        bin.accuracy /= static_cast<double>(bin.count);
        result.ece += std::fabs(bin.accuracy - bin.meanProbability) * static_cast<double>(bin.count) /
                      static_cast<double>(samples.size());
    }
    return result;
}

} // namespace hypnodesk
