#pragma once

#include "core/scoring/sleep_statistics.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// How far one way of measuring lies from another over recordings (Bland and Altman 1986).
struct LimitsOfAgreement {
    std::int64_t count = 0;
    std::optional<double> bias;      ///< mean of other - reference; absent without a pair
    std::optional<double> deviation; ///< of the differences, n - 1; absent for fewer than two pairs
    std::optional<double> low;       ///< bias - 1.96 deviations
    std::optional<double> high;      ///< bias + 1.96 deviations
    bool operator==(const LimitsOfAgreement&) const = default;
};
LimitsOfAgreement limitsOfAgreement(std::span<const double> differences);

/// A statistic of one night by two scorings. Absent where it does not exist in that scoring (no REM: no
/// latency).
struct StatisticPair {
    std::string_view key;  ///< as of statisticRows(): "tst_min"
    std::string_view name; ///< "TST"
    std::string_view unit; ///< "min", "%"
    std::optional<double> reference;
    std::optional<double> other;

    std::optional<double> error() const {
        return reference && other ? std::optional(*other - *reference) : std::nullopt;
    }
};

/// TST, sleep efficiency, sleep onset latency, WASO, REM latency and the minutes of each stage, in this
/// order, of two scorings on the same grid. Epochs that either leaves without a stage W..R count for neither,
/// so that a difference is one of opinion, never of coverage.
std::vector<StatisticPair> comparedStatistics(const Hypnogram& reference, const Hypnogram& other,
                                              const LightsTimes& lights = {});

} // namespace hypnodesk
