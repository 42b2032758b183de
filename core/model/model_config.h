#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace hypnodesk {

/// The shape of MC2SleepNet, kept in the model file. Defaults are model.md section 2.
struct ModelConfig {
    int width = 128;   ///< D: embedding size of an epoch in both views
    int classes = 5;   ///< W, N1, N2, N3, R
    int rawStride = 1; ///< stride of the first raw convolution: 1 as SleePyCo, 2 halves the raw branch's cost
    int rawKernel = 3; ///< taps of the first raw convolution, odd: longer ones bridge a longer stride
    int spectrogramLayers = 4;
    int sequenceLayers = 4;
    int heads = 8;
    int feedForward = 1024;
    int maskHeads = 4; ///< mask module, pre-training only
    double dropout = 0.1;
    int sequenceLength = 20;    ///< L: epochs in a training window; any length works at run time
    bool useRaw = true;         ///< false: ablation "spectrogram only"
    bool useSpectrogram = true; ///< false: ablation "raw only"

    bool operator==(const ModelConfig&) const = default;
};

nlohmann::json toJson(const ModelConfig& config);
/// Refuses shapes that cannot be built (heads not dividing width, negative sizes) and absurdly large ones.
Result<ModelConfig> modelConfigFromJson(const nlohmann::json& json);

} // namespace hypnodesk
