#pragma once

#include "core/model/model_file.h"

#include <span>
#include <string>

namespace hypnodesk {

/// The mean of the weights of models that grew from the same one ("model soup", Wortsman et al. 2022): the
/// network reads as one, costs no more to run, and is often better than each. Their shapes and input
/// statistics must be the same, ArgumentInvalid names what is not. Counters are the first model's; the
/// temperature is their mean. The provenance names every model and holds theirs.
Result<ModelFile> averageModels(std::span<const ModelFile> models, const std::string& name);

} // namespace hypnodesk
