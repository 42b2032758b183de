#include "core/dsp/k_complexes.h"

#include "core/dsp/event_signal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk::dsp {

namespace {

constexpr double kLowHz = 0.5;
constexpr double kHighHz = 5.0;
constexpr double kTransitionHz = 0.5;
constexpr double kLowestRateHz = 20.0;
constexpr double kShortestNegative = 0.1;
constexpr double kLongestNegative = 0.75;
constexpr double kShortestPositive = 0.15;
constexpr double kLongestPositive = 1.2;
constexpr double kShortest = 0.5;
constexpr double kLongest = 1.5;
constexpr double kTroughShare = 1.0 / 3.0;
constexpr double kSurroundSeconds = 5.0;

/// Where the signal changes its sign, the first sample of the new one.
std::vector<std::size_t> crossings(const std::vector<float>& samples) {
    std::vector<std::size_t> places;
    for (std::size_t i = 1; i < samples.size(); ++i)
        if ((samples[i - 1] < 0.0f) != (samples[i] < 0.0f))
            places.push_back(i);
    return places;
}

bool within(double value, double low, double high) {
    return low <= value && value <= high;
}

/// Root mean square in 5 s on either side of samples [begin, end); `energy` holds sums of squares.
double surroundingRms(const std::vector<double>& energy, std::size_t begin, std::size_t end,
                      std::size_t reach) {
    const std::size_t count = energy.size() - 1;
    const std::size_t from = begin > reach ? begin - reach : 0;
    const std::size_t to = std::min(end + reach, count);
    const std::size_t samples = (begin - from) + (to - end);
    const double sum = (energy[begin] - energy[from]) + (energy[to] - energy[end]);
    return samples > 0 ? std::sqrt(std::max(0.0, sum) / static_cast<double>(samples)) : 0.0;
}

} // namespace

Result<std::vector<DetectedEvent>> detectKComplexes(std::span<const float> microvolts, double rateHz,
                                                    const KComplexOptions& options,
                                                    const TaskContext& context) {
    if (!(rateHz >= kLowestRateHz) || !(options.smallestMicrovolts > 0.0) || !(options.standsOut >= 0.0))
        return fail(ErrorCode::ArgumentInvalid, fmt::format("no K-complexes can be found at {} Hz", rateHz));
    const auto signal = EventSignal::prepare(microvolts, rateHz, context.part(0.0, 0.5));
    if (!signal)
        return tl::make_unexpected(signal.error());
    const auto filtered = signal->band(kLowHz, kHighHz, kTransitionHz, context.part(0.5, 1.0));
    if (!filtered)
        return tl::make_unexpected(filtered.error());

    const double rate = signal->rateHz();
    std::vector<double> energy(filtered->size() + 1, 0.0);
    for (std::size_t i = 0; i < filtered->size(); ++i)
        energy[i + 1] = energy[i] + static_cast<double>((*filtered)[i]) * (*filtered)[i];
    const auto reach = static_cast<std::size_t>(kSurroundSeconds * rate);
    const std::vector<std::size_t> places = crossings(*filtered);
    std::vector<DetectedEvent> complexes;
    for (std::size_t i = 0; i + 2 < places.size(); ++i) {
        const std::size_t down = places[i];
        const std::size_t up = places[i + 1];
        const std::size_t end = places[i + 2];
        if (!((*filtered)[down] < 0.0f))
            continue;
        const double negative = static_cast<double>(up - down) / rate;
        const double positive = static_cast<double>(end - up) / rate;
        if (!within(negative, kShortestNegative, kLongestNegative) ||
            !within(positive, kShortestPositive, kLongestPositive) ||
            !within(negative + positive, kShortest, kLongest))
            continue;
        const auto at = [&](std::size_t sample) {
            return filtered->begin() + static_cast<std::ptrdiff_t>(sample);
        };
        const double trough = *std::min_element(at(down), at(up));
        const double height = *std::max_element(at(up), at(end)) - trough;
        const double begin = static_cast<double>(down) / rate;
        const double stop = static_cast<double>(end) / rate;
        if (height < options.smallestMicrovolts || -trough < kTroughShare * height ||
            height < options.standsOut * surroundingRms(energy, down, end, reach) ||
            signal->touchesGap(begin, stop))
            continue;
        complexes.push_back({begin, stop, height});
    }
    return complexes;
}

} // namespace hypnodesk::dsp
