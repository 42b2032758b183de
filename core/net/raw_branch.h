#pragma once

#include "core/model/model_config.h"
#include "core/net/attention.h"
#include "core/net/process_group.h"
#include "core/net/torch.h"

#include <vector>

namespace hypnodesk::net {

/// Convolution of odd width, batch normalisation, PReLU with one slope; optionally a squeeze-excite gate
/// behind.
class ConvolutionImpl : public torch::nn::Module {
public:
    ConvolutionImpl(int in, int out, int kernel, int stride, bool hasGate);
    torch::Tensor forward(const torch::Tensor& x); // [N, in, T] -> [N, out, ceil(T / stride)]

    /// Evaluation only: melts the batch normalisation into the convolution and works in place. Not
    /// reversible.
    void fold();

    /// Training only: batch statistics are those of the rows of all processes.
    void joinProcesses(ProcessGroupPointer group) { m_group = std::move(group); }

private:
    torch::Tensor normalised(const torch::Tensor& x);
    torch::Tensor gated(const torch::Tensor& x);

    int m_stride;
    int m_padding;
    torch::nn::Conv1d m_convolution{nullptr};
    torch::nn::BatchNorm1d m_norm{nullptr};
    torch::nn::PReLU m_activation{nullptr};
    torch::nn::Linear m_squeeze{nullptr}, m_excite{nullptr};
    torch::Tensor m_foldedWeight, m_foldedBias;
    double m_slope = 0.0;
    ProcessGroupPointer m_group;
};
TORCH_MODULE(Convolution);

/// The raw view of epochs to embeddings: SleePyCo's backbone with squeeze-excite gates, then additive
/// attention over the last steps (model.md section 2). [N, 3000] -> [N, width]
class RawBranchImpl : public torch::nn::Module {
public:
    explicit RawBranchImpl(const ModelConfig& config);
    torch::Tensor forward(const torch::Tensor& raw);
    void joinProcesses(const ProcessGroupPointer& group);

private:
    std::vector<std::vector<Convolution>> m_stages; ///< max-pooling by 5 between them
    torch::nn::Conv1d m_narrow{nullptr};
    AttentionPool m_pool{nullptr};
};
TORCH_MODULE(RawBranch);

} // namespace hypnodesk::net
