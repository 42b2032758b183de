#pragma once

#include "core/net/process_group.h"
#include "core/net/torch.h"

#include <cstdint>

namespace hypnodesk::net {

/// Operations over a batch whose rows are spread over the processes of a group. Each process's loss is its
/// share of a sum over all; gradients flow to the process whose rows they belong to, as if the batch were in
/// one place.

/// A process's rows among those of all: [first, first + count) of `all`.
struct RowShare {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t all = 0;
};

/// Rows of all processes one behind another, [count, ...] -> [all, ...].
torch::Tensor gatherRows(const torch::Tensor& rows, const RowShare& share, const ProcessGroupPointer& group);

/// `norm` in training mode, with mean and variance over the rows of all processes; updates its running
/// statistics alike everywhere. x [N, channels, T]; a process may have N = 0.
torch::Tensor batchNormAcross(const torch::Tensor& x, torch::nn::BatchNorm1dImpl& norm,
                              const ProcessGroupPointer& group);

} // namespace hypnodesk::net
