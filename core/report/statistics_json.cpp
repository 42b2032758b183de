#include "core/report/statistics_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace {

/// Six decimals: minutes and percentages are no place for the noise of binary fractions.
double rounded(double value) {
    return std::round(value * 1e6) / 1e6;
}

} // namespace

nlohmann::ordered_json toJson(const SleepStatistics& statistics, const std::optional<ReviewQuality>& quality,
                              const StatisticIntervals& intervals, const EventStatistics* events) {
    using json = nlohmann::ordered_json;
    json values = json::object();
    json absent = json::object();
    for (const StatisticRow& row : statisticRows(statistics, quality, events)) {
        values[row.key] = row.value ? json(rounded(*row.value)) : json();
        if (!row.value)
            absent[row.key] = row.absentText;
    }
    json cycles = json::array();
    for (const SleepCycle& cycle : statistics.cycles)
        cycles.push_back({{"begin_min", rounded(cycle.beginMinutes)},
                          {"duration_min", rounded(cycle.durationMinutes)},
                          {"nrem_min", rounded(cycle.nremMinutes)},
                          {"rem_min", rounded(cycle.remMinutes)}});
    json document = {
        {"lights_assumed", statistics.lightsAssumed}, {"statistics", values}, {"absent", absent}};
    if (!intervals.empty()) {
        document["interval_level"] = IntervalOptions{}.level;
        for (const auto& [key, interval] : intervals)
            if (values.contains(key) && !values[key].is_null())
                document["intervals"][key] = {rounded(interval.low), rounded(interval.high)};
    }
    document["cycles"] = cycles;
    for (const EventKindInfo& kind : eventKinds()) {
        const EventCount count = events ? (*events)[kind.kind] : EventCount{};
        if (count.count > 0)
            document["events"].push_back({{"kind", kind.name},
                                          {"count", count.count},
                                          {"in_sleep", count.inSleep},
                                          {"per_h", count.perHour ? json(rounded(*count.perHour)) : json()}});
    }
    return document;
}

nlohmann::ordered_json statisticDefinitionsJson(const SleepStatistics& statistics) {
    nlohmann::ordered_json definitions;
    for (const StatisticRow& row : statisticRows(statistics))
        definitions[row.key] = {{"name", row.name},
                                {"unit", row.unit},
                                {"group", row.group},
                                {"definition", row.definition},
                                {"interval", hasMeasuredInterval(row.key)}};
    return definitions;
}

} // namespace hypnodesk
