#include "core/net/night_scoring.h"

#include "core/dsp/spectrogram.h"

#include <algorithm>
#include <numeric>

namespace hypnodesk::net {

namespace {

constexpr std::int64_t kEpochValues = static_cast<std::int64_t>(dsp::kEpochFrames) * dsp::kEpochBins;

/// A running sum of log-probabilities per epoch, [n, 5], and how many windows added to it.
struct LogSum {
    explicit LogSum(std::int64_t n) : sum(torch::zeros({n, kStageClassCount})), count(torch::zeros({n, 1})) {}

    /// starts: first epoch of each window; logs [windows, length, 5]
    void add(const std::vector<std::int64_t>& starts, const torch::Tensor& logs) {
        const auto length = logs.size(1);
        for (std::size_t w = 0; w < starts.size(); ++w) {
            sum.narrow(0, starts[w], length) += logs[static_cast<std::int64_t>(w)];
            count.narrow(0, starts[w], length) += 1.0;
        }
    }
    torch::Tensor probabilities(double temperature) const {
        return torch::softmax(sum / count.clamp_min(1.0) / temperature, 1).contiguous();
    }

    torch::Tensor sum;
    torch::Tensor count;
};

StageProbabilities row(const torch::Tensor& probabilities, std::int64_t epoch) {
    StageProbabilities p{};
    const float* values = probabilities.data_ptr<float>() + epoch * kStageClassCount;
    std::copy(values, values + kStageClassCount, p.begin());
    return p;
}

/// Windows [w, length, width] out of embeddings [n, width].
Embeddings gather(const NightEmbeddings& embeddings, const std::vector<std::int64_t>& starts,
                  std::int64_t length) {
    std::vector<torch::Tensor> raw;
    std::vector<torch::Tensor> spectrogram;
    for (const std::int64_t start : starts) {
        raw.push_back(embeddings.raw.narrow(0, start, length));
        spectrogram.push_back(embeddings.spectrogram.narrow(0, start, length));
    }
    return {torch::stack(raw), torch::stack(spectrogram)};
}

/// epochs[from, to) as rows of a tensor on `device`.
torch::Tensor rowsOf(const std::vector<std::int64_t>& epochs, std::int64_t from, std::int64_t to,
                     const torch::Device& device) {
    return torch::tensor(
               at::ArrayRef<std::int64_t>(epochs.data() + from, static_cast<std::size_t>(to - from)))
        .to(device);
}

/// Calls `work(from, to)` for batches that make up [0, n). On the CPU each thread takes whole batches: a
/// product of this size is over before a second thread has woken up to help with it. `report(done)` follows
/// whenever every thread has had a batch.
template <typename Work, typename Report>
Result<void> inBatches(std::int64_t n, std::int64_t batch, const torch::Device& device,
                       const TaskContext& context, Work work, Report report) {
    const std::int64_t threads = device.is_cpu() ? at::get_num_threads() : 1;
    const bool isInference = c10::InferenceMode::is_enabled(); // for this thread alone
    for (std::int64_t from = 0; from < n; from += threads * batch) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "scoring");
        const std::int64_t count = std::min(threads * batch, n - from);
        at::parallel_for(0, (count + batch - 1) / batch, 1, [&](std::int64_t first, std::int64_t last) {
            const c10::InferenceMode inference(isInference);
            const torch::NoGradGuard noGrad;
            for (std::int64_t b = first; b < last; ++b)
                work(from + b * batch, from + std::min(count, (b + 1) * batch));
        });
        report(from + count);
    }
    return {};
}

/// Reads windows in batches: adds the log-probabilities [w, length, 5] that `readBatch(windows)` gives to
/// `sums`, one tensor to each.
template <typename ReadBatch>
Result<void> readWindows(const NightEmbeddings& embeddings, std::int64_t stride, std::int64_t length,
                         int batch, const TaskContext& context, const std::vector<LogSum*>& sums,
                         ReadBatch readBatch) {
    const auto starts = windowStarts(embeddings.raw.size(0), length, stride);
    const auto n = static_cast<std::int64_t>(starts.size());
    std::vector<torch::Tensor> logs;
    for (std::size_t i = 0; i < sums.size(); ++i)
        logs.push_back(torch::empty({n, length, kStageClassCount}));
    auto done = inBatches(
        n, batch, embeddings.raw.device(), context,
        [&](std::int64_t from, std::int64_t to) {
            const std::vector<std::int64_t> some(starts.begin() + from, starts.begin() + to);
            const std::vector<torch::Tensor> read = readBatch(gather(embeddings, some, length));
            for (std::size_t i = 0; i < logs.size(); ++i)
                logs[i].narrow(0, from, to - from).copy_(read[i]);
        },
        [&](std::int64_t read) {
            context.report(static_cast<double>(read) / static_cast<double>(n), "reading the night");
        });
    if (!done)
        return done;
    // Here, in order: sums must not depend on the number of threads.
    for (std::size_t i = 0; i < logs.size(); ++i)
        sums[i]->add(starts, logs[i]);
    return {};
}

} // namespace

ViewBatch viewsOf(std::span<const float> samples, std::int64_t count,
                  const SpectrogramNormalisation& normalisation) {
    ViewBatch views{torch::empty({count, kModelEpochSamples}),
                    torch::empty({count, dsp::kEpochFrames, dsp::kEpochBins})};
    std::copy(samples.begin(), samples.end(), views.raw.data_ptr<float>());
    float* spectrogram = views.spectrogram.data_ptr<float>();
    for (std::int64_t e = 0; e < count; ++e) {
        const std::span<float> out(spectrogram + e * kEpochValues, static_cast<std::size_t>(kEpochValues));
        dsp::epochSpectrogram(
            samples.subspan(static_cast<std::size_t>(e) * kModelEpochSamples, kModelEpochSamples), out);
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::size_t bin = i % dsp::kEpochBins;
            out[i] = (out[i] - normalisation.mean[bin]) / normalisation.deviation[bin];
        }
    }
    return views;
}

Result<void> embedEpochs(ReadyNetwork& ready, const ModelInput& input,
                         const std::vector<std::int64_t>& epochs, int batch, NightEmbeddings& all,
                         const TaskContext& context, const std::function<void(std::int64_t)>& afterBatches) {
    const auto n = static_cast<std::int64_t>(epochs.size());
    return inBatches(
        n, batch, ready.device, context,
        [&](std::int64_t from, std::int64_t to) {
            std::vector<float> samples;
            samples.reserve(static_cast<std::size_t>((to - from) * kModelEpochSamples));
            for (std::int64_t i = from; i < to; ++i) {
                const auto epoch = input.epoch(epochs[static_cast<std::size_t>(i)]);
                samples.insert(samples.end(), epoch.begin(), epoch.end());
            }
            const ViewBatch views = viewsOf(samples, to - from, ready.normalisation);
            const Embeddings some =
                ready.network->embed(views.raw.to(ready.device), views.spectrogram.to(ready.device));
            const auto rows = rowsOf(epochs, from, to, ready.device);
            all.raw.index_copy_(0, rows, some.raw);
            all.spectrogram.index_copy_(0, rows, some.spectrogram);
        },
        [&](std::int64_t embedded) {
            context.report(static_cast<double>(embedded) / static_cast<double>(n), "looking at epochs");
            if (afterBatches)
                afterBatches(embedded);
        });
}

NightEmbeddings noEmbeddings(const ReadyNetwork& ready, std::int64_t n) {
    const auto options = torch::TensorOptions(ready.device).dtype(torch::kFloat32);
    return {torch::zeros({n, ready.network->config().width}, options),
            torch::zeros({n, ready.network->config().width}, options)};
}

Result<NightEmbeddings> embedNight(ReadyNetwork& ready, const ModelInput& input, int batch,
                                   const TaskContext& context) {
    std::vector<std::int64_t> epochs(static_cast<std::size_t>(input.grid.count));
    std::iota(epochs.begin(), epochs.end(), 0);
    NightEmbeddings all = noEmbeddings(ready, input.grid.count);
    if (auto done = embedEpochs(ready, input, epochs, batch, all, context); !done)
        return tl::make_unexpected(done.error());
    return all;
}

std::vector<std::int64_t> windowStarts(std::int64_t n, std::int64_t length, std::int64_t stride) {
    if (n <= length)
        return {0};
    std::vector<std::int64_t> starts;
    for (std::int64_t start = 0; start + length <= n; start += std::max<std::int64_t>(stride, 1))
        starts.push_back(start);
    if (starts.back() + length < n)
        starts.push_back(n - length);
    return starts;
}

Result<void> readEpochs(ReadyNetwork& ready, const NightEmbeddings& embeddings, std::int64_t first,
                        std::int64_t last, int stride, int batch, NightProbabilities& night,
                        const TaskContext& context) {
    const std::int64_t n = last - first;
    if (n <= 0)
        return {};
    const std::int64_t length = std::min<std::int64_t>(ready.network->config().sequenceLength, n);
    const NightEmbeddings part{embeddings.raw.narrow(0, first, n),
                               embeddings.spectrogram.narrow(0, first, n)};
    LogSum joint(n);
    auto done = readWindows(part, stride, length, batch, context.part(0.0, 0.8), {&joint},
                            [&](const Embeddings& windows) {
                                return std::vector<torch::Tensor>{ready.network->verdict(windows)};
                            });
    if (!done)
        return done;

    // What each view would say by itself is a sign of doubt, not the verdict: half-overlapping windows are
    // enough.
    LogSum raw(n);
    LogSum spectrogram(n);
    const std::int64_t coarse = std::max<std::int64_t>(stride, length / 2);
    done = readWindows(part, coarse, length, batch, context.part(0.8, 1.0), {&raw, &spectrogram},
                       [&](const Embeddings& windows) {
                           const StageLogits alone = ready.network->classify(windows, false);
                           return std::vector<torch::Tensor>{torch::log_softmax(alone.raw, -1),
                                                             torch::log_softmax(alone.spectrogram, -1)};
                       });
    if (!done)
        return done;
    const auto jointP = joint.probabilities(ready.temperature);
    const auto rawP = raw.probabilities(ready.temperature);
    const auto spectrogramP = spectrogram.probabilities(ready.temperature);
    for (std::int64_t e = 0; e < n; ++e) {
        EpochVerdict& verdict = night.epochs[static_cast<std::size_t>(first + e)];
        if (verdict.quality == EpochQuality::Missing)
            continue;
        verdict.joint = row(jointP, e);
        verdict.raw = row(rawP, e);
        verdict.spectrogram = row(spectrogramP, e);
    }
    return {};
}

namespace {

constexpr std::int64_t kPreviewStep = 5;

/// The whole night from `few` epochs, every kPreviewStep-th: each other epoch is taken for the nearest of
/// them.
Result<void> previewFrom(const std::vector<std::int64_t>& few, ReadyNetwork& ready,
                         const NightEmbeddings& all, int batch, NightProbabilities& night) {
    const auto count = static_cast<std::int64_t>(few.size());
    const auto rows = rowsOf(few, 0, count, ready.device);
    NightProbabilities read;
    read.epochs.resize(few.size());
    const auto length = static_cast<int>(ready.network->config().sequenceLength);
    if (auto done = readEpochs(ready, {all.raw.index_select(0, rows), all.spectrogram.index_select(0, rows)},
                               0, count, length, batch, read, {});
        !done)
        return done;
    for (std::size_t e = 0; e < night.epochs.size(); ++e) {
        EpochVerdict& verdict = night.epochs[e];
        const EpochQuality quality = verdict.quality;
        if (quality == EpochQuality::Missing)
            continue;
        verdict = read.epochs[std::min(e / kPreviewStep, few.size() - 1)];
        verdict.quality = quality;
    }
    return {};
}

} // namespace

Result<NightProbabilities> scoreNight(ReadyNetwork& ready, const ModelInput& input,
                                      const ScoreOptions& options, const TaskContext& context) {
    const c10::InferenceMode inference;
    NightProbabilities night;
    night.grid = input.grid;
    night.derivation = input.derivation;
    night.epochs.resize(static_cast<std::size_t>(input.grid.count));
    for (std::size_t e = 0; e < night.epochs.size(); ++e)
        night.epochs[e].quality = input.quality[e];

    // The whole night from every fifth epoch; then, as soon as all epochs of a piece are embedded, that piece
    // without overlap.
    const std::int64_t n = input.grid.count;
    std::vector<std::int64_t> few;
    std::vector<std::int64_t> rest;
    for (std::int64_t e = 0; e < n; ++e)
        (e % kPreviewStep == kPreviewStep / 2 ? few : rest).push_back(e);
    NightEmbeddings all = noEmbeddings(ready, n);
    const double shareOfFew = 0.7 / kPreviewStep;
    auto done = embedEpochs(ready, input, few, options.batch, all, context.part(0.0, shareOfFew));
    if (!done)
        return tl::make_unexpected(done.error());
    if (options.partial && !few.empty() && previewFrom(few, ready, all, options.batch, night))
        options.partial(night);

    const std::int64_t length = ready.network->config().sequenceLength;
    const std::int64_t piece = std::max(length, n / 20);
    std::int64_t shown = 0;
    const auto refine = [&](std::int64_t embedded) {
        const std::int64_t whole =
            embedded < static_cast<std::int64_t>(rest.size()) ? rest[static_cast<std::size_t>(embedded)] : n;
        if (!options.partial || whole - shown < piece)
            return;
        if (readEpochs(ready, all, shown, whole, static_cast<int>(length), options.batch, night, {})) {
            shown = whole;
            options.partial(night);
        }
    };
    done = embedEpochs(ready, input, rest, options.batch, all, context.part(shareOfFew, 0.7), refine);
    if (!done)
        return tl::make_unexpected(done.error());
    if (auto read =
            readEpochs(ready, all, 0, n, options.stride, options.batch, night, context.part(0.7, 1.0));
        !read)
        return tl::make_unexpected(read.error());
    context.report(1.0, "done");
    return night;
}

} // namespace hypnodesk::net
