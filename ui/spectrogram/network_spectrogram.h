#pragma once

#include "core/model/model_input.h"
#include "ui/plot/spectrogram_image.h"

namespace hypnodesk {

/// The spectrogram view of the network over a whole night, and the range of its colours up to 35 Hz.
struct NetworkSpectrogram {
    SpectrogramPtr spectrogram;
    DecibelRange range;
};

/// What the network is given, epoch by epoch (dsp::epochSpectrogram of its own input): 128 bins of 100/256 Hz
/// from the first above 0, a frame a second. The network sees 29 frames of each epoch and nothing across the
/// border of two: the frame there is NaN. Decibels are of a signal scaled to its interquartile range, so they
/// compare with nothing but themselves. Missing epochs are silent. Any thread; about 15 MB for eight hours.
NetworkSpectrogram networkSpectrogram(const ModelInput& input);

} // namespace hypnodesk
