#include "core/net/mc2sleepnet.h"

#include <string>

namespace hypnodesk::net {

namespace nn = torch::nn;

namespace {

EncoderLayerImpl::Shape layerShape(const ModelConfig& config, int heads, bool hasCrossAttention) {
    return {config.width, heads, config.feedForward, config.dropout, hasCrossAttention};
}

torch::Tensor single(const torch::Tensor& x) {
    return x.to(torch::kFloat32);
}

nn::Sequential projectionHead(int width) {
    return nn::Sequential(nn::Linear(width, width), nn::ReLU(), nn::Linear(width, width));
}

} // namespace

SequenceStackImpl::SequenceStackImpl(const ModelConfig& config) {
    for (int i = 0; i < config.sequenceLayers; ++i)
        m_layers.push_back(register_module("layer" + std::to_string(i + 1),
                                           EncoderLayer(layerShape(config, config.heads, true))));
}

torch::Tensor SequenceStackImpl::forward(torch::Tensor x, const torch::Tensor& other) {
    for (auto& layer : m_layers)
        x = layer(x, other);
    return x;
}

MaskModuleImpl::MaskModuleImpl(const ModelConfig& config) {
    m_token = register_parameter("token", torch::randn({config.width}) * 0.02);
    m_layer = register_module("layer", EncoderLayer(layerShape(config, config.maskHeads, false)));
}

torch::Tensor MaskModuleImpl::forward(const torch::Tensor& x, const torch::Tensor& mask) {
    const auto hidden = torch::where(mask.unsqueeze(2), m_token.view({1, 1, -1}), x);
    return m_layer(hidden + sinusoidalPositions(x.size(1), x.size(2), x.options()));
}

Mc2SleepNetImpl::Mc2SleepNetImpl(const ModelConfig& config) : m_config(config) {
    m_raw = register_module("raw", RawBranch(config));
    m_spectrogram = register_module("spectrogram", SpectrogramBranch(config));
    m_rawStack = register_module("raw_stack", SequenceStack(config));
    m_spectrogramStack = register_module("spectrogram_stack", SequenceStack(config));
    m_viewHead = register_module("view_head", nn::Linear(config.width, config.classes));
    m_jointHead = register_module("joint_head", nn::Linear(2 * config.width, config.classes));
    m_rawProjection = register_module("raw_projection", projectionHead(config.width));
    m_spectrogramProjection = register_module("spectrogram_projection", projectionHead(config.width));
    m_rawMask = register_module("raw_mask", MaskModule(config));
    m_spectrogramMask = register_module("spectrogram_mask", MaskModule(config));
}

bool Mc2SleepNetImpl::isPretrainingOnly(const std::string& parameterName) {
    return parameterName.find("projection.") != std::string::npos ||
           parameterName.find("mask.") != std::string::npos;
}

void Mc2SleepNetImpl::fold() {
    apply([](nn::Module& part) {
        if (auto* convolution = part.as<ConvolutionImpl>())
            convolution->fold();
        else if (auto* linear = part.as<LinearImpl>())
            linear->fold();
    });
}

torch::Tensor Mc2SleepNetImpl::positioned(const torch::Tensor& x) const {
    return x + sinusoidalPositions(x.size(1), x.size(2), x.options());
}

Embeddings Mc2SleepNetImpl::embed(const torch::Tensor& raw, const torch::Tensor& spectrogram) {
    const MixedPrecision mixed = precision();
    Embeddings e;
    if (m_config.useRaw)
        e.raw = single(m_raw(raw));
    if (m_config.useSpectrogram)
        e.spectrogram = single(m_spectrogram(spectrogram));
    if (!e.raw.defined())
        e.raw = torch::zeros_like(e.spectrogram);
    if (!e.spectrogram.defined())
        e.spectrogram = torch::zeros_like(e.raw);
    return e;
}

StageLogits Mc2SleepNetImpl::classify(const Embeddings& embeddings, bool withCrossAttention) {
    const MixedPrecision mixed = precision();
    const auto raw = positioned(embeddings.raw);
    const auto spectrogram = positioned(embeddings.spectrogram);
    const auto readRaw = m_rawStack(raw, withCrossAttention ? spectrogram : torch::Tensor());
    const auto readSpectrogram = m_spectrogramStack(spectrogram, withCrossAttention ? raw : torch::Tensor());
    return {single(m_jointHead(torch::cat({readRaw, readSpectrogram}, 2))), single(m_viewHead(readRaw)),
            single(m_viewHead(readSpectrogram))};
}

torch::Tensor Mc2SleepNetImpl::verdict(const Embeddings& embeddings) {
    const StageLogits logits = classify(embeddings, true);
    auto sum = torch::log_softmax(logits.joint, -1);
    double heads = 1.0;
    if (m_config.useRaw) {
        sum = sum + torch::log_softmax(logits.raw, -1);
        heads += 1.0;
    }
    if (m_config.useSpectrogram) {
        sum = sum + torch::log_softmax(logits.spectrogram, -1);
        heads += 1.0;
    }
    return sum / heads;
}

Embeddings Mc2SleepNetImpl::project(const Embeddings& embeddings) {
    const MixedPrecision mixed = precision();
    const auto unit = [](const torch::Tensor& x) {
        return torch::nn::functional::normalize(single(x),
                                                torch::nn::functional::NormalizeFuncOptions().dim(-1));
    };
    return {unit(m_rawProjection->forward(embeddings.raw)),
            unit(m_spectrogramProjection->forward(embeddings.spectrogram))};
}

Embeddings Mc2SleepNetImpl::reconstruct(const Embeddings& embeddings, const torch::Tensor& rawMask,
                                        const torch::Tensor& spectrogramMask) {
    const MixedPrecision mixed = precision();
    return {single(m_rawStack(m_rawMask(embeddings.raw, rawMask), positioned(embeddings.spectrogram))),
            single(m_spectrogramStack(m_spectrogramMask(embeddings.spectrogram, spectrogramMask),
                                      positioned(embeddings.raw)))};
}

} // namespace hypnodesk::net
