#include "core/dsp/resample.h"

#include <fmt/format.h>
#include <soxr.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace hypnodesk::dsp {
namespace {

constexpr double kMostRatio = 10'000.0;
constexpr double kMostSamples = 5e8; ///< 33 hours at 4096 Hz; 2 GB
constexpr std::size_t kBlock = 1 << 16;

struct DeleteSoxr {
    void operator()(soxr_t resampler) const { soxr_delete(resampler); }
};
using Resampler = std::unique_ptr<soxr, DeleteSoxr>;

/// The straight line from the first sample to the last. soxr takes the signal for zero outside; without the
/// line, it also starts and ends at zero, and an offset makes no ringing at the ends. Resampling a line gives
/// the line.
struct EndToEndLine {
    double start = 0.0;
    double slopePerSecond = 0.0;

    double at(std::size_t sample, double rateHz) const {
        return start + slopePerSecond * static_cast<double>(sample) / rateHz;
    }
};

EndToEndLine endToEndLine(std::span<const float> samples, double rateHz) {
    if (samples.size() < 2)
        return {samples.front(), 0.0};
    const double seconds = static_cast<double>(samples.size() - 1) / rateHz;
    return {samples.front(), (static_cast<double>(samples.back()) - samples.front()) / seconds};
}

} // namespace

Result<std::vector<float>> resample(std::span<const float> samples, double fromHz, double toHz,
                                    const TaskContext& context) {
    const double ratio = toHz / fromHz;
    if (!(fromHz > 0.0) || !(toHz > 0.0) || !(ratio <= kMostRatio) || !(ratio >= 1.0 / kMostRatio))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("cannot resample from {} Hz to {} Hz", fromHz, toHz));
    const double exactLength = std::round(static_cast<double>(samples.size()) * toHz / fromHz);
    if (exactLength > kMostSamples)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("resampling would make {:.0f} samples", exactLength));
    const auto bad =
        std::find_if_not(samples.begin(), samples.end(), [](float x) { return std::isfinite(x); });
    if (bad != samples.end())
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("sample {} to be resampled is not a number", bad - samples.begin()));
    if (fromHz == toHz || samples.empty())
        return std::vector<float>(samples.begin(), samples.end());

    soxr_error_t error = nullptr;
    const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
    const Resampler resampler(soxr_create(fromHz, toHz, 1, &error, &io, &quality, &runtime));
    if (error != nullptr || !resampler)
        return fail(ErrorCode::Internal, fmt::format("soxr: {}", soxr_strerror(error)));

    const EndToEndLine line = endToEndLine(samples, fromHz);
    std::vector<float> result(static_cast<std::size_t>(exactLength), 0.0f);
    std::vector<float> block(kBlock);
    std::size_t taken = 0;
    std::size_t made = 0;
    while (made < result.size()) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "resampling");
        context.report(static_cast<double>(made) / static_cast<double>(result.size()));
        const std::size_t offered = std::min(kBlock, samples.size() - taken);
        for (std::size_t i = 0; i < offered; ++i)
            block[i] = static_cast<float>(samples[taken + i] - line.at(taken + i, fromHz));
        std::size_t used = 0;
        std::size_t given = 0;
        error = soxr_process(resampler.get(), offered == 0 ? nullptr : block.data(), offered, &used,
                             result.data() + made, std::min(kBlock, result.size() - made), &given);
        if (error != nullptr)
            return fail(ErrorCode::Internal, fmt::format("soxr: {}", soxr_strerror(error)));
        taken += used;
        made += given;
        // soxr's own count may be one short of ours; what is missing stays on the line, where the signal
        // ends.
        if (used == 0 && given == 0)
            break;
    }
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = static_cast<float>(result[i] + line.at(i, toHz));
    return result;
}

} // namespace hypnodesk::dsp
