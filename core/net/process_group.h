#pragma once

#include "core/base/result.h"
#include "core/model/process_place.h"
#include "core/net/torch.h"

#include <stdexcept>
#include <string>

namespace hypnodesk::net {

/// Another process of the run ended or stays silent. Thrown, since it may happen in the midst of LibTorch's
/// backward pass; pretrain() turns it into an Error.
class ProcessGroupError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The processes that train one network together. Every process must call the same functions in the same
/// order with tensors of the same shape; each call blocks until all have, or throws ProcessGroupError. One
/// thread at a time.
class ProcessGroup : public torch::CustomClassHolder {
public:
    ProcessGroup(int rank, int size) : m_rank(rank), m_size(size) {}

    int rank() const { return m_rank; }
    int size() const { return m_size; }
    bool isAlone() const { return m_size == 1; }
    /// Process 0 alone writes files.
    bool isFirst() const { return m_rank == 0; }

    /// Sums over the processes, in place; every process gets the same bits.
    virtual void allReduceSum(torch::Tensor tensor) = 0;
    /// What process 0 holds, in place.
    virtual void broadcast(torch::Tensor tensor) = 0;
    /// Returns when all have called it.
    virtual void barrier() = 0;

    /// The rows of all processes, [all, ...]; those of this one begin at `first`. No gradient.
    torch::Tensor gather(const torch::Tensor& rows, std::int64_t first, std::int64_t all);
    /// One row of every process, [row...] -> [size, row...].
    torch::Tensor gatherOne(const torch::Tensor& row) { return gather(row.unsqueeze(0), m_rank, m_size); }

private:
    int m_rank;
    int m_size;
};
using ProcessGroupPointer = c10::intrusive_ptr<ProcessGroup>;

/// A process by itself: everything is done at once.
ProcessGroupPointer aloneGroup();

/// Meets the other processes: LibTorch's own engine (c10d), NCCL for tensors on a CUDA device where this
/// LibTorch has it, else Gloo. DeviceUnavailable when the others do not come within the place's timeout or
/// when this program was built without c10d.
Result<ProcessGroupPointer> joinProcessGroup(const ProcessPlace& place, const torch::Device& device);

} // namespace hypnodesk::net
