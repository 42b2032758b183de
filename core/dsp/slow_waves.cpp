#include "core/dsp/event_signal.h"
#include "core/dsp/events.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::dsp {
namespace {

/// Where the signal changes its sign: between sample - 1 and sample.
struct Crossing {
    std::size_t sample = 0;
    double seconds = 0.0;
    bool goesDown = false;
};

std::vector<Crossing> zeroCrossings(std::span<const float> samples, double rateHz) {
    std::vector<Crossing> crossings;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const bool wasNegative = samples[i - 1] < 0.0f;
        const bool isNegative = samples[i] < 0.0f;
        if (wasNegative == isNegative)
            continue;
        const double part = samples[i - 1] / (static_cast<double>(samples[i - 1]) - samples[i]);
        crossings.push_back({i, (static_cast<double>(i - 1) + part) / rateHz, isNegative});
    }
    return crossings;
}

} // namespace

Result<std::vector<DetectedEvent>> detectSlowWaves(std::span<const float> microvolts, double rateHz,
                                                   const SlowWaveOptions& options,
                                                   const TaskContext& context) {
    constexpr double kTransitionHz = 0.4;
    if (!(options.lowestHz >= 0.25) || !(options.highestHz > options.lowestHz) ||
        !(rateHz >= 5.0 * options.highestHz + 1.0) || !(options.highestHz <= 15.0))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("no slow waves of {} to {} Hz can be found at {} Hz", options.lowestHz,
                                options.highestHz, rateHz));
    const auto signal = EventSignal::prepare(microvolts, rateHz, context.part(0.0, 0.5));
    if (!signal)
        return tl::make_unexpected(signal.error());
    const auto filtered = signal->band(std::max(options.lowestHz, kTransitionHz / 2.0 + 0.05),
                                       2.0 * options.highestHz, kTransitionHz, context.part(0.5, 1.0));
    if (!filtered)
        return tl::make_unexpected(filtered.error());

    const double shortest = 1.0 / (2.0 * options.highestHz);
    const double longest = 1.0 / (2.0 * options.lowestHz);
    const auto isHalfWave = [&](const Crossing& from, const Crossing& to) {
        const double seconds = to.seconds - from.seconds;
        return shortest <= seconds && seconds <= longest;
    };
    const auto at = [&](const Crossing& crossing) {
        return filtered->begin() + static_cast<std::ptrdiff_t>(crossing.sample);
    };
    const auto crossings = zeroCrossings(*filtered, signal->rateHz());
    std::vector<DetectedEvent> waves;
    for (std::size_t i = 0; i + 2 < crossings.size(); ++i) {
        const Crossing& down = crossings[i];
        const Crossing& up = crossings[i + 1];
        const Crossing& end = crossings[i + 2];
        if (!down.goesDown || !isHalfWave(down, up) || !isHalfWave(up, end) ||
            signal->touchesGap(down.seconds, end.seconds))
            continue;
        const double trough = *std::min_element(at(down), at(up));
        const double peak = *std::max_element(at(up), at(end));
        if (peak - trough >= options.smallestMicrovolts)
            waves.push_back({down.seconds, end.seconds, peak - trough});
    }
    return waves;
}

} // namespace hypnodesk::dsp
