#include "core/net/losses.h"

namespace hypnodesk::net {

torch::Tensor infoNce(const Embeddings& unitVectors, double temperature) {
    const auto similarity =
        torch::matmul(unitVectors.raw, unitVectors.spectrogram.t()) / temperature; // [N, N]
    const auto own = torch::arange(similarity.size(0), similarity.options().dtype(torch::kInt64));
    return 0.5 * (torch::nn::functional::cross_entropy(similarity, own) +
                  torch::nn::functional::cross_entropy(similarity.t(), own));
}

torch::Tensor maskedL1(const torch::Tensor& rebuilt, const torch::Tensor& target, const torch::Tensor& mask) {
    const auto weight = mask.to(rebuilt.dtype()).unsqueeze(2);
    const auto difference = (rebuilt - target.detach()).abs() * weight;
    return difference.sum() / (weight.sum() * rebuilt.size(2)).clamp_min(1.0);
}

torch::Tensor stageCrossEntropy(const torch::Tensor& logits, const torch::Tensor& stages) {
    const auto flat = stages.reshape({-1});
    const auto labelled = (flat != kIgnoredStage).sum().clamp_min(1);
    const auto options =
        torch::nn::functional::CrossEntropyFuncOptions().ignore_index(kIgnoredStage).reduction(torch::kSum);
    return torch::nn::functional::cross_entropy(logits.reshape({-1, logits.size(-1)}), flat, options) /
           labelled;
}

torch::Tensor stageDivergence(const torch::Tensor& referenceLog, const torch::Tensor& studentLog,
                              const torch::Tensor& stages) {
    const auto labelled = (stages != kIgnoredStage).to(studentLog.dtype());
    const auto perEpoch = (referenceLog.exp() * (referenceLog - studentLog)).sum(-1);
    return (perEpoch * labelled).sum() / labelled.sum().clamp_min(1.0);
}

} // namespace hypnodesk::net
