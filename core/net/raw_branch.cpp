#include "core/net/raw_branch.h"

#include "core/net/across_processes.h"

#include <string>

namespace hypnodesk::net {

namespace nn = torch::nn;

namespace {

constexpr int kReduction = 16;
constexpr int kPool = 5;
constexpr int kKernel = 3;

struct StageShape {
    int width;
    int convolutions;
};
constexpr StageShape kStages[] = {{64, 2}, {128, 2}, {192, 3}, {256, 3}, {256, 3}};

/// Max-pooling by 5 after zero-padding at the end to a multiple of 5.
torch::Tensor pooled(const torch::Tensor& x) {
    const auto missing = (kPool - x.size(2) % kPool) % kPool;
    return torch::max_pool1d(missing == 0 ? x : torch::constant_pad_nd(x, {0, missing}), kPool);
}

} // namespace

ConvolutionImpl::ConvolutionImpl(int in, int out, int kernel, int stride, bool hasGate)
    : m_stride(stride), m_padding(kernel / 2) {
    m_convolution = register_module(
        "convolution",
        nn::Conv1d(nn::Conv1dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false)));
    m_norm = register_module("norm", nn::BatchNorm1d(out));
    m_activation = register_module("activation", nn::PReLU());
    if (hasGate) {
        m_squeeze = register_module("squeeze", nn::Linear(out, out / kReduction));
        m_excite = register_module("excite", nn::Linear(out / kReduction, out));
    }
}

torch::Tensor ConvolutionImpl::normalised(const torch::Tensor& x) {
    const bool isShared = m_group && !m_group->isAlone() && m_norm->is_training();
    return isShared ? batchNormAcross(x, *m_norm, m_group) : m_norm(x);
}

torch::Tensor ConvolutionImpl::gated(const torch::Tensor& x) {
    const auto gate = torch::sigmoid(m_excite(torch::relu(m_squeeze(x.mean(2))))).unsqueeze(2);
    return m_foldedWeight.defined() ? x.mul_(gate) : x * gate;
}

torch::Tensor ConvolutionImpl::forward(const torch::Tensor& x) {
    torch::Tensor y;
    if (m_foldedWeight.defined()) {
        y = torch::conv1d(x, m_foldedWeight, m_foldedBias, m_stride, m_padding);
        torch::leaky_relu_(y, m_slope); // a PReLU with one slope
    } else {
        y = m_activation(normalised(m_convolution(x)));
    }
    return m_squeeze ? gated(y) : y;
}

void ConvolutionImpl::fold() {
    torch::NoGradGuard noGrad;
    const auto factor = m_norm->weight / torch::sqrt(m_norm->running_var + m_norm->options.eps());
    m_foldedWeight = m_convolution->weight * factor.view({-1, 1, 1});
    m_foldedBias = m_norm->bias - m_norm->running_mean * factor;
    m_slope = m_activation->weight.item<double>();
}

RawBranchImpl::RawBranchImpl(const ModelConfig& config) {
    int in = 1;
    for (std::size_t s = 0; s < std::size(kStages); ++s) {
        auto& stage = m_stages.emplace_back();
        for (int c = 0; c < kStages[s].convolutions; ++c) {
            const bool isFirst = s == 0 && c == 0;
            const bool isLast = c + 1 == kStages[s].convolutions;
            stage.push_back(
                register_module("stage" + std::to_string(s + 1) + "_" + std::to_string(c + 1),
                                Convolution(in, kStages[s].width, isFirst ? config.rawKernel : kKernel,
                                            isFirst ? config.rawStride : 1, isLast)));
            in = kStages[s].width;
        }
    }
    m_narrow = register_module("narrow", nn::Conv1d(nn::Conv1dOptions(in, config.width, 1)));
    m_pool = register_module("pool", AttentionPool(config.width));
}

torch::Tensor RawBranchImpl::forward(const torch::Tensor& raw) {
    auto x = raw.unsqueeze(1); // [N, 1, 3000]
    for (std::size_t s = 0; s < m_stages.size(); ++s) {
        if (s > 0)
            x = pooled(x);
        for (auto& convolution : m_stages[s])
            x = convolution(x);
    }
    return m_pool(m_narrow(x).transpose(1, 2)); // [N, steps, width] -> [N, width]
}

void RawBranchImpl::joinProcesses(const ProcessGroupPointer& group) {
    for (auto& stage : m_stages)
        for (auto& convolution : stage)
            convolution->joinProcesses(group);
}

} // namespace hypnodesk::net
