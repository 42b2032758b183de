#include "core/net/device.h"
#include "core/net/losses.h"
#include "core/net/torch_trainer.h"
#include "core/net/training_loop.h"
#include "core/net/training_record.h"
#include "core/net/weights.h"

namespace hypnodesk::net {

namespace {

/// `competition` [windows, 1, 5] says which stages take part.
torch::Tensor sumOfHeads(const StageLogits& logits, const torch::Tensor& stages,
                         const torch::Tensor& competition, const ModelConfig& config) {
    auto sum = stageCrossEntropy(logits.joint + competition, stages);
    if (config.useRaw)
        sum = sum + stageCrossEntropy(logits.raw + competition, stages);
    if (config.useSpectrogram)
        sum = sum + stageCrossEntropy(logits.spectrogram + competition, stages);
    return sum;
}

/// The loss of model.md section 3 over one batch of windows.
StepLoss pretrainingLoss(Mc2SleepNet& network, const Embeddings& flat, const torch::Tensor& stages,
                         const torch::Tensor& competition, const LossWeights& weights) {
    const ModelConfig& config = network->config();
    const auto batch = stages.size(0);
    const auto length = stages.size(1);
    const Embeddings windows{flat.raw.view({batch, length, -1}), flat.spectrogram.view({batch, length, -1})};

    StepLoss loss;
    const auto clean = sumOfHeads(network->classify(windows, false), stages, competition, config);
    const auto cross = sumOfHeads(network->classify(windows, true), stages, competition, config);
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

/// On the CPU: random weights, or those of the model that the run goes on from.
Result<ReadyNetwork> startNetwork(const TrainingOptions& options, const std::vector<LabelledNight>& nights) {
    if (options.startFrom.empty())
        return ReadyNetwork{Mc2SleepNet(options.config), spectrogramStatistics(nights), 1.0, torch::kCPU};
    auto model = readModelFile(options.startFrom);
    if (!model)
        return tl::make_unexpected(model.error());
    auto network = networkFrom(*model);
    if (!network)
        return failAt(options.startFrom.string(), network.error());
    return ReadyNetwork{*network, model->normalisation, 1.0, torch::kCPU};
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
    auto started = startNetwork(options, split.training);
    if (!started)
        return tl::make_unexpected(started.error());
    ReadyNetwork& ready = *started;
    ready.device = *device;
    ready.network->to(*device);

    const std::int64_t length = ready.network->config().sequenceLength;
    TrainingLoop::Parts parts;
    parts.enterTraining = [&] { ready.network->train(); };
    parts.validate = [&] { return validateOn(ready, split.validation, context); };
    parts.loss = [&](std::span<const WindowRef> windows, std::mt19937_64& random) {
        const WindowViews views = viewsOfWindows(split.training, windows, length, ready.normalisation,
                                                 AugmentationOptions{}, random);
        const Embeddings flat = ready.network->embed(views.raw.to(*device), views.spectrogram.to(*device));
        const auto stages = stagesOf(split.training, windows, length).to(*device);
        const auto competition = competitionOf(split.training, windows).to(*device);
        return pretrainingLoss(ready.network, flat, stages, competition, options.weights);
    };
    TrainingLoop loop(ready.network, split.training, {{ready.network->parameters(), 1.0}}, options,
                      std::move(parts));
    if (auto ran = loop.run(listener, context); !ran)
        return ran;

    ModelFile model;
    model.name = options.name;
    model.config = ready.network->config();
    model.normalisation = ready.normalisation;
    model.temperature = fittedTemperature(loop.best().samples);
    model.provenance = trainingRecord("pretrain", options, split, loop);
    model.weights = exportWeights(ready.network, TensorType::F32, false);
    if (auto written = writeModelFile(model, out); !written)
        return written;
    loop.discardCheckpoint();
    return {};
}

} // namespace hypnodesk::net
