#include "core/dsp/fft_plan.h"
#include "core/dsp/spectrogram.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace hypnodesk::dsp {
namespace {

constexpr int kFrameSamples = 200;
constexpr int kFrameStep = 100;
constexpr int kFftSize = 256;
static_assert((kEpochSamples - kFrameSamples) / kFrameStep + 1 == kEpochFrames);
static_assert(kFftSize / 2 == kEpochBins);

std::array<float, kFrameSamples> symmetricHamming() {
    std::array<float, kFrameSamples> window{};
    for (int i = 0; i < kFrameSamples; ++i)
        window[static_cast<std::size_t>(i)] =
            static_cast<float>(0.54 - 0.46 * std::cos(2.0 * std::numbers::pi * i / (kFrameSamples - 1)));
    return window;
}

} // namespace

void epochSpectrogram(std::span<const float> epoch, std::span<float> out) {
    assert(epoch.size() == kEpochSamples);
    assert(out.size() == static_cast<std::size_t>(kEpochFrames) * kEpochBins);

    // Training calls this millions of times: all frames in one batch, and nothing allocated after a thread's
    // first call.
    static const RealFft fft(kFftSize, kEpochFrames);
    static const auto window = symmetricHamming();
    thread_local FftVector<float> frames(static_cast<std::size_t>(kEpochFrames) * kFftSize, 0.0f);
    thread_local Spectrum spectra(static_cast<std::size_t>(kEpochFrames) * (kEpochBins + 1));

    for (int frame = 0; frame < kEpochFrames; ++frame) {
        const float* from = epoch.data() + frame * kFrameStep;
        float* to = frames.data() + frame * kFftSize; // the padding behind kFrameSamples stays zero
        for (std::size_t i = 0; i < kFrameSamples; ++i)
            to[i] = from[i] * window[i];
    }
    fft.transform(frames, spectra);

    // 20 log10(max(|X|, 1e-6)) without the square root; log2f is the fastest of the logarithms.
    constexpr float kDecibelsPerOctaveOfPower =
        static_cast<float>(10.0 * std::numbers::ln2 / std::numbers::ln10);
    for (int frame = 0; frame < kEpochFrames; ++frame) {
        const std::complex<float>* bins = spectra.data() + frame * (kEpochBins + 1) + 1;
        float* decibels = out.data() + frame * kEpochBins;
        for (int bin = 0; bin < kEpochBins; ++bin) {
            const float power = bins[bin].real() * bins[bin].real() + bins[bin].imag() * bins[bin].imag();
            decibels[bin] = kDecibelsPerOctaveOfPower * std::log2(std::max(power, 1e-12f));
        }
    }
}

} // namespace hypnodesk::dsp
