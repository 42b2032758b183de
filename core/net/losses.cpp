#include "core/net/losses.h"

#include <algorithm>

namespace hypnodesk::net {

torch::Tensor infoNce(const Embeddings& unitVectors, double temperature) {
    return infoNceShare(unitVectors, unitVectors, 0, temperature);
}

torch::Tensor infoNceShare(const Embeddings& own, const Embeddings& all, std::int64_t first,
                           double temperature) {
    const auto partner =
        torch::arange(first, first + own.raw.size(0), own.raw.options().dtype(torch::kInt64));
    const auto entropy = [&](const torch::Tensor& mine, const torch::Tensor& others) { // [n, N]
        const auto options = torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum);
        return torch::nn::functional::cross_entropy(torch::matmul(mine, others.t()) / temperature, partner,
                                                    options);
    };
    return (entropy(own.raw, all.spectrogram) + entropy(own.spectrogram, all.raw)) *
           (0.5 / static_cast<double>(all.raw.size(0)));
}

torch::Tensor maskedL1(const torch::Tensor& rebuilt, const torch::Tensor& target, const torch::Tensor& mask,
                       std::optional<std::int64_t> masked) {
    const auto weight = mask.to(rebuilt.dtype()).unsqueeze(2);
    const auto difference = (rebuilt - target.detach()).abs() * weight;
    const std::int64_t positions = masked ? *masked : mask.sum().item<std::int64_t>();
    return difference.sum() / static_cast<double>(std::max<std::int64_t>(positions * rebuilt.size(2), 1));
}

torch::Tensor stageCrossEntropy(const torch::Tensor& logits, const torch::Tensor& stages,
                                std::optional<std::int64_t> labelled) {
    const auto options =
        torch::nn::functional::CrossEntropyFuncOptions().ignore_index(kIgnoredStage).reduction(torch::kSum);
    const std::int64_t epochs = labelled ? *labelled : labelledCount(stages);
    return torch::nn::functional::cross_entropy(logits.flatten(0, 1), stages.flatten(), options) /
           static_cast<double>(std::max<std::int64_t>(epochs, 1));
}

std::int64_t labelledCount(const torch::Tensor& stages) {
    return (stages != kIgnoredStage).sum().item<std::int64_t>();
}

torch::Tensor stageDivergence(const torch::Tensor& referenceLog, const torch::Tensor& studentLog,
                              const torch::Tensor& stages) {
    const auto labelled = (stages != kIgnoredStage).to(studentLog.dtype());
    const auto perEpoch = (referenceLog.exp() * (referenceLog - studentLog)).sum(-1);
    return (perEpoch * labelled).sum() / labelled.sum().clamp_min(1.0);
}

} // namespace hypnodesk::net
