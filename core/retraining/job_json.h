#pragma once

#include "core/retraining/retraining_run.h"

#include <nlohmann/json.hpp>

namespace hypnodesk {

/// All of a job but its folder, for the run folder alone (it names paths). Equal jobs give equal JSON.
nlohmann::json toJson(const RetrainingJob& job);
/// The inverse; FormatInvalid for anything else.
Result<RetrainingJob> jobFromJson(const nlohmann::json& json);

/// What was learned from, for the run folder and the record of the change.
nlohmann::json toJson(const std::vector<LearnedNight>& nights);
/// The inverse; throws nlohmann::json::exception for anything else.
std::vector<LearnedNight> learnedNightsFromJson(const nlohmann::json& json);

} // namespace hypnodesk
