#include "core/dsp/signal_quality.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hypnodesk::dsp {
namespace {

constexpr double kMissingShare = 0.10;
constexpr double kFlatMicrovolts = 1.0;
constexpr double kHeldSeconds = 0.5;
constexpr double kHeldShare = 0.5;
constexpr std::size_t kPlateauSamples = 3;
constexpr double kClippedShare = 0.05;

EpochSignalQuality qualityOf(std::span<const float> epoch, double rateHz) {
    const auto total = static_cast<double>(epoch.size());
    std::size_t missing = 0;
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (const float value : epoch) {
        if (!std::isfinite(value)) {
            ++missing;
            continue;
        }
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (static_cast<double>(missing) > kMissingShare * total)
        return EpochSignalQuality::Missing;
    if (static_cast<double>(high) - low < kFlatMicrovolts)
        return EpochSignalQuality::Flat;

    const double heldSamples = std::max(kHeldSeconds * rateHz, static_cast<double>(kPlateauSamples));
    std::size_t held = 0;
    std::size_t clipped = 0;
    for (std::size_t begin = 0; begin < epoch.size();) {
        std::size_t end = begin + 1;
        while (end < epoch.size() && epoch[end] == epoch[begin])
            ++end;
        const std::size_t length = end - begin;
        if (static_cast<double>(length) >= heldSamples)
            held += length;
        if (length >= kPlateauSamples && (epoch[begin] == low || epoch[begin] == high))
            clipped += length;
        begin = end;
    }
    if (static_cast<double>(held) > kHeldShare * total)
        return EpochSignalQuality::Flat;
    if (static_cast<double>(clipped) > kClippedShare * total)
        return EpochSignalQuality::Clipped;
    return EpochSignalQuality::Good;
}

} // namespace

std::vector<EpochSignalQuality> epochSignalQuality(std::span<const float> microvolts, double rateHz,
                                                   double epochSeconds) {
    const double epochSamples = rateHz * epochSeconds;
    if (!(rateHz > 0.0) || !(epochSamples >= 10.0) || !std::isfinite(epochSamples))
        return {};
    // A microsecond of slack, as the epoch grid has it.
    const double whole = std::floor((static_cast<double>(microvolts.size()) + 1e-6 * rateHz) / epochSamples);
    std::vector<EpochSignalQuality> quality;
    for (double epoch = 0.0; epoch < whole; ++epoch) {
        const auto begin = static_cast<std::size_t>(std::llround(epoch * epochSamples));
        const auto end =
            std::min(static_cast<std::size_t>(std::llround((epoch + 1.0) * epochSamples)), microvolts.size());
        quality.push_back(qualityOf(microvolts.subspan(begin, end - begin), rateHz));
    }
    return quality;
}

} // namespace hypnodesk::dsp
