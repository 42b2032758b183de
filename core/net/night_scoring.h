#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/model_file.h"
#include "core/model/model_input.h"
#include "core/model/night_scorer.h"
#include "core/net/mc2sleepnet.h"

namespace hypnodesk::net {

/// Embeddings of all epochs of a night, [n, width] each, on the network's device.
using NightEmbeddings = Embeddings;

/// The network with what it needs to turn a night into probabilities.
struct ReadyNetwork {
    Mc2SleepNet network{nullptr};
    SpectrogramNormalisation normalisation;
    double temperature = 1.0;
    torch::Device device = torch::kCPU;
};

/// Raw epochs [n, 3000] and their z-scored spectrograms [n, 29, 128] on the CPU.
struct ViewBatch {
    torch::Tensor raw;
    torch::Tensor spectrogram;
};
/// Both views of epochs that lie one behind the other; `samples` holds count * 3000.
ViewBatch viewsOf(std::span<const float> samples, std::int64_t count,
                  const SpectrogramNormalisation& normalisation);

/// Rows of zeros for n epochs.
NightEmbeddings noEmbeddings(const ReadyNetwork& ready, std::int64_t n);

/// Embeds these epochs into their rows of `all`, in batches. `afterBatches`, where given, hears on this
/// thread how many are done. Errors: Cancelled.
Result<void> embedEpochs(ReadyNetwork& ready, const ModelInput& input,
                         const std::vector<std::int64_t>& epochs, int batch, NightEmbeddings& all,
                         const TaskContext& context,
                         const std::function<void(std::int64_t done)>& afterBatches = {});

/// Embeds every epoch of a night.
Result<NightEmbeddings> embedNight(ReadyNetwork& ready, const ModelInput& input, int batch,
                                   const TaskContext& context);

/// First epochs of the windows of `length` at `stride` that cover [0, n), the last one ending at n. One short
/// window [0, n) when n < length.
std::vector<std::int64_t> windowStarts(std::int64_t n, std::int64_t length, std::int64_t stride);

/// Mean over the covering windows of the mean log-softmax of the three heads (model.md section 5), then
/// softmax(. / T); and the two views alone. Fills verdicts [first, last) of `night`.
Result<void> readEpochs(ReadyNetwork& ready, const NightEmbeddings& embeddings, std::int64_t first,
                        std::int64_t last, int stride, int batch, NightProbabilities& night,
                        const TaskContext& context);

/// The whole way of a night, with previews.
Result<NightProbabilities> scoreNight(ReadyNetwork& ready, const ModelInput& input,
                                      const ScoreOptions& options, const TaskContext& context);

} // namespace hypnodesk::net
