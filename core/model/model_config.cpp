#include "core/model/model_config.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace hypnodesk {

using nlohmann::json;

namespace {

Result<void> check(const ModelConfig& c) {
    const auto outside = [](int value, int low, int high) { return value < low || value > high; };
    if (c.classes != 5)
        return fail(ErrorCode::FormatUnsupported,
                    fmt::format("{} classes; this program knows W N1 N2 N3 R", c.classes));
    if (outside(c.width, 16, 1024) || outside(c.feedForward, 16, 8192) || outside(c.heads, 1, 64) ||
        outside(c.maskHeads, 1, 64) || outside(c.spectrogramLayers, 1, 24) ||
        outside(c.sequenceLayers, 1, 24) || outside(c.sequenceLength, 2, 1000) ||
        outside(c.rawStride, 1, 5) || outside(c.rawKernel, 3, 101) || c.rawKernel % 2 == 0)
        return fail(ErrorCode::FormatInvalid, "a size in the model's configuration is out of range");
    if (c.width % c.heads != 0 || c.width % c.maskHeads != 0 || c.width % 2 != 0)
        return fail(ErrorCode::FormatInvalid, "the model's width is not a multiple of its number of heads");
    if (!(c.dropout >= 0.0 && c.dropout < 1.0))
        return fail(ErrorCode::FormatInvalid, "the model's dropout is not in [0, 1)");
    if (!c.useRaw && !c.useSpectrogram)
        return fail(ErrorCode::FormatInvalid, "the model uses neither of its two views");
    return {};
}

} // namespace

json toJson(const ModelConfig& c) {
    return {{"width", c.width},
            {"classes", c.classes},
            {"raw_stride", c.rawStride},
            {"raw_kernel", c.rawKernel},
            {"spectrogram_layers", c.spectrogramLayers},
            {"sequence_layers", c.sequenceLayers},
            {"heads", c.heads},
            {"feed_forward", c.feedForward},
            {"mask_heads", c.maskHeads},
            {"dropout", c.dropout},
            {"sequence_length", c.sequenceLength},
            {"use_raw", c.useRaw},
            {"use_spectrogram", c.useSpectrogram}};
}

Result<ModelConfig> modelConfigFromJson(const json& j) {
    ModelConfig c;
    try {
        c.width = j.at("width").get<int>();
        c.classes = j.at("classes").get<int>();
        c.rawStride = j.at("raw_stride").get<int>();
        c.rawKernel = j.value("raw_kernel", c.rawKernel); // the first models did not say
        c.spectrogramLayers = j.at("spectrogram_layers").get<int>();
        c.sequenceLayers = j.at("sequence_layers").get<int>();
        c.heads = j.at("heads").get<int>();
        c.feedForward = j.at("feed_forward").get<int>();
        c.maskHeads = j.at("mask_heads").get<int>();
        c.dropout = j.at("dropout").get<double>();
        c.sequenceLength = j.at("sequence_length").get<int>();
        c.useRaw = j.at("use_raw").get<bool>();
        c.useSpectrogram = j.at("use_spectrogram").get<bool>();
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid, std::string("model configuration: ") + error.what());
    }
    if (const auto checked = check(c); !checked)
        return tl::make_unexpected(checked.error());
    return c;
}

} // namespace hypnodesk
