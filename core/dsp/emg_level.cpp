#include "core/dsp/emg_level.h"

#include "core/dsp/display_filter.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::dsp {

namespace {

constexpr double kLowestRateHz = 40.0;
constexpr double kHighpassHz = 10.0;
constexpr double kQuietShare = 0.05;
constexpr double kSilence = 1e-6;

/// RMS of one second; nullopt when a tenth of it is missing.
std::optional<double> rms(std::span<const float> second) {
    double sum = 0.0;
    std::size_t count = 0;
    for (const float sample : second)
        if (std::isfinite(sample)) {
            sum += static_cast<double>(sample) * sample;
            ++count;
        }
    if (10 * count < 9 * second.size() || count == 0)
        return std::nullopt;
    return std::sqrt(sum / static_cast<double>(count));
}

double percentile(std::vector<double> values, double share) {
    const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<std::size_t>(place)];
}

} // namespace

std::vector<std::optional<double>> emgLevels(std::span<const float> samples, double rateHz,
                                             double epochSeconds) {
    if (!(rateHz >= kLowestRateHz) || !(epochSeconds >= 2.0))
        return {};
    // Twice the second order makes the fourth.
    const DisplayFilter highpass{kHighpassHz, std::nullopt, std::nullopt};
    const std::vector<float> filtered =
        applyDisplayFilter(highpass, applyDisplayFilter(highpass, samples, rateHz), rateHz);
    const auto epochs = static_cast<std::size_t>(static_cast<double>(samples.size()) / rateHz / epochSeconds);
    const auto seconds = static_cast<std::size_t>(epochSeconds);
    std::vector<std::optional<double>> levels(epochs);
    std::vector<double> known;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        std::vector<double> tones;
        for (std::size_t s = 0; s < seconds; ++s) {
            const double onset = static_cast<double>(epoch) * epochSeconds + static_cast<double>(s);
            const auto begin = static_cast<std::size_t>(std::llround(onset * rateHz));
            const auto end =
                std::min(static_cast<std::size_t>(std::llround((onset + 1.0) * rateHz)), filtered.size());
            if (const auto tone = rms(std::span(filtered).subspan(begin, end - begin)))
                tones.push_back(*tone);
        }
        if (2 * tones.size() < seconds)
            continue;
        const double level = percentile(std::move(tones), 0.5);
        if (level > kSilence) {
            levels[epoch] = level;
            known.push_back(level);
        }
    }
    if (known.empty())
        return levels;
    const double quiet = percentile(std::move(known), kQuietShare);
    for (std::optional<double>& level : levels)
        if (level)
            level = 20.0 * std::log10(*level / quiet);
    return levels;
}

} // namespace hypnodesk::dsp
