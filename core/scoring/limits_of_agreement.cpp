#include "core/scoring/limits_of_agreement.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hypnodesk {

namespace {

/// The normal distribution's 97.5th percentile, as Bland and Altman round it.
constexpr double kLimit = 1.96;

double stageMinutes(const SleepStatistics& statistics, Stage stage) {
    return statistics.stages[static_cast<std::size_t>(stage)].minutes;
}

} // namespace

LimitsOfAgreement limitsOfAgreement(std::span<const double> differences) {
    LimitsOfAgreement result;
    result.count = static_cast<std::int64_t>(differences.size());
    if (differences.empty())
        return result;
    const auto n = static_cast<double>(differences.size());
    double sum = 0.0;
    for (const double difference : differences)
        sum += difference;
    result.bias = sum / n;
    if (differences.size() < 2)
        return result;
    double squares = 0.0;
    for (const double difference : differences)
        squares += (difference - *result.bias) * (difference - *result.bias);
    result.deviation = std::sqrt(squares / (n - 1.0));
    result.low = *result.bias - kLimit * *result.deviation;
    result.high = *result.bias + kLimit * *result.deviation;
    return result;
}

std::vector<StatisticPair> comparedStatistics(const Hypnogram& reference, const Hypnogram& other,
                                              const LightsTimes& lights) {
    assert(reference.size() == other.size());
    Hypnogram first = reference;
    Hypnogram second = other;
    for (std::int64_t e = 0; e < std::min(reference.size(), other.size()); ++e)
        if (!isScored(reference.stage(e)) || !isScored(other.stage(e))) {
            first.set(e, {});
            second.set(e, {});
        }
    const SleepStatistics a = sleepStatistics(first, lights);
    const SleepStatistics b = sleepStatistics(second, lights);
    return {{"tst_min", "TST", "min", a.tst, b.tst},
            {"se_percent", "sleep efficiency", "%", a.sleepEfficiency, b.sleepEfficiency},
            {"sol_min", "sleep onset latency", "min", a.sol, b.sol},
            {"waso_min", "WASO", "min", a.waso, b.waso},
            {"rem_latency_min", "REM latency", "min", a.remLatency, b.remLatency},
            {"w_min", "wake", "min", stageMinutes(a, Stage::Wake), stageMinutes(b, Stage::Wake)},
            {"n1_min", "N1", "min", stageMinutes(a, Stage::N1), stageMinutes(b, Stage::N1)},
            {"n2_min", "N2", "min", stageMinutes(a, Stage::N2), stageMinutes(b, Stage::N2)},
            {"n3_min", "N3", "min", stageMinutes(a, Stage::N3), stageMinutes(b, Stage::N3)},
            {"r_min", "REM", "min", stageMinutes(a, Stage::Rem), stageMinutes(b, Stage::Rem)}};
}

} // namespace hypnodesk
