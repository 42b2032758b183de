#include "core/scoring/hypnogram_sampling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace hypnodesk {

namespace {

/// The Gumbel variable that has the rank of a standard normal one.
double gumbelFromNormal(double z) {
    const double rank = 0.5 * std::erfc(-z / std::numbers::sqrt2);
    return -std::log(-std::log(std::clamp(rank, 1e-300, 1.0 - 1e-16)));
}

/// Not less than gumbelFromNormal(z), and a look into a table.
double gumbelAtMost(double z) {
    constexpr int kLowest = -3;
    static const auto kAtIntegers = [] {
        std::array<double, 13> values{}; // at 9 the greatest of all
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = gumbelFromNormal(kLowest + static_cast<int>(i));
        return values;
    }();
    const double step = std::clamp(std::ceil(z) - kLowest, 0.0, static_cast<double>(kAtIntegers.size() - 1));
    return kAtIntegers[static_cast<std::size_t>(step)];
}

} // namespace

HypnogramSampler::HypnogramSampler(const Hypnogram& hypnogram, const NightProbabilities& night,
                                   const SamplingOptions& options)
    : m_hypnogram(hypnogram), m_options(options), m_generator(options.seed) {
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        const EpochScore& score = hypnogram[epoch];
        if (score.source != StageSource::Network || !hypnodesk::isScored(score.stage) ||
            !night.isScored(epoch))
            continue;
        DrawnEpoch& drawn = m_drawn.emplace_back();
        drawn.epoch = epoch;
        const StageProbabilities& p = night.epochs[static_cast<std::size_t>(epoch)].joint;
        for (std::size_t c = 0; c < p.size(); ++c)
            drawn.logProbabilities[c] =
                p[c] > 0.0f ? std::log(static_cast<double>(p[c])) : -std::numeric_limits<double>::infinity();
    }
}

/// Box and Muller's way: the standard library's normal_distribution differs between compilers.
double HypnogramSampler::normal() {
    if (m_spareNormal) {
        const double spare = *m_spareNormal;
        m_spareNormal.reset();
        return spare;
    }
    constexpr double kSteps = 4294967296.0;
    const double radius = std::sqrt(-2.0 * std::log((m_generator() + 0.5) / kSteps));
    const double angle = 2.0 * std::numbers::pi * (m_generator() + 0.5) / kSteps;
    m_spareNormal = radius * std::sin(angle);
    return radius * std::cos(angle);
}

Hypnogram HypnogramSampler::next() {
    std::array<double, kStageClassCount> nightPart{};
    std::array<double, kStageClassCount> epochPart{};
    std::array<double, kStageClassCount> ofNight{};
    std::array<double, kStageClassCount> ofEpoch{};
    for (std::size_t c = 0; c < ofNight.size(); ++c) {
        nightPart[c] = std::sqrt(m_options.nightShare[c]);
        epochPart[c] = std::sqrt(1.0 - m_options.nightShare[c]);
        ofNight[c] = normal();
        ofEpoch[c] = normal();
    }
    Hypnogram drawn = m_hypnogram;
    std::int64_t at = 0;
    for (const DrawnEpoch& epoch : m_drawn) {
        // Over epochs that are not drawn the chance moves on in one step.
        const double correlation =
            std::pow(m_options.neighbourCorrelation, static_cast<double>(epoch.epoch - at));
        at = epoch.epoch;
        const double fresh = std::sqrt(1.0 - correlation * correlation);
        std::size_t best = 0;
        double largest = -std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; c < ofEpoch.size(); ++c) {
            ofEpoch[c] = correlation * ofEpoch[c] + fresh * normal();
            const double z = nightPart[c] * ofNight[c] + epochPart[c] * ofEpoch[c];
            // Most stages are far from winning; logarithms are what drawing costs.
            if (epoch.logProbabilities[c] + gumbelAtMost(z) <= largest)
                continue;
            const double value = epoch.logProbabilities[c] + gumbelFromNormal(z);
            if (value > largest) {
                largest = value;
                best = c;
            }
        }
        drawn.set(epoch.epoch, {kStageClasses[best], StageSource::Network});
    }
    return drawn;
}

} // namespace hypnodesk
