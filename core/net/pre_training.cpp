#include "core/net/across_processes.h"
#include "core/net/counted_random.h"
#include "core/net/device.h"
#include "core/net/losses.h"
#include "core/net/torch_trainer.h"
#include "core/net/training_loop.h"
#include "core/net/training_record.h"
#include "core/net/weights.h"

#include <ATen/CPUGeneratorImpl.h>

namespace hypnodesk::net {

namespace {

/// What the process's windows are to be told as.
struct Targets {
    torch::Tensor stages;      ///< [windows, length]
    torch::Tensor competition; ///< [windows, 1, 5]: which stages take part
    std::int64_t labelled = 0; ///< epochs with a stage, in the windows of all processes
};

Targets targetsOf(const std::vector<LabelledNight>& nights, const StepBatch& batch, std::int64_t length,
                  const torch::Device& device) {
    return {onDevice(stagesOf(nights, batch.own(), length), device),
            onDevice(competitionOf(nights, batch.own()), device),
            labelledCount(stagesOf(nights, batch.all, length))};
}

/// What of a view is hidden, drawn for the windows of all processes.
struct Mask {
    torch::Tensor own;       ///< [windows, length] bool, of the process
    std::int64_t masked = 0; ///< epochs, of all
};

Mask maskOf(const StepBatch& batch, std::int64_t length, double ratio, std::uint64_t view,
            const torch::Device& device) {
    auto generator = at::detail::createCPUGenerator(seedOf(batch.seed, Chance::Masks, {batch.step, view}));
    const auto all = torch::rand({static_cast<std::int64_t>(batch.all.size()), length}, generator) < ratio;
    return {all.narrow(0, static_cast<std::int64_t>(batch.first), static_cast<std::int64_t>(batch.count))
                .to(device),
            all.sum().item<std::int64_t>()};
}

torch::Tensor sumOfHeads(const StageLogits& logits, const Targets& targets, const ModelConfig& config) {
    const auto entropy = [&](const torch::Tensor& head) {
        return stageCrossEntropy(head + targets.competition, targets.stages, targets.labelled);
    };
    auto sum = entropy(logits.joint);
    if (config.useRaw)
        sum = sum + entropy(logits.raw);
    if (config.useSpectrogram)
        sum = sum + entropy(logits.spectrogram);
    return sum;
}

/// The process's share of InfoNCE over the epochs of all.
torch::Tensor contrastOf(const Embeddings& unit, const StepBatch& batch, std::int64_t length,
                         double temperature, const ProcessGroupPointer& processes) {
    const auto epochs = [&](std::size_t windows) { return static_cast<std::int64_t>(windows) * length; };
    const RowShare share{epochs(batch.first), epochs(batch.count), epochs(batch.all.size())};
    const Embeddings all{gatherRows(unit.raw, share, processes),
                         gatherRows(unit.spectrogram, share, processes)};
    return infoNceShare(unit, all, share.first, temperature);
}

/// The loss of model.md section 3 over one batch of windows.
StepLoss pretrainingLoss(Mc2SleepNet& network, const Embeddings& flat, const Targets& targets,
                         const StepBatch& batch, const LossWeights& weights,
                         const ProcessGroupPointer& processes) {
    const ModelConfig& config = network->config();
    const auto length = targets.stages.size(1);
    const auto byWindow = [&](const torch::Tensor& x) {
        return x.view({targets.stages.size(0), length, config.width});
    };
    const Embeddings windows{byWindow(flat.raw), byWindow(flat.spectrogram)};

    StepLoss loss;
    const auto clean = sumOfHeads(network->classify(windows, false), targets, config);
    const auto cross = sumOfHeads(network->classify(windows, true), targets, config);
    loss.crossEntropy = clean.item<double>();
    loss.total = clean + weights.cross * cross;

    const bool hasBothViews = config.useRaw && config.useSpectrogram;
    if (hasBothViews && weights.infoNce > 0.0) {
        const auto contrast =
            contrastOf(network->project(flat), batch, length, weights.temperature, processes);
        loss.infoNce = contrast.item<double>();
        loss.total = loss.total + weights.infoNce * contrast;
    }
    if (hasBothViews && weights.reconstruction > 0.0) {
        const Mask raw = maskOf(batch, length, weights.maskRatio, 0, flat.raw.device());
        const Mask spectrogram = maskOf(batch, length, weights.maskRatio, 1, flat.raw.device());
        const Embeddings rebuilt = network->reconstruct(windows, raw.own, spectrogram.own);
        const auto error =
            0.5 * (maskedL1(rebuilt.raw, windows.raw, raw.own, raw.masked) +
                   maskedL1(rebuilt.spectrogram, windows.spectrogram, spectrogram.own, spectrogram.masked));
        loss.reconstruction = error.item<double>();
        loss.total = loss.total + weights.reconstruction * error;
    }
    return loss;
}

/// On the CPU: random weights, or those of the model that the run goes on from.
Result<ReadyNetwork> startNetwork(const TrainingOptions& options, const std::vector<LabelledNight>& nights,
                                  ProcessGroup& processes) {
    if (options.startFrom.empty())
        return ReadyNetwork{Mc2SleepNet(options.config), spectrogramStatistics(nights, processes), 1.0,
                            torch::kCPU};
    auto model = readModelFile(options.startFrom);
    if (!model)
        return tl::make_unexpected(model.error());
    auto network = networkFrom(*model);
    if (!network)
        return failAt(options.startFrom.string(), network.error());
    return ReadyNetwork{*network, model->normalisation, 1.0, torch::kCPU};
}

Result<void> pretrainTogether(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                              const std::filesystem::path& out, const TrainingListener& listener,
                              const TaskContext& context, const torch::Device& device,
                              const ProcessGroupPointer& processes) {
    const SubjectSplit split = splitBySubject(nights, options.validationShare, options.seed);
    if (split.training.empty())
        return fail(ErrorCode::DataMissing, "no night to train on");

    torch::manual_seed(static_cast<std::int64_t>(options.seed));
    auto started = startNetwork(options, split.training, *processes);
    if (!started)
        return tl::make_unexpected(started.error());
    ReadyNetwork& ready = *started;
    ready.device = device;
    ready.network->to(device);
    ready.network->joinProcesses(processes);

    const std::int64_t length = ready.network->config().sequenceLength;
    TrainingLoop::Parts parts;
    parts.enterTraining = [&] {
        ready.network->train();
        ready.network->useMixedPrecision(options.precision == TrainingPrecision::Mixed);
    };
    parts.validate = [&] {
        ready.network->useMixedPrecision(false); // as it will score
        return validateOn(ready, split.validation, *processes, context);
    };
    parts.loss = [&](const StepBatch& batch) {
        const WindowViews views =
            viewsOfWindows(split.training, batch, length, ready.normalisation, AugmentationOptions{});
        const Embeddings flat =
            ready.network->embed(onDevice(views.raw, device), onDevice(views.spectrogram, device));
        return pretrainingLoss(ready.network, flat, targetsOf(split.training, batch, length, device), batch,
                               options.weights, processes);
    };
    TrainingLoop loop(ready.network, split.training, {{ready.network->parameters(), 1.0}}, options,
                      std::move(parts), processes);
    if (auto ran = loop.run(listener, context); !ran)
        return ran;
    if (!processes->isFirst()) {
        processes->barrier(); // a failure to write the model is everybody's
        return {};
    }

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
    processes->barrier();
    return {};
}

} // namespace

Result<void> pretrain(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                      const std::filesystem::path& out, const TrainingListener& listener,
                      const TaskContext& context) {
    const auto device = chooseDevice(options.device, options.processes.localRank);
    if (!device)
        return tl::make_unexpected(device.error());
    if (!options.processes.isAlone())
        useCores(options.processes);
    TrainingOptions chosen = options;
    chosen.precision = precisionOn(*device, options.precision);
    auto processes = joinProcessGroup(options.processes, *device);
    if (!processes)
        return tl::make_unexpected(processes.error());
    try {
        return pretrainTogether(nights, chosen, out, listener, context, *device, *processes);
    } catch (const ProcessGroupError& error) {
        return fail(ErrorCode::DeviceUnavailable, error.what());
    }
}

} // namespace hypnodesk::net
