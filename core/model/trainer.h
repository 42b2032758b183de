#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/model_config.h"
#include "core/model/model_input.h"
#include "core/model/process_place.h"
#include "core/scoring/stage.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hypnodesk {

/// A night with its scoring, ready to learn from. Epochs that are not W..R, or whose signal is not good, are
/// left out of the losses.
struct LabelledNight {
    std::string name;                        ///< of the recording, for logs and provenance
    std::string subject;                     ///< splits are by subject, never by epoch
    std::string digest;                      ///< SHA-256 of the scaled samples and stages, for provenance
    std::shared_ptr<const ModelInput> input; ///< never null; shared, since nights are large
    std::vector<Stage> stages;               ///< input->grid.count
    /// Only some stages of the night are at hand (bit s: stage s may compete): the losses choose among these
    /// alone, so that a network does not learn "a recording of this kind is never in the others".
    std::uint8_t competing = kAllStagesCompete;
    bool isForValidation = false; ///< judged by, never trained on

    static constexpr std::uint8_t kAllStagesCompete = (1u << kStageClassCount) - 1;
};

/// Weights of the pre-training loss (model.md section 3) and the switches of the ablations.
struct LossWeights {
    double cross = 0.5;          ///< cross-entropy of the pass with cross-attention
    double infoNce = 1.0;        ///< a; 0 switches contrastive learning off
    double reconstruction = 1.0; ///< b; 0 switches cross-masking off
    double temperature = 0.07;   ///< of InfoNCE
    double maskRatio = 0.5;
};

/// How the network's convolutions and matrix products are done in training; weights are single precision
/// always.
enum class TrainingPrecision {
    Automatic, ///< mixed on a CUDA device, else single
    Single,
    Mixed, ///< bfloat16
};

struct TrainingOptions {
    ModelConfig config; ///< pre-training only; fine-tuning keeps the base model's
    /// Pre-training: a pre-trained model to go on from, with its shape and input statistics; empty: random
    /// weights.
    std::filesystem::path startFrom;
    LossWeights weights;
    int epochs = 10; ///< passes over the training nights, at most
    /// Windows of config.sequenceLength epochs a step, of all processes together: the same options give the
    /// same model (but for dropout's draws and rounding) on one process and on eight.
    int batch = 32;
    double learningRate = 5e-4;
    double weightDecay = 1e-4;
    double warmUpShare = 0.05; ///< of all steps
    double clipNorm = 5.0;
    /// Of the subjects, at least one; used for early stopping and temperature. Not used when nights are for
    /// validation already.
    double validationShare = 0.1;
    int patience = 5;          ///< passes without a better validation kappa before stopping
    double klWeight = 0.0;     ///< fine-tuning: k of (1-k) CE + k KL(p_base || p)
    double backboneRate = 0.0; ///< fine-tuning: share of the rate for the backbones; 0 keeps them frozen
    std::uint64_t seed = 1;
    std::string device = "auto";
    TrainingPrecision precision = TrainingPrecision::Automatic;
    std::string name;            ///< of the resulting model
    double maximumMinutes = 0.0; ///< stop after this long and keep the best so far; 0: no limit

    /// Where the run writes down, every checkpointMinutes and when it is cancelled, all that it needs to go
    /// on; empty: nowhere. A run that finds such a file of the same nights and options goes on from there and
    /// ends with the very weights of a run that was never stopped; it removes the file when it is done.
    std::filesystem::path checkpoint;
    double checkpointMinutes = 5.0;

    /// Pre-training: several processes that were started with the same nights and options, each with its
    /// place among them, train one network; process 0 writes the model. When one ends, so do the others, with
    /// DeviceUnavailable.
    ProcessPlace processes;
};

/// One line of the log of a run.
struct TrainingReport {
    int pass = 0; ///< 1-based; step within it below
    std::int64_t step = 0;
    std::int64_t steps = 0; ///< planned in all
    double loss = 0.0;      ///< running mean of the total
    double lossOfStep = 0.0;
    double crossEntropy = 0.0;
    double infoNce = 0.0;
    double reconstruction = 0.0;
    double validationKappa = 0.0; ///< valid when endOfPass
    double validationAccuracy = 0.0;
    double epochSamplesPerSecond = 0.0;
    bool endOfPass = false;
    bool bestSoFar = false;
};
using TrainingListener = std::function<void(const TrainingReport&)>;

/// Trains networks. Blocks the calling thread; cancel through the context. The model file at `out` appears
/// whole or not at all and is never an existing base model.
class Trainer {
public:
    virtual ~Trainer() = default;

    /// Pre-training of model.md section 3, from random weights, on the stages and the signals. Every one of
    /// several processes hears the reports.
    virtual Result<void> pretrain(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                                  const std::filesystem::path& out, const TrainingListener& listener,
                                  const TaskContext& context) = 0;

    /// Fine-tuning of model.md section 4: backbones frozen and their embeddings cached, unless backboneRate >
    /// 0.
    virtual Result<void> finetune(const std::filesystem::path& base, const std::vector<LabelledNight>& nights,
                                  const TrainingOptions& options, const std::filesystem::path& out,
                                  const TrainingListener& listener, const TaskContext& context) = 0;
};

} // namespace hypnodesk
