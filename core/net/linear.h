#pragma once

#include "core/net/torch.h"

namespace hypnodesk::net {

/// torch::nn::Linear whose products oneDNN can do for evaluation on the CPU. LibTorch 1.13 leaves them to the
/// BLAS; OpenBLAS 0.3.21 does not know newer processors, and takes two to four times as long for products as
/// flat as ours.
class LinearImpl : public torch::nn::LinearImpl {
public:
    enum class Bias { No, Yes };
    LinearImpl(int in, int out, Bias bias);
    torch::Tensor forward(const torch::Tensor& x); // [..., in] -> [..., out]

    /// Evaluation only: keeps a copy of the weight for oneDNN, where there is one. Not reversible.
    void fold();

private:
    torch::Tensor m_foldedWeight;
};
TORCH_MODULE(Linear);

} // namespace hypnodesk::net
