#include "core/model/model_input.h"

#include "core/dsp/fir_filter.h"
#include "core/dsp/resample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hypnodesk {

namespace {

constexpr int kFilterOrder = 100;
constexpr double kLowHz = 0.3;
constexpr double kHighHz = 40.0;
constexpr float kClip = 20.0f;
constexpr double kMissingShare = 0.1;   ///< of an epoch's samples, beyond which it is Missing
constexpr double kFlatMicrovolts = 1.0; ///< peak to peak, below which a whole epoch is Flat
constexpr double kClippedShare = 0.05;  ///< of an epoch's samples at the night's extremes

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

EpochQuality qualityOf(std::span<const float> microvolts, float nightMinimum, float nightMaximum) {
    std::size_t missing = 0;
    std::size_t atExtremes = 0;
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (const float value : microvolts) {
        if (std::isnan(value)) {
            ++missing;
            continue;
        }
        low = std::min(low, value);
        high = std::max(high, value);
        atExtremes += value == nightMinimum || value == nightMaximum ? 1 : 0;
    }
    const double total = static_cast<double>(std::max<std::size_t>(microvolts.size(), 1));
    if (microvolts.empty() || static_cast<double>(missing) > kMissingShare * total)
        return EpochQuality::Missing;
    if (high - low < kFlatMicrovolts)
        return EpochQuality::Flat;
    if (static_cast<double>(atExtremes) > kClippedShare * total)
        return EpochQuality::Clipped;
    return EpochQuality::Good;
}

std::vector<EpochQuality> qualities(std::span<const float> microvolts, const EpochGrid& grid, double rateHz) {
    float low = 0.0f;
    float high = 0.0f;
    for (const float value : microvolts) {
        if (!std::isnan(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    std::vector<EpochQuality> quality;
    for (std::int64_t e = 0; e < grid.count; ++e) {
        const auto size = static_cast<std::int64_t>(microvolts.size());
        const std::int64_t begin = std::min(grid.firstSample(e, rateHz), size);
        const std::int64_t end = std::min(grid.firstSample(e + 1, rateHz), size);
        quality.push_back(qualityOf(
            microvolts.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), low,
            high));
    }
    return quality;
}

/// (x - median) / IQR over the epochs whose signal is good (all, when none is), clipped.
void scale(ModelInput& input) {
    std::vector<float> values;
    for (std::int64_t e = 0; e < input.grid.count; ++e)
        if (input.quality[static_cast<std::size_t>(e)] == EpochQuality::Good)
            values.insert(values.end(), input.epoch(e).begin(), input.epoch(e).end());
    if (values.empty())
        values = input.samples;
    if (values.empty())
        return;
    const double median = quantile(values, 0.5);
    const double iqr = quantile(values, 0.75) - quantile(values, 0.25);
    const double factor = iqr > 1e-9 ? 1.0 / iqr : 0.0;
    for (float& value : input.samples)
        value = std::clamp(static_cast<float>((value - median) * factor), -kClip, kClip);
    for (std::int64_t e = 0; e < input.grid.count; ++e)
        if (input.quality[static_cast<std::size_t>(e)] == EpochQuality::Missing) {
            const auto begin = input.samples.begin() + static_cast<std::ptrdiff_t>(e * kModelEpochSamples);
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
    input.samples = dsp::filterForwardBackward(taps, bridged, context.part(0.5, 0.9));
    if (context.isCancelled())
        return fail(ErrorCode::Cancelled, input.derivation);
    input.samples.resize(static_cast<std::size_t>(input.grid.count) * kModelEpochSamples, 0.0f);
    scale(input);
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
