#pragma once

#include "core/net/linear.h"
#include "core/net/torch.h"

namespace hypnodesk::net {

/// Sinusoidal position codes (Vaswani et al. 2017), -> [length, width].
torch::Tensor sinusoidalPositions(std::int64_t length, std::int64_t width,
                                  const torch::TensorOptions& options);

/// Multi-head attention without biases; queries from one sequence, keys and values from another (or the
/// same).
class AttentionImpl : public torch::nn::Module {
public:
    AttentionImpl(int width, int heads, double dropout);
    /// queries [batch, length, width], memory [batch, memoryLength, width] -> [batch, length, width]
    torch::Tensor forward(const torch::Tensor& queries, const torch::Tensor& memory);

private:
    int m_heads;
    Linear m_query{nullptr}, m_key{nullptr}, m_value{nullptr}, m_output{nullptr};
    torch::nn::Dropout m_dropout{nullptr};
};
TORCH_MODULE(Attention);

/// Linear, GELU, linear, without biases.
class FeedForwardImpl : public torch::nn::Module {
public:
    FeedForwardImpl(int width, int hidden, double dropout);
    torch::Tensor forward(const torch::Tensor& x); // [..., width] -> same

private:
    Linear m_in{nullptr}, m_out{nullptr};
    torch::nn::Dropout m_dropout{nullptr};
};
TORCH_MODULE(FeedForward);

/// Post-LN transformer encoder layer, optionally with cross-attention to another sequence between
/// self-attention and feed-forward: x = LN(x + Self(x)); x = LN(x + Cross(x, other)); x = LN(x + FFN(x)).
class EncoderLayerImpl : public torch::nn::Module {
public:
    struct Shape {
        int width = 128;
        int heads = 8;
        int feedForward = 1024;
        double dropout = 0.1;
        bool hasCrossAttention = false;
    };
    explicit EncoderLayerImpl(const Shape& shape);

    /// x [batch, length, width]; `other` undefined skips the cross-attention.
    torch::Tensor forward(torch::Tensor x, const torch::Tensor& other = {});

private:
    Attention m_self{nullptr}, m_cross{nullptr};
    FeedForward m_feedForward{nullptr};
    torch::nn::LayerNorm m_selfNorm{nullptr}, m_crossNorm{nullptr}, m_feedForwardNorm{nullptr};
    torch::nn::Dropout m_dropout{nullptr};
};
TORCH_MODULE(EncoderLayer);

/// Additive attention pooling (SleepTransformer): weights softmax(v . tanh(W x + b)) over the steps.
class AttentionPoolImpl : public torch::nn::Module {
public:
    explicit AttentionPoolImpl(int width);
    torch::Tensor forward(const torch::Tensor& x); // [batch, steps, width] -> [batch, width]

private:
    Linear m_hidden{nullptr}, m_score{nullptr};
};
TORCH_MODULE(AttentionPool);

} // namespace hypnodesk::net
