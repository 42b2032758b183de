#pragma once

#include "core/model/model_config.h"
#include "core/net/attention.h"
#include "core/net/torch.h"

#include <vector>

namespace hypnodesk::net {

/// The spectrogram view of epochs to embeddings: a transformer over the 29 frames, then additive attention
/// pooling (SleepTransformer). Takes z-scored decibels, [N, 29, 128] -> [N, width].
class SpectrogramBranchImpl : public torch::nn::Module {
public:
    explicit SpectrogramBranchImpl(const ModelConfig& config);
    torch::Tensor forward(const torch::Tensor& spectrogram);

private:
    torch::nn::Linear m_widen{nullptr}; ///< only where width differs from the 128 bins
    std::vector<EncoderLayer> m_layers;
    AttentionPool m_pool{nullptr};
};
TORCH_MODULE(SpectrogramBranch);

} // namespace hypnodesk::net
