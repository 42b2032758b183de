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

nlohmann::ordered_json toJson(const SleepStatistics& statistics) {
    using json = nlohmann::ordered_json;
    json values = json::object();
    json absent = json::object();
    for (const StatisticRow& row : statisticRows(statistics)) {
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
    return {{"lights_assumed", statistics.lightsAssumed},
            {"statistics", values},
            {"absent", absent},
            {"cycles", cycles}};
}

} // namespace hypnodesk
