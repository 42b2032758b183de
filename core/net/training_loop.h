#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/calibration.h"
#include "core/model/trainer.h"
#include "core/net/mc2sleepnet.h"
#include "core/net/night_scoring.h"
#include "core/net/process_group.h"
#include "core/net/training_windows.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace hypnodesk::net {

/// What one step of training minimises, with its parts for the log: this process's share of sums over all.
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
///
/// Several processes of a group run the same loop in step: each takes a share of every batch, gradients and
/// losses are summed over them, and whatever may differ between machines (time, Ctrl+C, the checkpoint file)
/// is agreed on.
class TrainingLoop {
public:
    struct Parts {
        /// The process's share of the loss of a step. Draws by the step's and its windows' own seeds, and
        /// from LibTorch's generator, which is seeded before each step.
        std::function<StepLoss(const StepBatch& batch)> loss;
        /// Sets train mode for what learns, eval mode for what is frozen.
        std::function<void()> enterTraining;
        /// Judges the network as it is now, in evaluation mode; empty samples when there is nothing to judge
        /// by.
        std::function<Result<Validation>()> validate;
    };

    TrainingLoop(Mc2SleepNet network, const std::vector<LabelledNight>& nights,
                 std::vector<ParameterGroup> groups, const TrainingOptions& options, Parts parts,
                 ProcessGroupPointer processes = aloneGroup());

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
    StepBatch batchAt(const std::vector<WindowRef>& windows) const;
    /// The mean of the step's loss over the batch of all processes.
    Result<double> step(const StepBatch& batch);
    /// The same weights everywhere, those of process 0.
    void equaliseWeights();
    void sumGradients();
    /// Whether any process was cancelled; takes process 0's time for all.
    bool agreeToStop(bool isCancelled);
    Result<void> finishPass(TrainingReport& report);
    double minutesHere() const;
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
    double m_minutesBefore = 0.0; ///< spent before the checkpoint that was taken up
    double m_minutes = 0.0;       ///< spent in all when the step began, by the clock of process 0
    ProcessGroupPointer m_processes;
    std::chrono::steady_clock::time_point m_start;
    std::chrono::steady_clock::time_point m_lastCheckpoint;
};

/// Scores the nights (windows without overlap) and pools what is labelled. The processes of the group score a
/// part of the nights each and all get the whole verdict.
Result<Validation> validateOn(ReadyNetwork& ready, const std::vector<LabelledNight>& nights,
                              ProcessGroup& group, const TaskContext& context);

} // namespace hypnodesk::net
