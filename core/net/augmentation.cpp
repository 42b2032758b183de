#include "core/net/augmentation.h"

#include "core/model/model_input.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hypnodesk::net {

namespace {

double uniform(std::mt19937_64& random, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
}

/// Second-order band-stop, forward only: the phase around the notch is one more thing the network must not
/// rely on.
void notch(std::span<float> samples, double centreHz, double widthHz) {
    const double omega = 2.0 * std::numbers::pi * centreHz / kModelRateHz;
    const double alpha = std::sin(omega) * std::sinh(widthHz / centreHz * 0.5 * omega / std::sin(omega));
    const double a0 = 1.0 + alpha;
    const double b1 = -2.0 * std::cos(omega) / a0;
    const double a2 = (1.0 - alpha) / a0;
    const double b0 = 1.0 / a0;
    double x1 = 0.0, x2 = 0.0, y1 = 0.0, y2 = 0.0;
    for (float& sample : samples) {
        const double x = sample;
        const double y = b0 * x + b1 * x1 + b0 * x2 - b1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        sample = static_cast<float>(y);
    }
}

void addNoise(std::span<float> samples, double deviation, std::mt19937_64& random) {
    std::normal_distribution<float> noise(0.0f, static_cast<float>(deviation));
    for (float& sample : samples)
        sample += noise(random);
}

void maskEpoch(std::span<float> epoch, double longestSeconds, std::mt19937_64& random) {
    const auto longest = static_cast<std::size_t>(uniform(random, 0.0, longestSeconds) * kModelRateHz);
    const std::size_t length = std::min(longest, epoch.size());
    const auto first =
        static_cast<std::size_t>(uniform(random, 0.0, static_cast<double>(epoch.size() - length)));
    std::fill_n(epoch.begin() + static_cast<std::ptrdiff_t>(first), length, 0.0f);
}

} // namespace

void augment(std::span<float> window, const AugmentationOptions& options, std::mt19937_64& random) {
    const auto chance = [&] { return uniform(random, 0.0, 1.0) < options.probability; };
    if (chance())
        notch(window, uniform(random, 1.0, 35.0), options.notchWidthHz);
    double gain = chance()
                      ? std::exp(uniform(random, std::log(options.lowestGain), std::log(options.highestGain)))
                      : 1.0;
    if (chance())
        gain = -gain;
    for (float& sample : window)
        sample = static_cast<float>(sample * gain);
    if (chance())
        addNoise(window, uniform(random, 0.0, options.largestNoise), random);
    for (std::size_t at = 0; at + kModelEpochSamples <= window.size(); at += kModelEpochSamples)
        if (chance())
            maskEpoch(window.subspan(at, kModelEpochSamples), options.longestMaskSeconds, random);
}

int randomShift(const AugmentationOptions& options, std::mt19937_64& random) {
    if (uniform(random, 0.0, 1.0) >= options.probability)
        return 0;
    return static_cast<int>(std::lround(uniform(random, -1.0, 1.0) * kModelRateHz));
}

} // namespace hypnodesk::net
