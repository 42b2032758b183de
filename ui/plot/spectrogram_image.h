#pragma once

#include "core/dsp/spectrogram.h"
#include "ui/plot/colour_map.h"

#include <QImage>
#include <QRectF>
#include <QSize>

#include <memory>

namespace hypnodesk {

using SpectrogramPtr = std::shared_ptr<const dsp::Spectrogram>;

/// What is no louder than this was not measured: a disconnected or zero-filled signal, which must not darken
/// all else. The rounding noise of a 16-bit recording of +-500 uV is 25 dB louder.
inline constexpr float kSilenceDecibels = -90.0f;

struct DecibelRange {
    double low = -20.0;
    double high = 20.0;
    bool operator==(const DecibelRange&) const = default;
};

/// The range between two percentiles of all measured values, from an even sample of at most 50,000 of them,
/// widened to at least 6 dB. The default range when nothing was measured.
DecibelRange percentileRange(const dsp::Spectrogram& spectrogram, double lowPercent = 2.0,
                             double highPercent = 98.0);

/// A part of a spectrogram: frames [firstFrame, lastFrame), bins [firstBin, lastBin).
struct SpectrogramPart {
    std::int64_t firstFrame = 0, lastFrame = 0;
    int firstBin = 0, lastBin = 0;
    bool isEmpty() const { return lastFrame <= firstFrame || lastBin <= firstBin; }
    bool operator==(const SpectrogramPart&) const = default;
};

/// The same of a part.
DecibelRange percentileRange(const dsp::Spectrogram& spectrogram, const SpectrogramPart& part,
                             double lowPercent = 2.0, double highPercent = 98.0);

/// The frames and bins whose cells touch [fromSeconds, toSeconds) and [lowHz, highHz]; `startSeconds` is the
/// time of the first sample the spectrogram was made of. A cell reaches half a step to either side of its
/// centre.
SpectrogramPart partWithin(const dsp::Spectrogram& spectrogram, double startSeconds, double fromSeconds,
                           double toSeconds, double lowHz, double highHz);

/// Time and frequency that a part covers: x in seconds from the start of the recording, y in Hz from low to
/// high.
QRectF extentOf(const dsp::Spectrogram& spectrogram, double startSeconds, const SpectrogramPart& part);

/// The part as a picture, time to the right, frequency upwards, never larger than `maximumSize` nor than the
/// part itself: frames and bins that share a pixel are averaged in decibels. Missing and silent values stay
/// transparent. Pure and thread-safe; ARGB32_Premultiplied.
QImage spectrogramImage(const dsp::Spectrogram& spectrogram, const SpectrogramPart& part, QSize maximumSize,
                        DecibelRange range, const ColourMap& colours = ColourMap::viridis());

} // namespace hypnodesk
