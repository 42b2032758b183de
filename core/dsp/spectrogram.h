#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// Power over time and frequency in decibels, frames by bins, row-major: decibels[frame * bins + bin].
struct Spectrogram {
    std::int64_t frames = 0;
    int bins = 0;
    double firstFrameSeconds = 0.0; ///< centre of the first frame, from the start of the samples given
    double frameStepSeconds = 1.0;
    double firstBinHz = 0.0; ///< frequency of bin 0
    double binWidthHz = 1.0;
    std::vector<float> decibels; ///< dB re 1 uV^2/Hz; NaN where samples were missing

    float at(std::int64_t frame, int bin) const {
        return decibels[static_cast<std::size_t>(frame * bins + bin)];
    }
};

inline constexpr int kEpochSamples = 3000; ///< 30 s at 100 Hz
inline constexpr int kEpochFrames = 29;    ///< 200-sample frames every 100
inline constexpr int kEpochBins = 128;     ///< 256-point real FFT without the DC bin

/// The network's spectrogram view of one epoch (model.md section 1.4; SleepTransformer): 29 frames of 200
/// samples every 100, symmetric Hamming window, zero-padded to a 256-point FFT, 20 log10(max(|X|, 1e-6)), DC
/// bin dropped. `epoch` holds kEpochSamples samples at 100 Hz, `out` kEpochFrames * kEpochBins values,
/// [frame][bin]. Thread-safe. A sample that is not finite spoils the frames it lies in.
void epochSpectrogram(std::span<const float> epoch, std::span<float> out);

struct MultitaperOptions {
    double windowSeconds = 4.0;
    double stepSeconds = 1.0;
    double timeHalfBandwidth = 2.5; ///< NW; the number of tapers is floor(2 NW) - 1
    double lowestHz = 0.0;
    double highestHz = 35.0;
    bool operator==(const MultitaperOptions&) const = default;
};

/// Multitaper spectrogram (DPSS tapers, mean of the eigenspectra) for viewing: one-sided power spectral
/// density in dB re uV^2/Hz, not below -120. Each window's mean is removed. Windows with a sample that is not
/// finite give NaN. Input shorter than one window gives no frames. A night of 8 h at 256 Hz takes well under
/// a second of one core. Errors: ArgumentInvalid (options or rate that make no sense or too large a result),
/// Cancelled.
Result<Spectrogram> multitaperSpectrogram(std::span<const float> samples, double rateHz,
                                          const MultitaperOptions& options = {},
                                          const TaskContext& context = {});

} // namespace hypnodesk::dsp
