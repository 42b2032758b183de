#pragma once

#include "core/model/trainer.h"
#include "core/net/training_loop.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hypnodesk::net {

/// What a model file remembers of the run that made it: kind, options, seed, data digests, passes,
/// validation.
nlohmann::json trainingRecord(const std::string& kind, const TrainingOptions& options,
                              const SubjectSplit& split, const TrainingLoop& loop);

} // namespace hypnodesk::net
