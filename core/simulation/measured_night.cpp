#include "core/simulation/measured_night.h"

#include "core/simulation/simulated_night.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

Result<void> checkMeasuredNight(const MeasuredNight& night) {
    constexpr float kLargestLogPower = 20.0f;
    const auto longest = static_cast<std::size_t>(kLongestSimulationHours * 3600.0 / kEpochSeconds);
    if (night.stages.empty() || std::none_of(night.stages.begin(), night.stages.end(), isScored))
        return fail(ErrorCode::DataMissing, fmt::format("{}: no scored epoch to follow", night.name));
    if (night.stages.size() > longest)
        return fail(ErrorCode::FormatInvalid, fmt::format("{}: {} epochs; a simulation may have {}",
                                                          night.name, night.stages.size(), longest));
    if (night.stages.size() != night.powers.size())
        return fail(ErrorCode::FormatInvalid, fmt::format("{}: {} stages but {} band powers", night.name,
                                                          night.stages.size(), night.powers.size()));
    for (std::size_t epoch = 0; epoch < night.powers.size(); ++epoch)
        for (const float power : night.powers[epoch])
            if (!std::isfinite(power) || std::abs(power) > kLargestLogPower)
                return fail(ErrorCode::FormatInvalid,
                            fmt::format("{}: epoch {} has a log power of {}", night.name, epoch + 1, power));
    return {};
}

} // namespace hypnodesk
