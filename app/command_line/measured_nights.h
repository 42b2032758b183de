#pragma once

#include "core/base/result.h"
#include "core/simulation/measured_night.h"

#include <filesystem>

namespace hypnodesk::cli {

/// Reads a night's stages and band powers from a safetensors file: "labels" [epochs] int8 (0 to 4: W N1 N2 N3
/// R; others: none) and "features" [epochs, channels, bands], channels Fpz-Cz and Pz-Oz first, natural
/// logarithms of the powers in delta, theta, alpha, sigma and beta first. The name is the file's; the subject
/// is what comes before "_night" in it.
Result<MeasuredNight> readMeasuredNight(const std::filesystem::path& path);

} // namespace hypnodesk::cli
