#pragma once

#include "core/scoring/sleep_statistics.h"

#include <nlohmann/json_fwd.hpp>

namespace hypnodesk {

/// {"lights_assumed": true, "statistics": {"tst_min": 371.5, "rem_latency_min": null, ...}, "absent":
/// {"rem_latency_min": "no REM"}, "cycles": [{begin_min, duration_min, nrem_min, rem_min}]}. Keys as in
/// statisticRows(); what does not exist in the night is null, never 0, and named in "absent".
nlohmann::ordered_json toJson(const SleepStatistics& statistics);

} // namespace hypnodesk
