#include "core/net/weights.h"

#include <fmt/format.h>

#include <set>
#include <string>

namespace hypnodesk::net {

namespace {

bool isCounter(const std::string& name) {
    return name.ends_with("num_batches_tracked");
}

template <typename Visit>
void forEachArray(Mc2SleepNet& network, Visit visit) {
    for (auto& item : network->named_parameters())
        visit(item.key(), item.value());
    for (auto& item : network->named_buffers())
        if (!isCounter(item.key()))
            visit(item.key(), item.value());
}

} // namespace

std::vector<NamedTensor> exportWeights(Mc2SleepNet& network, TensorType precision, bool deployedOnly) {
    torch::NoGradGuard noGrad;
    std::vector<NamedTensor> arrays;
    forEachArray(network, [&](const std::string& name, const torch::Tensor& value) {
        if (deployedOnly && Mc2SleepNetImpl::isPretrainingOnly(name))
            return;
        const auto plain = value.detach().to(torch::kCPU, torch::kFloat32).contiguous();
        arrays.push_back(NamedTensor::fromFloats(
            name, plain.sizes().vec(), {plain.data_ptr<float>(), static_cast<std::size_t>(plain.numel())},
            plain.dim() >= 2 ? precision : TensorType::F32));
    });
    return arrays;
}

Result<Mc2SleepNet> networkFrom(const ModelFile& model) {
    torch::NoGradGuard noGrad;
    Mc2SleepNet network(model.config);
    std::string problem;
    std::set<std::string> used;
    const SafeTensors content{{}, model.weights};
    forEachArray(network, [&](const std::string& name, torch::Tensor& target) {
        const NamedTensor* source = content.find(name);
        if (!source) {
            if (!Mc2SleepNetImpl::isPretrainingOnly(name))
                problem = fmt::format("'{}' is missing", name);
            return;
        }
        std::vector<float> values = source->toFloats();
        if (source->shape != target.sizes().vec() ||
            static_cast<std::int64_t>(values.size()) != target.numel()) {
            problem = fmt::format("'{}' has another shape than the network needs", name);
            return;
        }
        target.copy_(torch::from_blob(values.data(), target.sizes(), torch::kFloat32));
        used.insert(name);
    });
    for (const NamedTensor& array : model.weights)
        if (!used.contains(array.name) && problem.empty())
            problem = fmt::format("'{}' is not part of this network", array.name);
    if (!problem.empty())
        return fail(ErrorCode::FormatInvalid, fmt::format("model '{}': {}", model.name, problem));
    network->eval();
    return network;
}

} // namespace hypnodesk::net
