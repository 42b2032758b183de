#include "core/net/spectrogram_branch.h"

#include "core/dsp/spectrogram.h"

#include <string>

namespace hypnodesk::net {

SpectrogramBranchImpl::SpectrogramBranchImpl(const ModelConfig& config) {
    if (config.width != dsp::kEpochBins)
        m_widen = register_module("widen", torch::nn::Linear(dsp::kEpochBins, config.width));
    for (int i = 0; i < config.spectrogramLayers; ++i)
        m_layers.push_back(
            register_module("layer" + std::to_string(i + 1),
                            EncoderLayer(EncoderLayerImpl::Shape{
                                config.width, config.heads, config.feedForward, config.dropout, false})));
    m_pool = register_module("pool", AttentionPool(config.width));
}

torch::Tensor SpectrogramBranchImpl::forward(const torch::Tensor& spectrogram) {
    auto x = m_widen ? m_widen(spectrogram) : spectrogram;
    x = x + sinusoidalPositions(x.size(1), x.size(2), x.options());
    for (auto& layer : m_layers)
        x = layer(x);
    return m_pool(x);
}

} // namespace hypnodesk::net
