#include "core/scoring/statistic_intervals.h"

#include <algorithm>
#include <array>

namespace hypnodesk {

bool hasMeasuredInterval(std::string_view key) {
    constexpr std::array<std::string_view, 10> kKeys{
        "spt_min",         "tst_min",    "sol_min",     "persistent_sleep_latency_min",
        "rem_latency_min", "se_percent", "sme_percent", "waso_min",
        "final_wake_min",  "cycles"};
    if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end())
        return true;
    constexpr std::array<std::string_view, 5> kStages{"w", "n1", "n2", "n3", "r"};
    const std::size_t end = key.find('_');
    const std::string_view what = end == std::string_view::npos ? std::string_view() : key.substr(end);
    return std::find(kStages.begin(), kStages.end(), key.substr(0, end)) != kStages.end() &&
           (what == "_min" || what == "_percent" || what == "_latency_min");
}

StatisticIntervals statisticIntervals(const Hypnogram& hypnogram, const NightProbabilities& night,
                                      const LightsTimes& lights, const IntervalOptions& options,
                                      const TaskContext& context) {
    if (night.grid != hypnogram.grid())
        return {};
    HypnogramSampler sampler(hypnogram, night, options.sampling);
    if (sampler.drawnEpochs() == 0)
        return {};
    std::map<std::string, std::vector<double>> values;
    for (int draw = 0; draw < options.draws && !context.isCancelled(); ++draw) {
        context.report(static_cast<double>(draw) / options.draws);
        for (const StatisticRow& row : statisticRows(sleepStatistics(sampler.next(), lights)))
            if (row.value && hasMeasuredInterval(row.key))
                values[row.key].push_back(*row.value);
    }
    StatisticIntervals intervals;
    for (const auto& [key, drawn] : values)
        if (2 * drawn.size() >= static_cast<std::size_t>(options.draws))
            intervals[key] = percentileInterval(drawn, options.level);
    return intervals;
}

void addIntervals(std::vector<StatisticRow>& rows, const StatisticIntervals& intervals) {
    for (StatisticRow& row : rows)
        if (const auto found = intervals.find(row.key); found != intervals.end() && row.value)
            row.interval = found->second;
}

} // namespace hypnodesk
