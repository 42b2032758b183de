#pragma once

#include "core/base/result.h"
#include "core/net/torch.h"

#include <string>

namespace hypnodesk::net {

/// "auto" (CUDA when there is one), "cpu" or "cuda". "cuda" fails where there is none.
Result<torch::Device> chooseDevice(const std::string& wish);

/// "CPU, 2 threads" or the CUDA device's number.
std::string deviceName(const torch::Device& device);

/// LibTorch starts with one thread on some builds; lets it use every core this process may run on.
/// Idempotent.
void useAllCores();

/// LibTorch's and the BLAS's threads for one computation. Threads started from now on inherit it.
void useThreads(int threads);

} // namespace hypnodesk::net
