#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace hypnodesk {

struct SamplingOptions {
    std::uint32_t seed = 1;
    /// Share of the chance that all epochs of a night have in common, 0 to 1, by stage in the order of
    /// kStageClasses: a scorer who calls more N1 than others does so all night, and one for whom slow waves
    /// are too small for N3 more so than any.
    std::array<double, kStageClassCount> nightShare{0.3, 0.3, 0.3, 0.7, 0.3};
    /// Correlation of the rest of the chance between neighbouring epochs, 0 to below 1.
    double neighbourCorrelation = 0.95;
};

/// Draws hypnograms that a night may have had, given what the network says. Epochs that it proposed are
/// drawn, each with exactly its probabilities (Gumbel-max: the stage of the largest log p + g); epochs that a
/// person gave, accepted or imported, and those without a stage, stay as they are.
///
/// Neighbours are not independent: where the network takes N1 for wake it does so for minutes. With
/// independent draws the errors of a night would cancel out, and intervals would be far too narrow. Here the
/// g of a stage is a Gumbel variable that moves slowly through the night: a Gaussian copula over a part for
/// the whole night and a first-order autoregression from epoch to epoch.
///
/// The same seed gives the same hypnograms. `night` must outlive the sampler and have the hypnogram's grid.
class HypnogramSampler {
public:
    HypnogramSampler(const Hypnogram& hypnogram, const NightProbabilities& night,
                     const SamplingOptions& options = {});

    Hypnogram next();
    /// Epochs that are drawn; the others are fixed.
    std::int64_t drawnEpochs() const { return static_cast<std::int64_t>(m_drawn.size()); }

private:
    struct DrawnEpoch {
        std::int64_t epoch = 0;
        std::array<double, kStageClassCount> logProbabilities{};
    };

    double normal();

    Hypnogram m_hypnogram;
    SamplingOptions m_options;
    std::vector<DrawnEpoch> m_drawn;
    std::mt19937 m_generator;
    std::optional<double> m_spareNormal;
};

} // namespace hypnodesk
