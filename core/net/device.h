#pragma once

#include "core/base/result.h"
#include "core/model/process_place.h"
#include "core/net/torch.h"

#include <string>

namespace hypnodesk::net {

/// "auto" (CUDA when there is one), "cpu" or "cuda". "cuda" fails where there is none. Of several CUDA
/// devices the one of this number, counted round.
Result<torch::Device> chooseDevice(const std::string& wish, int number = 0);

/// "CPU, 2 threads" or the CUDA device's number.
std::string deviceName(const torch::Device& device);

/// The tensor on the device. Those for a CUDA device leave from pinned memory, so that the copy runs beside
/// the work that is queued there already.
torch::Tensor onDevice(const torch::Tensor& tensor, const torch::Device& device);

/// LibTorch starts with one thread on some builds; lets it use every core this process may run on.
/// Idempotent.
void useAllCores();

/// LibTorch's and the BLAS's threads for one computation. Threads started from now on inherit it.
void useThreads(int threads);

/// Lets LibTorch use the part of the machine's cores that belongs to one of several processes.
void useCores(const ProcessPlace& place);

} // namespace hypnodesk::net
