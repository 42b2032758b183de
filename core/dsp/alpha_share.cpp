#include "core/dsp/alpha_share.h"

#include "core/dsp/band_power.h"

#include <vector>

namespace hypnodesk::dsp {

namespace {

constexpr double kLowestHz = 0.5;
constexpr double kHighestHz = 30.0;
constexpr double kAlphaLowHz = 8.0;
constexpr double kAlphaHighHz = 13.0;
constexpr double kWelchSeconds = 4.0;
constexpr double kTolerance = 1e-6;

double power(const std::vector<double>& density, double lowHz, double highHz) {
    double sum = 0.0;
    for (std::size_t bin = 1; bin < density.size(); ++bin) {
        const double left = static_cast<double>(bin - 1) / kWelchSeconds;
        if (left >= lowHz - kTolerance && left + 1.0 / kWelchSeconds <= highHz + kTolerance)
            sum += (density[bin - 1] + density[bin]) / 2.0;
    }
    return sum;
}

} // namespace

std::optional<double> alphaShare(std::span<const float> microvolts, double rateHz) {
    if (!(rateHz >= 2.0 * kHighestHz))
        return std::nullopt;
    const std::vector<double> density = welchMedian(microvolts, rateHz);
    const double whole = power(density, kLowestHz, kHighestHz);
    if (!(whole > 0.0))
        return std::nullopt;
    return power(density, kAlphaLowHz, kAlphaHighHz) / whole;
}

} // namespace hypnodesk::dsp
