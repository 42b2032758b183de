#include "core/net/linear.h"

namespace hypnodesk::net {

LinearImpl::LinearImpl(int in, int out, Bias bias)
    : torch::nn::LinearImpl(torch::nn::LinearOptions(in, out).bias(bias == Bias::Yes)) {}

torch::Tensor LinearImpl::forward(const torch::Tensor& x) {
    return m_foldedWeight.defined() ? torch::mkldnn_linear(x.to_mkldnn(), m_foldedWeight, bias).to_dense()
                                    : torch::nn::LinearImpl::forward(x);
}

void LinearImpl::fold() {
    torch::NoGradGuard noGrad;
    if (weight.is_cpu() && at::hasMKLDNN())
        m_foldedWeight = weight.detach().to_mkldnn();
}

} // namespace hypnodesk::net
