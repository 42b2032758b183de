#include "core/dsp/eye_movements.h"

#include "core/dsp/event_signal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace hypnodesk::dsp {

namespace {

constexpr double kLowHz = 0.5;
constexpr double kHighHz = 6.0;
constexpr double kTransitionHz = 0.5;
constexpr double kLowestRateHz = 25.0;

} // namespace

Result<std::vector<DetectedEvent>> detectEyeMovements(std::span<const float> left,
                                                      std::span<const float> right, double rateHz,
                                                      const EyeMovementOptions& options,
                                                      const TaskContext& context) {
    if (!(rateHz >= kLowestRateHz) || (!right.empty() && right.size() != left.size()) ||
        !(options.smallestMicrovolts > 0.0))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("no eye movements can be found at {} Hz in {} and {} samples", rateHz,
                                left.size(), right.size()));
    const auto prepared = [&](std::span<const float> samples, const TaskContext& part) {
        return EventSignal::prepare(samples, rateHz, part);
    };
    const auto one = prepared(left, context.part(0.0, 0.25));
    if (!one)
        return tl::make_unexpected(one.error());
    const auto first = one->band(kLowHz, kHighHz, kTransitionHz, context.part(0.25, 0.5));
    if (!first)
        return tl::make_unexpected(first.error());
    std::vector<float> second;
    std::optional<EventSignal> other;
    if (!right.empty()) {
        auto two = prepared(right, context.part(0.5, 0.75));
        if (!two)
            return tl::make_unexpected(two.error());
        other = std::move(*two);
        auto filtered = other->band(kLowHz, kHighHz, kTransitionHz, context.part(0.75, 1.0));
        if (!filtered)
            return tl::make_unexpected(filtered.error());
        second = std::move(*filtered);
    }

    const double rate = one->rateHz();
    std::vector<DetectedEvent> movements;
    for (std::size_t begin = 0; begin < first->size();) {
        const bool isNegative = (*first)[begin] < 0.0f;
        std::size_t end = begin;
        std::size_t peak = begin;
        for (; end < first->size() && ((*first)[end] < 0.0f) == isNegative; ++end)
            if (std::abs((*first)[end]) > std::abs((*first)[peak]))
                peak = end;
        const double from = static_cast<double>(begin) / rate;
        const double to = static_cast<double>(end) / rate;
        double height = std::abs((*first)[peak]);
        bool isMovement = height >= options.smallestMicrovolts &&
                          static_cast<double>(peak - begin) / rate <= options.longestRiseSeconds &&
                          !one->touchesGap(from, to);
        if (isMovement && other) {
            const double opposite = isNegative ? second[peak] : -second[peak];
            isMovement = opposite >= options.smallestMicrovolts && !other->touchesGap(from, to);
            height = std::max(height, opposite);
        }
        if (isMovement)
            movements.push_back({from, to, height});
        begin = end;
    }
    return movements;
}

} // namespace hypnodesk::dsp
