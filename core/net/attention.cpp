#include "core/net/attention.h"

#include <cmath>

namespace hypnodesk::net {

namespace nn = torch::nn;

namespace {

Linear linearWithoutBias(int in, int out) {
    return Linear(in, out, LinearImpl::Bias::No);
}

nn::LayerNorm layerNorm(int width) {
    return nn::LayerNorm(nn::LayerNormOptions({width}));
}

} // namespace

torch::Tensor sinusoidalPositions(std::int64_t length, std::int64_t width,
                                  const torch::TensorOptions& options) {
    const auto position = torch::arange(length, torch::kFloat32).unsqueeze(1);
    const auto rate = torch::exp(torch::arange(0, width, 2, torch::kFloat32) * (-std::log(10000.0) / width));
    const auto angle = position * rate; // [length, width / 2]
    return torch::stack({angle.sin(), angle.cos()}, 2).reshape({length, width}).to(options.device());
}

AttentionImpl::AttentionImpl(int width, int heads, double dropout) : m_heads(heads) {
    m_query = register_module("query", linearWithoutBias(width, width));
    m_key = register_module("key", linearWithoutBias(width, width));
    m_value = register_module("value", linearWithoutBias(width, width));
    m_output = register_module("output", linearWithoutBias(width, width));
    m_dropout = register_module("dropout", nn::Dropout(dropout));
}

torch::Tensor AttentionImpl::forward(const torch::Tensor& queries, const torch::Tensor& memory) {
    const auto batch = queries.size(0); // may be 0: a share of a batch
    const auto width = queries.size(2);
    const auto headWidth = width / m_heads;
    const auto split =
        [&](const torch::Tensor& x) { // [batch, length, width] -> [batch, heads, length, headWidth]
            return x.view({batch, x.size(1), m_heads, headWidth}).transpose(1, 2);
        };
    const auto q = split(m_query(queries)) * (1.0 / std::sqrt(static_cast<double>(headWidth)));
    const auto k = split(m_key(memory));
    const auto v = split(m_value(memory));
    const auto weights = m_dropout(torch::softmax(torch::matmul(q, k.transpose(2, 3)), -1));
    const auto mixed = torch::matmul(weights, v).transpose(1, 2).reshape({batch, queries.size(1), width});
    return m_output(mixed);
}

FeedForwardImpl::FeedForwardImpl(int width, int hidden, double dropout) {
    m_in = register_module("in", linearWithoutBias(width, hidden));
    m_out = register_module("out", linearWithoutBias(hidden, width));
    m_dropout = register_module("dropout", nn::Dropout(dropout));
}

torch::Tensor FeedForwardImpl::forward(const torch::Tensor& x) {
    return m_out(m_dropout(torch::gelu(m_in(x))));
}

EncoderLayerImpl::EncoderLayerImpl(const Shape& shape) {
    m_self = register_module("self", Attention(shape.width, shape.heads, shape.dropout));
    m_selfNorm = register_module("self_norm", layerNorm(shape.width));
    if (shape.hasCrossAttention) {
        m_cross = register_module("cross", Attention(shape.width, shape.heads, shape.dropout));
        m_crossNorm = register_module("cross_norm", layerNorm(shape.width));
    }
    m_feedForward =
        register_module("feed_forward", FeedForward(shape.width, shape.feedForward, shape.dropout));
    m_feedForwardNorm = register_module("feed_forward_norm", layerNorm(shape.width));
    m_dropout = register_module("dropout", nn::Dropout(shape.dropout));
}

torch::Tensor EncoderLayerImpl::forward(torch::Tensor x, const torch::Tensor& other) {
    x = m_selfNorm(x + m_dropout(m_self(x, x)));
    if (other.defined()) {
        TORCH_CHECK(m_cross, "this layer has no cross-attention");
        x = m_crossNorm(x + m_dropout(m_cross(x, other)));
    }
    return m_feedForwardNorm(x + m_dropout(m_feedForward(x)));
}

AttentionPoolImpl::AttentionPoolImpl(int width) {
    m_hidden = register_module("hidden", Linear(width, width, LinearImpl::Bias::Yes));
    m_score = register_module("score", linearWithoutBias(width, 1));
}

torch::Tensor AttentionPoolImpl::forward(const torch::Tensor& x) {
    const auto weights = torch::softmax(m_score(torch::tanh(m_hidden(x))), 1); // [batch, steps, 1]
    return (weights * x).sum(1);
}

} // namespace hypnodesk::net
