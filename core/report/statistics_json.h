#pragma once

#include "core/scoring/event_statistics.h"
#include "core/scoring/statistic_intervals.h"

#include <nlohmann/json_fwd.hpp>

namespace hypnodesk {

/// {"lights_assumed": true, "statistics": {"tst_min": 371.5, "rem_latency_min": null, ...}, "absent":
/// {"rem_latency_min": "no REM"}, "interval_level": 0.95, "intervals": {"tst_min": [358.0, 384.0]}, "cycles":
/// [{begin_min, duration_min, nrem_min, rem_min}]}. Keys as in statisticRows(); what does not exist in the
/// night is null, never 0, and named in "absent". Intervals only where there are any. With `events` also
/// "events": [{kind, count, in_sleep, per_h}] of the kinds that were marked.
nlohmann::ordered_json toJson(const SleepStatistics& statistics,
                              const std::optional<ReviewQuality>& quality = {},
                              const StatisticIntervals& intervals = {},
                              const EventStatistics* events = nullptr);

/// {"tst_min": {"name": ..., "unit": "min", "group": "Sleep", "definition": ..., "interval": true}, ...}
nlohmann::ordered_json statisticDefinitionsJson(const SleepStatistics& statistics);

} // namespace hypnodesk
