#include "core/net/across_processes.h"

namespace hypnodesk::net {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::Variable;
using torch::autograd::variable_list;

c10::IValue capsuleOf(const ProcessGroupPointer& group) {
    return c10::IValue::make_capsule(c10::static_intrusive_pointer_cast<torch::CustomClassHolder>(group));
}

ProcessGroupPointer groupOf(AutogradContext* context) {
    return c10::static_intrusive_pointer_cast<ProcessGroup>(context->saved_data["group"].toCapsule());
}

struct GatherRows : Function<GatherRows> {
    static Variable forward(AutogradContext* context, const Variable& rows, std::int64_t first,
                            std::int64_t all, const ProcessGroupPointer& group) {
        context->saved_data["group"] = capsuleOf(group);
        context->saved_data["first"] = first;
        context->saved_data["count"] = rows.size(0);
        return group->gather(rows, first, all);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto total = gradients.front().contiguous().clone();
        groupOf(context)->allReduceSum(total);
        return {total.narrow(0, context->saved_data["first"].toInt(), context->saved_data["count"].toInt()),
                Variable(), Variable(), Variable()};
    }
};

/// y = (x - mean) * deviation^-1 * weight + bias per channel, where mean and deviation are those of x over
/// all processes and take gradient as such.
struct Normalise : Function<Normalise> {
    static Variable forward(AutogradContext* context, const Variable& x, const Variable& weight,
                            const Variable& bias, const Variable& mean, const Variable& inverse, double count,
                            const ProcessGroupPointer& group) {
        context->saved_data["group"] = capsuleOf(group);
        context->saved_data["count"] = count;
        context->save_for_backward({x, weight, mean, inverse});
        const auto scale = weight * inverse;
        return torch::addcmul((bias - mean * scale).view({1, -1, 1}), x, scale.view({1, -1, 1}));
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto& gradient = gradients.front();
        const auto& weight = saved[1];
        const auto& inverse = saved[3];
        const auto centred = saved[0] - saved[2].view({1, -1, 1});
        const auto sum = gradient.sum(at::IntArrayRef({0, 2}));
        const auto moment = (gradient * centred).sum(at::IntArrayRef({0, 2}));
        const auto all = torch::stack({sum, moment});
        groupOf(context)->allReduceSum(all);
        const auto mean = all / context->saved_data["count"].toDouble();
        // dx = w/s * (g - mean(g) - (x - m)/s^2 * mean(g (x - m)))
        const auto slope = (mean[1] * inverse * inverse).view({1, -1, 1});
        const auto toInput = torch::addcmul(gradient - mean[0].view({1, -1, 1}), centred, slope, -1.0)
                                 .mul_((weight * inverse).view({1, -1, 1}));
        return {toInput, moment * inverse, sum, Variable(), Variable(), Variable(), Variable()};
    }
};

struct Moments {
    torch::Tensor mean;     ///< [channels] float64
    torch::Tensor variance; ///< biased
    double count = 0.0;     ///< values per channel, of all processes
};

/// Each process measures its own rows around their own mean; joined as Chan et al. (1979), which loses no
/// digits.
Moments momentsAcross(const torch::Tensor& x, const ProcessGroupPointer& group) {
    const torch::NoGradGuard noGrad;
    const auto channels = x.size(1);
    const auto count = x.size(0) * x.size(2);
    auto own = torch::zeros({2 * channels + 1}, x.options().dtype(torch::kFloat64));
    if (count > 0) {
        const auto [variance, mean] = torch::var_mean(x.detach(), at::IntArrayRef({0, 2}), false);
        own.narrow(0, 0, channels).copy_(mean);
        own.narrow(0, channels, channels).copy_(variance);
        own[2 * channels] = static_cast<double>(count);
    }
    const auto all = group->gatherOne(own); // [processes, 2 channels + 1]
    const auto counts = all.narrow(1, 2 * channels, 1);
    const auto means = all.narrow(1, 0, channels);
    const auto total = counts.sum();
    Moments moments;
    moments.mean = (counts * means).sum(0) / total;
    moments.variance =
        (counts * (all.narrow(1, channels, channels) + (means - moments.mean).square())).sum(0) / total;
    moments.count = total.item<double>();
    return moments;
}

} // namespace

torch::Tensor gatherRows(const torch::Tensor& rows, const RowShare& share, const ProcessGroupPointer& group) {
    return group->isAlone() ? rows : GatherRows::apply(rows, share.first, share.all, group);
}

torch::Tensor batchNormAcross(const torch::Tensor& x, torch::nn::BatchNorm1dImpl& norm,
                              const ProcessGroupPointer& group) {
    const Moments moments = momentsAcross(x, group);
    const auto mean = moments.mean.to(x.dtype());
    const auto inverse = (moments.variance + norm.options.eps()).rsqrt().to(x.dtype());
    {
        const torch::NoGradGuard noGrad;
        const double momentum = norm.options.momentum().value_or(0.1);
        const double unbiased = moments.count / std::max(moments.count - 1.0, 1.0);
        norm.running_mean.lerp_(mean, momentum);
        norm.running_var.lerp_((moments.variance * unbiased).to(x.dtype()), momentum);
        norm.num_batches_tracked.add_(1);
    }
    return Normalise::apply(x, norm.weight, norm.bias, mean, inverse, moments.count, group);
}

} // namespace hypnodesk::net
