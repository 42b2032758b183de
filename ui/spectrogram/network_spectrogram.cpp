#include "ui/spectrogram/network_spectrogram.h"

#include <algorithm>
#include <limits>

namespace hypnodesk {

namespace {

constexpr int kSlots = dsp::kEpochFrames + 1; // seconds of an epoch; the last stays empty
constexpr double kFftSize = 256.0;
constexpr double kColouredHz = 35.0; // above, the input is filtered away

} // namespace

NetworkSpectrogram networkSpectrogram(const ModelInput& input) {
    auto result = std::make_shared<dsp::Spectrogram>();
    result->bins = dsp::kEpochBins;
    result->binWidthHz = kModelRateHz / kFftSize;
    result->firstBinHz = result->binWidthHz;
    result->firstFrameSeconds = input.grid.startSeconds + 1.0;
    result->frameStepSeconds = 1.0;
    result->frames = input.grid.count * kSlots;
    constexpr auto kOfEpoch = static_cast<std::size_t>(kSlots) * dsp::kEpochBins;
    constexpr auto kSeen = static_cast<std::size_t>(dsp::kEpochFrames) * dsp::kEpochBins;
    result->decibels.assign(static_cast<std::size_t>(input.grid.count) * kOfEpoch,
                            std::numeric_limits<float>::quiet_NaN());
    for (std::int64_t epoch = 0; epoch < input.grid.count; ++epoch)
        dsp::epochSpectrogram(
            input.epoch(epoch),
            std::span(result->decibels).subspan(static_cast<std::size_t>(epoch) * kOfEpoch, kSeen));
    const SpectrogramPart part =
        partWithin(*result, 0.0, 0.0, std::numeric_limits<float>::max(), 0.0, kColouredHz);
    const DecibelRange range = percentileRange(*result, part);
    return {std::move(result), range};
}

} // namespace hypnodesk
