#include "core/net/device.h"
#include "core/net/losses.h"
#include "core/net/torch_trainer.h"
#include "core/net/training_loop.h"
#include "core/net/training_record.h"
#include "core/net/weights.h"

namespace hypnodesk::net {

namespace {

constexpr int kEmbeddingBatch = 16;

/// Embeddings of windows, [windows, length, width], from those of whole nights; zero beyond a short night's
/// end.
Embeddings windowsOf(const std::vector<NightEmbeddings>& nights, std::span<const WindowRef> windows,
                     std::int64_t length) {
    const auto cut = [&](const torch::Tensor& night, std::int64_t first) {
        const auto count = std::min(length, night.size(0) - first);
        const auto piece = night.narrow(0, first, count);
        return count == length ? piece : torch::constant_pad_nd(piece, {0, 0, 0, length - count});
    };
    std::vector<torch::Tensor> raw;
    std::vector<torch::Tensor> spectrogram;
    for (const WindowRef& window : windows) {
        raw.push_back(cut(nights[window.night].raw, window.firstEpoch));
        spectrogram.push_back(cut(nights[window.night].spectrogram, window.firstEpoch));
    }
    return {torch::stack(raw), torch::stack(spectrogram)};
}

/// Cross-entropies of model.md section 4: the joint head, and both views with and without cross-attention.
torch::Tensor fiveCrossEntropies(Mc2SleepNet& network, const Embeddings& windows, const torch::Tensor& stages,
                                 const torch::Tensor& competition) {
    const StageLogits cross = network->classify(windows, true);
    const StageLogits clean = network->classify(windows, false);
    const auto entropy = [&](const torch::Tensor& logits) {
        return stageCrossEntropy(logits + competition, stages);
    };
    auto sum = entropy(cross.joint);
    if (network->config().useRaw)
        sum = sum + entropy(cross.raw) + entropy(clean.raw);
    if (network->config().useSpectrogram)
        sum = sum + entropy(cross.spectrogram) + entropy(clean.spectrogram);
    return sum;
}

Result<std::vector<NightEmbeddings>> embedAll(ReadyNetwork& ready, const std::vector<LabelledNight>& nights,
                                              const TaskContext& context) {
    torch::NoGradGuard noGrad;
    std::vector<NightEmbeddings> all;
    for (const LabelledNight& night : nights) {
        auto embeddings = embedNight(ready, *night.input, kEmbeddingBatch, TaskContext(context.stopToken()));
        if (!embeddings)
            return tl::make_unexpected(embeddings.error());
        all.push_back(std::move(*embeddings));
    }
    return all;
}

/// What fine-tuning may change: the stacks and heads, and the backbones at a fraction of the rate if wanted.
std::vector<ParameterGroup> trainableGroups(Mc2SleepNet& network, double backboneRate) {
    ParameterGroup rest;
    ParameterGroup backbones{{}, backboneRate};
    for (auto& item : network->named_parameters()) {
        const bool isBackbone = item.key().starts_with("raw.") || item.key().starts_with("spectrogram.");
        const bool learns =
            !Mc2SleepNetImpl::isPretrainingOnly(item.key()) && (!isBackbone || backboneRate > 0.0);
        item.value().set_requires_grad(learns);
        if (learns)
            (isBackbone ? backbones : rest).parameters.push_back(item.value());
    }
    std::vector<ParameterGroup> groups{rest};
    if (!backbones.parameters.empty())
        groups.push_back(backbones);
    return groups;
}

} // namespace

Result<void> finetune(const std::filesystem::path& base, const std::vector<LabelledNight>& nights,
                      const TrainingOptions& wanted, const std::filesystem::path& out,
                      const TrainingListener& listener, const TaskContext& context) {
    const auto device = chooseDevice(wanted.device);
    if (!device)
        return tl::make_unexpected(device.error());
    TrainingOptions options = wanted;
    options.precision = precisionOn(*device, wanted.precision);
    auto parent = readModelFile(base);
    if (!parent)
        return tl::make_unexpected(parent.error());
    auto network = networkFrom(*parent);
    auto original = networkFrom(*parent);
    if (!network || !original)
        return tl::make_unexpected(network ? original.error() : network.error());
    const SubjectSplit split = splitBySubject(nights, options.validationShare, options.seed);
    if (split.training.empty())
        return fail(ErrorCode::DataMissing, "no night to train on");

    torch::manual_seed(static_cast<std::int64_t>(options.seed));
    (*network)->to(*device);
    (*original)->to(*device);
    ReadyNetwork ready{*network, parent->normalisation, 1.0, *device};
    ReadyNetwork reference{*original, parent->normalisation, 1.0, *device};
    const bool isFrozen = options.backboneRate <= 0.0;
    const bool needsReference = options.klWeight > 0.0;

    std::vector<NightEmbeddings> cached;
    if (isFrozen || needsReference) {
        auto embedded = embedAll(reference, split.training, context);
        if (!embedded)
            return tl::make_unexpected(embedded.error());
        cached = std::move(*embedded);
    }

    const std::int64_t length = parent->config.sequenceLength;
    TrainingLoop::Parts parts;
    parts.enterTraining = [&] {
        ready.network->train();
        ready.network->useMixedPrecision(options.precision == TrainingPrecision::Mixed);
        for (torch::nn::Module* backbone : ready.network->backbones())
            backbone->eval(); // batch-norm statistics stay as they are
    };
    const auto alone = aloneGroup();
    parts.validate = [&] {
        ready.network->useMixedPrecision(false); // as it will score
        return validateOn(ready, split.validation, *alone, context);
    };
    parts.loss = [&](const StepBatch& step) {
        const std::span<const WindowRef> windows = step.own();
        const auto stages = onDevice(stagesOf(split.training, windows, length), *device);
        Embeddings batch;
        if (isFrozen) {
            batch = windowsOf(cached, windows, length);
        } else {
            const WindowViews views =
                viewsOfWindows(split.training, step, length, ready.normalisation, AugmentationOptions{});
            const Embeddings flat =
                ready.network->embed(onDevice(views.raw, *device), onDevice(views.spectrogram, *device));
            batch = {flat.raw.view({-1, length, parent->config.width}),
                     flat.spectrogram.view({-1, length, parent->config.width})};
        }
        const auto crossEntropy = fiveCrossEntropies(
            ready.network, batch, stages, onDevice(competitionOf(split.training, windows), *device));
        StepLoss loss{crossEntropy, crossEntropy.item<double>()};
        if (needsReference) {
            torch::Tensor before;
            {
                torch::NoGradGuard noGrad;
                before =
                    torch::log_softmax(reference.network->verdict(windowsOf(cached, windows, length)), -1);
            }
            const auto after = torch::log_softmax(ready.network->verdict(batch), -1);
            loss.total = (1.0 - options.klWeight) * crossEntropy +
                         options.klWeight * stageDivergence(before, after, stages);
        }
        return loss;
    };
    TrainingLoop loop(ready.network, split.training, trainableGroups(ready.network, options.backboneRate),
                      options, std::move(parts));
    if (auto ran = loop.run(listener, context); !ran)
        return ran;

    ModelFile model;
    model.name = options.name;
    model.config = parent->config;
    model.normalisation = parent->normalisation;
    model.temperature =
        split.validation.empty() ? parent->temperature : fittedTemperature(loop.best().samples);
    model.provenance = trainingRecord("finetune", options, split, loop);
    model.provenance["base"] = {
        {"name", parent->name}, {"sha256", parent->digest}, {"provenance", parent->provenance}};
    model.weights = exportWeights(ready.network, TensorType::F16, true);
    if (auto written = writeModelFile(model, out); !written)
        return written;
    loop.discardCheckpoint();
    return {};
}

} // namespace hypnodesk::net
