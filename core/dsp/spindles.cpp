#include "core/dsp/event_signal.h"
#include "core/dsp/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk::dsp {
namespace {

constexpr double kRmsSeconds = 0.2;
constexpr double kTrimmedShare = 0.1; ///< at either end of the RMS values
constexpr double kBroadLowHz = 1.0;
constexpr double kBroadHighHz = 30.0;
constexpr double kTransitionHz = 1.0;

/// sums[i] is the energy of the first i samples.
std::vector<double> runningEnergy(std::span<const float> samples) {
    std::vector<double> sums(samples.size() + 1, 0.0);
    for (std::size_t i = 0; i < samples.size(); ++i)
        sums[i + 1] = sums[i] + static_cast<double>(samples[i]) * samples[i];
    return sums;
}

/// Root mean square in windows centred on each sample, shorter at the ends.
std::vector<double> movingRms(const std::vector<double>& energy, double rateHz) {
    const std::size_t count = energy.size() - 1;
    const auto half = static_cast<std::size_t>(std::max(1.0, std::round(kRmsSeconds * rateHz / 2.0)));
    std::vector<double> rms(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = i > half ? i - half : 0;
        const std::size_t end = std::min(i + half + 1, count);
        rms[i] = std::sqrt(std::max(0.0, energy[end] - energy[begin]) / static_cast<double>(end - begin));
    }
    return rms;
}

/// Mean of all plus `deviations` times the standard deviation of the middle 80 %.
double threshold(std::vector<double> values, double deviations) {
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    std::sort(values.begin(), values.end());
    const auto cut = static_cast<std::size_t>(kTrimmedShare * static_cast<double>(values.size()));
    const std::span middle = std::span(values).subspan(cut, values.size() - 2 * cut);
    const double count = static_cast<double>(middle.size());
    const double middleMean = std::accumulate(middle.begin(), middle.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : middle)
        squares += (value - middleMean) * (value - middleMean);
    return mean + deviations * std::sqrt(squares / count);
}

double peakToPeak(std::span<const float> samples) {
    const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
    return static_cast<double>(*high) - *low;
}

bool makeSense(const SpindleOptions& options, double rateHz) {
    return options.lowestHz >= kBroadLowHz && options.highestHz > options.lowestHz &&
           options.highestHz <= kBroadHighHz && rateHz >= 2.5 * options.highestHz &&
           rateHz >= 2.0 * options.highestHz + 3.0 * kTransitionHz && options.shortestSeconds > 0.0 &&
           options.longestSeconds >= options.shortestSeconds;
}

} // namespace

Result<std::vector<DetectedEvent>> detectSpindles(std::span<const float> microvolts, double rateHz,
                                                  const SpindleOptions& options, const TaskContext& context) {
    if (!makeSense(options, rateHz))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("no spindles of {} to {} Hz can be found at {} Hz", options.lowestHz,
                                options.highestHz, rateHz));
    const auto signal = EventSignal::prepare(microvolts, rateHz, context.part(0.0, 0.3));
    if (!signal)
        return tl::make_unexpected(signal.error());
    const double broadHighHz = std::min(kBroadHighHz, signal->rateHz() / 2.0 - kTransitionHz);
    const auto sigma =
        signal->band(options.lowestHz, options.highestHz, kTransitionHz, context.part(0.3, 0.6));
    if (!sigma)
        return tl::make_unexpected(sigma.error());
    const auto broad = signal->band(kBroadLowHz, broadHighHz, kTransitionHz, context.part(0.6, 0.9));
    if (!broad)
        return tl::make_unexpected(broad.error());

    const double rate = signal->rateHz();
    const std::vector<double> sigmaEnergy = runningEnergy(*sigma);
    const std::vector<double> broadEnergy = runningEnergy(*broad);
    const std::vector<double> rms = movingRms(sigmaEnergy, rate);
    std::vector<double> recorded; // bridged gaps hold no spindles and must not lower the threshold
    for (std::size_t i = 0; i < rms.size(); ++i)
        if (const double seconds = static_cast<double>(i) / rate; !signal->touchesGap(seconds, seconds))
            recorded.push_back(rms[i]);
    if (recorded.empty())
        return std::vector<DetectedEvent>{};
    const double limit = threshold(std::move(recorded), options.thresholdDeviations);

    std::vector<DetectedEvent> spindles;
    for (std::size_t i = 0; i < rms.size();) {
        if (!(rms[i] > limit)) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < rms.size() && rms[i] > limit)
            ++i;
        const double beginSeconds = static_cast<double>(begin) / rate;
        const double endSeconds = static_cast<double>(i) / rate;
        const double length = endSeconds - beginSeconds;
        const double inBand = sigmaEnergy[i] - sigmaEnergy[begin];
        if (length < options.shortestSeconds || length > options.longestSeconds ||
            inBand < options.smallestShare * (broadEnergy[i] - broadEnergy[begin]) ||
            signal->touchesGap(beginSeconds, endSeconds))
            continue;
        spindles.push_back(
            {beginSeconds, endSeconds, peakToPeak(std::span(*sigma).subspan(begin, i - begin))});
    }
    return spindles;
}

std::vector<double> secondsPerEpoch(std::span<const DetectedEvent> events, double epochSeconds,
                                    std::int64_t epochs) {
    if (!(epochSeconds > 0.0) || epochs <= 0)
        return {};
    std::vector<double> seconds(static_cast<std::size_t>(epochs), 0.0);
    for (const DetectedEvent& event : events) {
        const double begin = std::max(event.beginSeconds, 0.0);
        const double end = std::min(event.endSeconds, epochSeconds * static_cast<double>(epochs));
        if (!(begin < end))
            continue;
        const auto last = std::min<std::int64_t>(static_cast<std::int64_t>(end / epochSeconds), epochs - 1);
        for (auto epoch = static_cast<std::int64_t>(begin / epochSeconds); epoch <= last; ++epoch) {
            const double onset = epochSeconds * static_cast<double>(epoch);
            seconds[static_cast<std::size_t>(epoch)] +=
                std::max(0.0, std::min(end, onset + epochSeconds) - std::max(begin, onset));
        }
    }
    return seconds;
}

} // namespace hypnodesk::dsp
