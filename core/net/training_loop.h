#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/calibration.h"
#include "core/model/trainer.h"
#include "core/net/mc2sleepnet.h"
#include "core/net/night_scoring.h"
#include "core/net/training_windows.h"

#include <chrono>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace hypnodesk::net {

/// What one step of training minimises, with its parts for the log.
struct StepLoss {
    torch::Tensor total;
    double crossEntropy = 0.0;
    double infoNce = 0.0;
    double reconstruction = 0.0;
};

/// Parameters that share a learning rate, as a multiple of TrainingOptions::learningRate.
struct ParameterGroup {
    std::vector<torch::Tensor> parameters;
    double rateFactor = 1.0;
};

/// How well a network does on nights it did not learn from.
struct Validation {
    double kappa = 0.0;
    double accuracy = 0.0;
    std::vector<CalibrationSample> samples; ///< probabilities at temperature 1
    bool isEmpty() const { return samples.empty(); }
};

/// What pre-training and fine-tuning have in common: Adam with warm-up and cosine, gradient clipping, an
/// exponential average of the weights, validation after each pass, early stopping, progress, cancel, time
/// limit, checkpoints. At the end the network holds the averaged weights of the best pass.
class TrainingLoop {
public:
    struct Parts {
        /// The loss of a step over these windows; draws from `random` only.
        std::function<StepLoss(std::span<const WindowRef> windows, std::mt19937_64& random)> loss;
        /// Sets train mode for what learns, eval mode for what is frozen.
        std::function<void()> enterTraining;
        /// Judges the network as it is now, in evaluation mode; empty samples when there is nothing to judge
        /// by.
        std::function<Result<Validation>()> validate;
    };

    TrainingLoop(Mc2SleepNet network, const std::vector<LabelledNight>& nights,
                 std::vector<ParameterGroup> groups, const TrainingOptions& options, Parts parts);

    Result<void> run(const TrainingListener& listener, const TaskContext& context);

    /// To be called when the weights are safe elsewhere: removes the checkpoint.
    void discardCheckpoint() const;

    /// Validation of the weights that the network holds after run().
    const Validation& best() const { return m_best; }
    int bestPass() const { return m_bestPass; }
    int passes() const { return m_pass; }

private:
    struct Weights {
        std::vector<torch::Tensor> parameters;
        std::vector<torch::Tensor> buffers;
    };

    Weights snapshot() const;
    void restore(const Weights& weights);
    void average();
    void setRate(double factor);
    Result<void> step(std::span<const WindowRef> windows);
    Result<void> finishPass(TrainingReport& report);
    double minutesSpent() const;
    bool isOutOfTime() const;

    /// What a checkpoint must be of: these nights and these options.
    std::string fingerprint() const;
    Result<void> saveCheckpoint();
    /// Takes up a checkpoint if there is one; FormatInvalid when it cannot be read or is of another run.
    Result<void> loadCheckpoint();
    Result<void> saveCheckpointWhenDue();

    Mc2SleepNet m_network;
    const std::vector<LabelledNight>& m_nights;
    TrainingOptions m_options;
    Parts m_parts;
    std::vector<double> m_rateFactors;
    torch::optim::Adam m_optimizer;
    std::mt19937_64 m_random;
    Weights m_average; ///< parameters only
    std::vector<torch::Tensor> m_trainable;
    Weights m_bestWeights;
    Validation m_best;
    StepLoss m_running;
    double m_runningTotal = 0.0;
    std::int64_t m_step = 0;
    std::int64_t m_plannedSteps = 1;
    int m_pass = 1;
    int m_bestPass = 0;
    std::size_t m_at = 0;         ///< window of the pass that comes next
    std::string m_passRandom;     ///< m_random as it was at the begin of the pass
    double m_minutesBefore = 0.0; ///< spent before the checkpoint that was taken up
    std::chrono::steady_clock::time_point m_start;
    std::chrono::steady_clock::time_point m_lastCheckpoint;
};

/// Scores the nights (windows without overlap) and pools what is labelled.
Result<Validation> validateOn(ReadyNetwork& ready, const std::vector<LabelledNight>& nights,
                              const TaskContext& context);

} // namespace hypnodesk::net
