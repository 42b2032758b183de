#include "core/model/model_input.h"

#include "core/dsp/fir_filter.h"
#include "core/dsp/resample.h"
#include "core/dsp/signal_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr int kFilterOrder = 100;
constexpr double kLowHz = 0.3;
constexpr double kHighHz = 40.0;
constexpr float kClip = 20.0f;

/// Value below which `share` of the values lie, linearly interpolated. Reorders `values`.
double quantile(std::vector<float>& values, double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto lower = static_cast<std::size_t>(place);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(lower);
    std::nth_element(values.begin(), at, values.end());
    const double low = *at;
    if (lower + 1 == values.size())
        return low;
    const double high = *std::min_element(at + 1, values.end());
    return low + (place - static_cast<double>(lower)) * (high - low);
}

EpochQuality toEpochQuality(dsp::EpochSignalQuality quality) {
    switch (quality) {
    case dsp::EpochSignalQuality::Good:
        return EpochQuality::Good;
    case dsp::EpochSignalQuality::Missing:
        return EpochQuality::Missing;
    case dsp::EpochSignalQuality::Flat:
        return EpochQuality::Flat;
    case dsp::EpochSignalQuality::Clipped:
        return EpochQuality::Clipped;
    }
    return EpochQuality::Missing;
}

/// Judged on the signal as it was recorded: filters and resampling hide plateaus.
std::vector<EpochQuality> qualities(std::span<const float> microvolts, const EpochGrid& grid, double rateHz) {
    std::vector<EpochQuality> result;
    for (const auto quality : dsp::epochSignalQuality(microvolts, rateHz, grid.epochSeconds))
        result.push_back(toEpochQuality(quality));
    result.resize(static_cast<std::size_t>(grid.count), EpochQuality::Missing);
    return result;
}

/// (x - median) / IQR over the epochs whose signal is good (all, when none is), clipped.
void scale(const ModelInput& input, std::vector<float>& samples) {
    std::vector<float> values;
    for (std::int64_t e = 0; e < input.grid.count; ++e)
        if (input.quality[static_cast<std::size_t>(e)] == EpochQuality::Good)
            values.insert(values.end(), samples.begin() + e * kModelEpochSamples,
                          samples.begin() + (e + 1) * kModelEpochSamples);
    if (values.empty())
        values = samples;
    if (values.empty())
        return;
    const double median = quantile(values, 0.5);
    const double iqr = quantile(values, 0.75) - quantile(values, 0.25);
    const double factor = iqr > 1e-9 ? 1.0 / iqr : 0.0;
    for (float& value : samples)
        value = std::clamp(static_cast<float>((value - median) * factor), -kClip, kClip);
    for (std::int64_t e = 0; e < input.grid.count; ++e)
        if (input.quality[static_cast<std::size_t>(e)] == EpochQuality::Missing) {
            const auto begin = samples.begin() + static_cast<std::ptrdiff_t>(e * kModelEpochSamples);
            std::fill(begin, begin + kModelEpochSamples, 0.0f);
        }
}

} // namespace

Result<ModelInput> prepareModelInput(std::span<const float> microvolts, double rateHz, std::string derivation,
                                     const TaskContext& context) {
    if (!(rateHz > 0.0))
        return fail(ErrorCode::ArgumentInvalid, fmt::format("{}: sampling rate {} Hz", derivation, rateHz));
    ModelInput input;
    input.derivation = std::move(derivation);
    input.grid = EpochGrid::covering(static_cast<double>(microvolts.size()) / rateHz);
    if (input.grid.count == 0)
        return fail(ErrorCode::DataMissing,
                    fmt::format("{}: shorter than one epoch of {} s", input.derivation, kEpochSeconds));
    input.quality = qualities(microvolts, input.grid, rateHz);

    std::vector<float> bridged(microvolts.begin(), microvolts.end());
    std::replace_if(
        bridged.begin(), bridged.end(), [](float value) { return !std::isfinite(value); }, 0.0f);
    if (rateHz != kModelRateHz) {
        auto resampled = dsp::resample(bridged, rateHz, kModelRateHz, context.part(0.0, 0.5));
        if (!resampled)
            return tl::make_unexpected(resampled.error());
        bridged = std::move(*resampled);
    }
    const std::vector<double> taps = dsp::bandpassFir(kFilterOrder, kLowHz, kHighHz, kModelRateHz);
    std::vector<float> samples = dsp::filterForwardBackward(taps, bridged, context.part(0.5, 0.9));
    if (context.isCancelled())
        return fail(ErrorCode::Cancelled, input.derivation);
    samples.resize(static_cast<std::size_t>(input.grid.count) * kModelEpochSamples, 0.0f);
    scale(input, samples);
    input.samples = std::move(samples);
    context.report(1.0);
    return input;
}

Result<ModelInput> prepareModelInput(const Recording& recording, const Derivation& derivation,
                                     const TaskContext& context) {
    std::vector<float> microvolts(static_cast<std::size_t>(sampleCount(recording, derivation)));
    readDerivation(recording, derivation, 0, microvolts);
    return prepareModelInput(microvolts, rateHz(recording, derivation), derivation.name, context);
}

} // namespace hypnodesk
