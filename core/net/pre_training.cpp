#include "core/net/device.h"
#include "core/net/losses.h"
#include "core/net/torch_trainer.h"
#include "core/net/training_loop.h"
#include "core/net/training_record.h"
#include "core/net/weights.h"

namespace hypnodesk::net {

namespace {

torch::Tensor sumOfHeads(const StageLogits& logits, const torch::Tensor& stages, const ModelConfig& config) {
    auto sum = stageCrossEntropy(logits.joint, stages);
    if (config.useRaw)
        sum = sum + stageCrossEntropy(logits.raw, stages);
    if (config.useSpectrogram)
        sum = sum + stageCrossEntropy(logits.spectrogram, stages);
    return sum;
}

/// The loss of model.md section 3 over one batch of windows.
StepLoss pretrainingLoss(Mc2SleepNet& network, const Embeddings& flat, const torch::Tensor& stages,
                         const LossWeights& weights) {
    const ModelConfig& config = network->config();
    const auto batch = stages.size(0);
    const auto length = stages.size(1);
    const Embeddings windows{flat.raw.view({batch, length, -1}), flat.spectrogram.view({batch, length, -1})};

    StepLoss loss;
    const auto clean = sumOfHeads(network->classify(windows, false), stages, config);
    const auto cross = sumOfHeads(network->classify(windows, true), stages, config);
    loss.crossEntropy = clean.item<double>();
    loss.total = clean + weights.cross * cross;

    const bool hasBothViews = config.useRaw && config.useSpectrogram;
    if (hasBothViews && weights.infoNce > 0.0) {
        const auto contrast = infoNce(network->project(flat), weights.temperature);
        loss.infoNce = contrast.item<double>();
        loss.total = loss.total + weights.infoNce * contrast;
    }
    if (hasBothViews && weights.reconstruction > 0.0) {
        const auto drawMask = [&] {
            return torch::rand({batch, length}, flat.raw.device()) < weights.maskRatio;
        };
        const auto rawMask = drawMask();
        const auto spectrogramMask = drawMask();
        const Embeddings rebuilt = network->reconstruct(windows, rawMask, spectrogramMask);
        const auto error = 0.5 * (maskedL1(rebuilt.raw, windows.raw, rawMask) +
                                  maskedL1(rebuilt.spectrogram, windows.spectrogram, spectrogramMask));
        loss.reconstruction = error.item<double>();
        loss.total = loss.total + weights.reconstruction * error;
    }
    return loss;
}

} // namespace

Result<void> pretrain(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                      const std::filesystem::path& out, const TrainingListener& listener,
                      const TaskContext& context) {
    const auto device = chooseDevice(options.device);
    if (!device)
        return tl::make_unexpected(device.error());
    const SubjectSplit split = splitBySubject(nights, options.validationShare, options.seed);
    if (split.training.empty())
        return fail(ErrorCode::DataMissing, "no night to train on");

    torch::manual_seed(static_cast<std::int64_t>(options.seed));
    ReadyNetwork ready{Mc2SleepNet(options.config), spectrogramStatistics(split.training), 1.0, *device};
    ready.network->to(*device);

    const std::int64_t length = options.config.sequenceLength;
    TrainingLoop::Parts parts;
    parts.enterTraining = [&] { ready.network->train(); };
    parts.validate = [&] { return validateOn(ready, split.validation, context); };
    parts.loss = [&](std::span<const WindowRef> windows, std::mt19937_64& random) {
        const WindowViews views = viewsOfWindows(split.training, windows, length, ready.normalisation,
                                                 AugmentationOptions{}, random);
        const Embeddings flat = ready.network->embed(views.raw.to(*device), views.spectrogram.to(*device));
        const auto stages = stagesOf(split.training, windows, length).to(*device);
        return pretrainingLoss(ready.network, flat, stages, options.weights);
    };
    TrainingLoop loop(ready.network, split.training, {{ready.network->parameters(), 1.0}}, options,
                      std::move(parts));
    if (auto ran = loop.run(listener, context); !ran)
        return ran;

    ModelFile model;
    model.name = options.name;
    model.config = options.config;
    model.normalisation = ready.normalisation;
    model.temperature = fittedTemperature(loop.best().samples);
    model.provenance = trainingRecord("pretrain", options, split, loop);
    model.weights = exportWeights(ready.network, TensorType::F32, false);
    return writeModelFile(model, out);
}

} // namespace hypnodesk::net
