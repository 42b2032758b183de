#include "core/dsp/event_signal.h"

#include "core/dsp/fir_filter.h"
#include "core/dsp/resample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk::dsp {
namespace {

constexpr double kMostHz = 100.0;
constexpr float kMostMicrovolts = 1e6f;

/// A volt is no EEG either, and its square would drown the rest of a running sum.
bool isRecorded(float sample) {
    return std::abs(sample) < kMostMicrovolts;
}

/// Fills samples [begin, end), which were not recorded, by a line between their neighbours; by the only
/// neighbour at an end.
void bridge(std::vector<float>& samples, std::size_t begin, std::size_t end) {
    const double before = begin > 0 ? samples[begin - 1] : end < samples.size() ? samples[end] : 0.0;
    const double after = end < samples.size() ? samples[end] : before;
    const double steps = static_cast<double>(end - begin + 1);
    for (std::size_t i = begin; i < end; ++i)
        samples[i] =
            static_cast<float>(before + (after - before) * static_cast<double>(i - begin + 1) / steps);
}

} // namespace

Result<EventSignal> EventSignal::prepare(std::span<const float> microvolts, double rateHz,
                                         const TaskContext& context) {
    if (!(rateHz > 0.0) || !std::isfinite(rateHz))
        return fail(ErrorCode::ArgumentInvalid, fmt::format("no events can be found at {} Hz", rateHz));
    EventSignal signal;
    signal.m_rateHz = rateHz;
    signal.m_samples.assign(microvolts.begin(), microvolts.end());
    for (std::size_t i = 0; i < signal.m_samples.size();) {
        if (isRecorded(signal.m_samples[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < signal.m_samples.size() && !isRecorded(signal.m_samples[i]))
            ++i;
        bridge(signal.m_samples, begin, i);
        signal.m_gaps.push_back({static_cast<double>(begin) / rateHz, static_cast<double>(i) / rateHz});
    }
    if (rateHz > kMostHz) {
        auto reduced = resample(signal.m_samples, rateHz, kMostHz, context);
        if (!reduced)
            return tl::make_unexpected(reduced.error());
        signal.m_samples = std::move(*reduced);
        signal.m_rateHz = kMostHz;
    }
    return signal;
}

Result<std::vector<float>> EventSignal::band(double lowHz, double highHz, double transitionHz,
                                             const TaskContext& context) const {
    // The transition of a Hamming-windowed sinc is 3.3 / taps of the sampling rate wide, half of it on either
    // side of the frequency it is designed for.
    const int order = 2 * static_cast<int>(std::ceil(3.3 * m_rateHz / transitionHz / 2.0));
    const auto taps = bandpassFir(order, lowHz - transitionHz / 2.0, highHz + transitionHz / 2.0, m_rateHz);
    std::vector<float> filtered = filterForwardBackward(taps, m_samples, context);
    if (context.isCancelled())
        return fail(ErrorCode::Cancelled, "finding events");
    return filtered;
}

bool EventSignal::touchesGap(double beginSeconds, double endSeconds) const {
    const auto next = std::lower_bound(m_gaps.begin(), m_gaps.end(), beginSeconds,
                                       [](const Gap& gap, double begin) { return gap.endSeconds < begin; });
    return next != m_gaps.end() && next->beginSeconds <= endSeconds;
}

} // namespace hypnodesk::dsp
