#include "core/model/model_average.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

bool isFloat(TensorType type) {
    return type == TensorType::F32 || type == TensorType::F16 || type == TensorType::BF16;
}

const NamedTensor* findWeight(const ModelFile& model, const std::string& name) {
    const auto found = std::ranges::find(model.weights, name, &NamedTensor::name);
    return found == model.weights.end() ? nullptr : &*found;
}

Result<void> checkAlike(const ModelFile& first, const ModelFile& other) {
    const auto refuse = [&](const std::string& what) {
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("{} and {} have not grown from the same model: their {} differ", first.name,
                                other.name, what));
    };
    if (first.config != other.config)
        return refuse("shapes");
    if (first.normalisation != other.normalisation)
        return refuse("input statistics");
    if (first.weights.size() != other.weights.size())
        return refuse("arrays");
    for (const NamedTensor& weight : first.weights) {
        const NamedTensor* twin = findWeight(other, weight.name);
        if (!twin || twin->shape != weight.shape || isFloat(twin->type) != isFloat(weight.type))
            return refuse(fmt::format("arrays {}", weight.name));
    }
    return {};
}

NamedTensor meanOf(std::span<const ModelFile> models, const NamedTensor& first) {
    std::vector<double> sums(static_cast<std::size_t>(first.elementCount()), 0.0);
    for (const ModelFile& model : models) {
        const std::vector<float> values = findWeight(model, first.name)->toFloats();
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += values[i];
    }
    std::vector<float> means(sums.size());
    std::ranges::transform(sums, means.begin(), [&](double sum) {
        return static_cast<float>(sum / static_cast<double>(models.size()));
    });
    return NamedTensor::fromFloats(first.name, first.shape, means);
}

} // namespace

Result<ModelFile> averageModels(std::span<const ModelFile> models, const std::string& name) {
    if (models.size() < 2)
        return fail(ErrorCode::ArgumentInvalid, "an average needs at least two models");
    const ModelFile& first = models.front();
    for (const ModelFile& other : models.subspan(1))
        if (const auto alike = checkAlike(first, other); !alike)
            return tl::make_unexpected(alike.error());
    ModelFile average;
    average.name = name;
    average.config = first.config;
    average.normalisation = first.normalisation;
    average.temperature = 0.0;
    nlohmann::json parts = nlohmann::json::array();
    for (const ModelFile& model : models) {
        average.temperature += model.temperature / static_cast<double>(models.size());
        parts.push_back({{"name", model.name}, {"sha256", model.digest}, {"provenance", model.provenance}});
    }
    average.provenance = {{"kind", "average"}, {"base", parts.front()}, {"models", parts}};
    for (const NamedTensor& weight : first.weights)
        average.weights.push_back(isFloat(weight.type) ? meanOf(models, weight) : weight);
    return average;
}

} // namespace hypnodesk
