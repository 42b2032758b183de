#pragma once

#include "core/model/model_config.h"
#include "core/net/mixed_precision.h"
#include "core/net/raw_branch.h"
#include "core/net/spectrogram_branch.h"
#include "core/net/torch.h"

#include <vector>

namespace hypnodesk::net {

/// What the two views say of a batch of epochs.
struct Embeddings {
    torch::Tensor raw;         ///< [..., width]
    torch::Tensor spectrogram; ///< [..., width]
};

/// Class scores before the softmax, [batch, length, 5] each.
struct StageLogits {
    torch::Tensor joint;
    torch::Tensor raw;
    torch::Tensor spectrogram;
};

/// Layers over the epochs of a window, each self-attention -> cross-attention to the other view ->
/// feed-forward. The same layers serve with and without cross-attention.
class SequenceStackImpl : public torch::nn::Module {
public:
    explicit SequenceStackImpl(const ModelConfig& config);
    /// Both position-encoded, [batch, length, width]; `other` undefined skips the cross-attention.
    torch::Tensor forward(torch::Tensor x, const torch::Tensor& other = {});

private:
    std::vector<EncoderLayer> m_layers;
};
TORCH_MODULE(SequenceStack);

/// Pre-training only: hides epochs of one view behind a learned token and lets one encoder layer look around
/// them.
class MaskModuleImpl : public torch::nn::Module {
public:
    explicit MaskModuleImpl(const ModelConfig& config);
    /// x [batch, length, width], mask [batch, length] bool -> [batch, length, width], position-encoded
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& mask);

private:
    torch::Tensor m_token; ///< [width]
    EncoderLayer m_layer{nullptr};
};
TORCH_MODULE(MaskModule);

/// MC2SleepNet (arXiv 2502.17470) as described in the model card: two backbones, two sequence stacks, three
/// heads, and for pre-training two projection heads and two mask modules.
///
/// In the ablations "raw only" and "spectrogram only" the other view's embedding is zero and its heads are
/// ignored.
class Mc2SleepNetImpl : public torch::nn::Module {
public:
    explicit Mc2SleepNetImpl(const ModelConfig& config);

    const ModelConfig& config() const { return m_config; }

    /// raw [N, 3000], z-scored spectrogram [N, 29, 128] -> embeddings [N, width]
    Embeddings embed(const torch::Tensor& raw, const torch::Tensor& spectrogram);

    /// Embeddings [batch, length, width] -> logits, with or without the views reading each other.
    StageLogits classify(const Embeddings& embeddings, bool withCrossAttention);

    /// The verdict over a window: mean of the three heads' log-softmax in the pass with cross-attention,
    /// -> [batch, length, 5].
    torch::Tensor verdict(const Embeddings& embeddings);

    /// Pre-training: unit vectors of both views for InfoNCE, [N, width].
    Embeddings project(const Embeddings& embeddings);

    /// Pre-training: what each masked view is rebuilt to with the help of the clean other one, [batch,
    /// length, width].
    Embeddings reconstruct(const Embeddings& embeddings, const torch::Tensor& rawMask,
                           const torch::Tensor& spectrogramMask);

    /// The backbones, which fine-tuning freezes.
    std::vector<torch::nn::Module*> backbones() { return {m_raw.get(), m_spectrogram.get()}; }
    /// Parts that a deployed model does not need.
    static bool isPretrainingOnly(const std::string& parameterName);
    /// Evaluation only, where the network is now: faster convolutions and products. Not reversible.
    void fold();
    /// Training only: whether the methods above work in bfloat16 where that is enough (mixed_precision.h).
    /// What they return is single precision either way.
    void useMixedPrecision(bool isMixed) { m_isMixed = isMixed; }
    /// Training only: from now on each batch is a share of one that is spread over these processes.
    void joinProcesses(const ProcessGroupPointer& group) { m_raw->joinProcesses(group); }

private:
    torch::Tensor positioned(const torch::Tensor& x) const;
    MixedPrecision precision() const { return {m_isMixed, m_viewHead->weight.device().type()}; }

    ModelConfig m_config;
    bool m_isMixed = false;
    RawBranch m_raw{nullptr};
    SpectrogramBranch m_spectrogram{nullptr};
    SequenceStack m_rawStack{nullptr}, m_spectrogramStack{nullptr};
    torch::nn::Linear m_viewHead{nullptr}, m_jointHead{nullptr};
    torch::nn::Sequential m_rawProjection{nullptr}, m_spectrogramProjection{nullptr};
    MaskModule m_rawMask{nullptr}, m_spectrogramMask{nullptr};
};
TORCH_MODULE(Mc2SleepNet);

} // namespace hypnodesk::net
