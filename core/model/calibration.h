#pragma once

#include "core/scoring/stage.h"
#include "core/scoring/stage_probabilities.h"

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
/// modern neural networks"), searched in [0.25, 10]. 1 without samples.
double fittedTemperature(std::span<const CalibrationSample> samples);

/// One bin of a reliability table: epochs whose highest probability lies in [low, high).
struct ReliabilityBin {
    double low = 0.0;
    double high = 0.0;
    std::int64_t count = 0;
    double meanProbability = 0.0;
    double accuracy = 0.0;
};

/// Expected calibration error with equal-width bins, and the table behind it.
struct Calibration {
    double ece = 0.0;
    std::vector<ReliabilityBin> bins;
};
Calibration calibration(std::span<const CalibrationSample> samples, int binCount = 15);

} // namespace hypnodesk
