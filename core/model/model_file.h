#pragma once

#include "core/base/result.h"
#include "core/model/model_config.h"
#include "core/model/safetensors.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hypnodesk {

/// Mean and deviation of every spectrogram bin over the training set (model.md section 1.4), in dB.
struct SpectrogramNormalisation {
    std::vector<float> mean;      ///< 128
    std::vector<float> deviation; ///< 128, > 0
    bool operator==(const SpectrogramNormalisation&) const = default;
};

/// A trained network as it lies on disk. The weights are named as in core/net; the statistics and everything
/// a reader must know travel in the metadata.
struct ModelFile {
    static constexpr int kFormatVersion = 1;

    std::string name; ///< "MC2SleepNet simulated 1"
    ModelConfig config;
    SpectrogramNormalisation normalisation;
    double temperature = 1.0; ///< divides the log-probabilities before the softmax
    nlohmann::json provenance = nlohmann::json::object(); ///< data digests, seed, options, parents, metrics
    std::vector<NamedTensor> weights;

    /// SHA-256 over the whole file; set by readModelFile and writeModelFile.
    std::string digest;
};

/// Reads and checks a model: format version, configuration, class order, statistics, and that the digest of
/// weights and statistics is the one its metadata promises.
Result<ModelFile> readModelFile(const std::filesystem::path& path);

/// Writes atomically and sets `digest`. Refuses to overwrite an existing file: a model is never changed in
/// place.
Result<void> writeModelFile(ModelFile& model, const std::filesystem::path& path);

} // namespace hypnodesk
