#pragma once

#include "core/scoring/stage.h"
#include "core/scoring/stage_probabilities.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hypnodesk {

/// softmax(log p / temperature): > 1 makes a verdict less sure, < 1 surer. Never changes the most probable
/// stage.
StageProbabilities withTemperature(const StageProbabilities& p, double temperature);

/// One epoch with a known stage.
struct CalibrationSample {
    StageProbabilities probabilities; ///< at temperature 1
    Stage truth = Stage::Wake;        ///< W..R
};

/// The temperature that minimises the mean negative log-likelihood (Guo et al. 2017, "On calibration of
/// modern neural networks"), searched in [1, 10]; 1 without samples. Verdicts are never made surer: the
/// nights that a network is validated on resemble those that it learned from more than a clinic's do, and
/// what fits there is overconfident elsewhere.
double fittedTemperature(std::span<const CalibrationSample> samples);

/// One bin of a reliability table: epochs whose highest probability lies in [low, high).
struct ReliabilityBin {
    double low = 0.0;
    double high = 0.0;
    std::int64_t count = 0;
    double meanProbability = 0.0;
    double accuracy = 0.0;
};

inline constexpr std::size_t kReliabilityBins = 15;

/// Expected calibration error with 15 bins of equal width (Naeini 2015, Guo 2017), and the table behind it.
struct Calibration {
    double ece = 0.0;
    /// The ECE to expect of a model that is right exactly as often as it says, on as many epochs as confident
    /// as these: few epochs give an ECE above 0 to any model. Epochs taken as independent, which those of a
    /// night are not, so that it is rather too small. From the mean deviation of a binomial (de Moivre 1730).
    double eceByChance = 0.0;
    std::vector<ReliabilityBin> bins;
};
Calibration calibration(std::span<const CalibrationSample> samples);

/// What calibration() needs to know of any number of epochs, in constant space: tallies of parts of a data
/// set add up to the tally of the whole, so that recordings can be judged one by one and pooled afterwards.
class ReliabilityTally {
public:
    /// `truth` is W..R.
    void add(const StageProbabilities& probabilities, Stage truth);
    ReliabilityTally& operator+=(const ReliabilityTally& other);

    std::int64_t count() const;
    Calibration calibration() const;

    bool operator==(const ReliabilityTally&) const = default;

private:
    struct Bin {
        std::int64_t count = 0;
        std::int64_t right = 0;
        double probability = 0.0; ///< sum of the highest probabilities
        bool operator==(const Bin&) const = default;
    };
    std::array<Bin, kReliabilityBins> m_bins{};
};

} // namespace hypnodesk
