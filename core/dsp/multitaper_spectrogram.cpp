#include "core/dsp/fft_plan.h"
#include "core/dsp/spectrogram.h"
#include "core/dsp/tapers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace hypnodesk::dsp {
namespace {

constexpr double kMostTaperSamples = 1 << 24;
constexpr double kMostValues = 5e8;
constexpr float kLeastDensity = 1e-12f; ///< uV^2/Hz, -120 dB: digital silence

/// The options in samples and bins.
struct Layout {
    int window = 0;
    double step = 0.0;
    int tapers = 0;
    int firstBin = 0;
    int bins = 0;
    std::int64_t frames = 0;

    std::size_t start(std::int64_t frame) const {
        return static_cast<std::size_t>(std::llround(static_cast<double>(frame) * step));
    }
};

Result<Layout> layOut(std::size_t samples, double rateHz, const MultitaperOptions& options) {
    const double window = std::round(options.windowSeconds * rateHz);
    const double tapers = std::floor(2.0 * options.timeHalfBandwidth) - 1.0;
    Layout layout;
    layout.step = options.stepSeconds * rateHz;
    if (!(rateHz > 0.0) || !std::isfinite(rateHz))
        return fail(ErrorCode::ArgumentInvalid, fmt::format("no spectrogram at {} Hz", rateHz));
    if (!(window >= 8.0) || !(tapers >= 1.0) || !(options.timeHalfBandwidth < window / 2.0) ||
        !(window * tapers <= kMostTaperSamples))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("no spectrogram with windows of {} s ({} samples) and time-half-bandwidth {}",
                                options.windowSeconds, window, options.timeHalfBandwidth));
    if (!(layout.step >= 1.0) || !std::isfinite(layout.step))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("no spectrogram every {} s", options.stepSeconds));

    // A hair of tolerance, so that 35 Hz is the edge it should be although 35 / (1 / 4) may round below 140.
    const double binWidth = rateHz / window;
    const double firstBin = std::ceil(options.lowestHz / binWidth - 1e-6);
    const double lastBin =
        std::min(std::floor(options.highestHz / binWidth + 1e-6), std::floor(window / 2.0));
    if (!(options.lowestHz >= 0.0) || !(firstBin <= lastBin))
        return fail(ErrorCode::ArgumentInvalid, fmt::format("no spectrogram from {} to {} Hz at {} Hz",
                                                            options.lowestHz, options.highestHz, rateHz));
    layout.window = static_cast<int>(window);
    layout.tapers = static_cast<int>(tapers);
    layout.firstBin = static_cast<int>(firstBin);
    layout.bins = static_cast<int>(lastBin - firstBin) + 1;
    if (samples >= static_cast<std::size_t>(layout.window)) {
        const double spare = static_cast<double>(samples) - window;
        // Frame starts are rounded to samples: half a sample too late is still in time, exactly half is not.
        layout.frames = static_cast<std::int64_t>(std::floor((spare + 0.5) / layout.step)) + 1;
        if (layout.start(layout.frames - 1) + static_cast<std::size_t>(layout.window) > samples)
            --layout.frames;
    }
    if (static_cast<double>(layout.frames) * layout.bins > kMostValues)
        return fail(
            ErrorCode::ArgumentInvalid,
            fmt::format("a spectrogram of {} times {} values is too large", layout.frames, layout.bins));
    return layout;
}

/// Tapers scaled so that the squared magnitudes, summed over tapers, are the mean two-sided density in
/// uV^2/Hz.
std::vector<float> scaledTapers(const Layout& layout, double rateHz, double timeHalfBandwidth) {
    const auto tapers = dpssTapers(layout.window, timeHalfBandwidth, layout.tapers);
    const double scale = 1.0 / std::sqrt(rateHz * layout.tapers);
    std::vector<float> scaled;
    scaled.reserve(tapers.size() * static_cast<std::size_t>(layout.window));
    for (const auto& taper : tapers)
        for (const double value : taper)
            scaled.push_back(static_cast<float>(value * scale));
    return scaled;
}

} // namespace

Result<Spectrogram> multitaperSpectrogram(std::span<const float> samples, double rateHz,
                                          const MultitaperOptions& options, const TaskContext& context) {
    const auto layout = layOut(samples.size(), rateHz, options);
    if (!layout)
        return tl::make_unexpected(layout.error());

    Spectrogram result;
    result.frames = layout->frames;
    result.bins = layout->bins;
    result.firstFrameSeconds = layout->window / rateHz / 2.0;
    result.frameStepSeconds = options.stepSeconds;
    result.binWidthHz = rateHz / layout->window;
    result.firstBinHz = layout->firstBin * result.binWidthHz;
    if (layout->frames == 0)
        return result;

    const auto window = static_cast<std::size_t>(layout->window);
    const auto bins = static_cast<std::size_t>(layout->bins);
    const std::vector<float> tapers = scaledTapers(*layout, rateHz, options.timeHalfBandwidth);
    const RealFft fft(layout->window, layout->tapers);
    FftVector<float> tapered(tapers.size());
    Spectrum spectra(static_cast<std::size_t>(fft.bins() * layout->tapers));
    std::vector<float> centred(window);
    std::vector<float> density(bins);
    result.decibels.resize(static_cast<std::size_t>(layout->frames) * bins);

    for (std::int64_t frame = 0; frame < layout->frames; ++frame) {
        if (frame % 256 == 0) {
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, "spectrogram");
            context.report(static_cast<double>(frame) / static_cast<double>(layout->frames));
        }
        const auto piece = samples.subspan(layout->start(frame), window);
        float* row = result.decibels.data() + static_cast<std::size_t>(frame) * bins;
        const double mean = std::accumulate(piece.begin(), piece.end(), 0.0) / static_cast<double>(window);
        if (!std::isfinite(mean)) {
            std::fill_n(row, bins, std::numeric_limits<float>::quiet_NaN());
            continue;
        }
        for (std::size_t i = 0; i < window; ++i)
            centred[i] = static_cast<float>(piece[i] - mean);
        for (std::size_t taper = 0; taper < tapers.size(); taper += window)
            for (std::size_t i = 0; i < window; ++i)
                tapered[taper + i] = centred[i] * tapers[taper + i];
        fft.transform(tapered, spectra);

        std::fill(density.begin(), density.end(), 0.0f);
        for (int taper = 0; taper < layout->tapers; ++taper) {
            const std::complex<float>* bin = spectra.data() + taper * fft.bins() + layout->firstBin;
            for (std::size_t i = 0; i < bins; ++i)
                density[i] += bin[i].real() * bin[i].real() + bin[i].imag() * bin[i].imag();
        }
        constexpr float kDecibelsPerOctave =
            static_cast<float>(10.0 * std::numbers::ln2 / std::numbers::ln10);
        for (std::size_t i = 0; i < bins; ++i) {
            // One-sided: what lies at negative frequencies is counted here; only 0 Hz and Nyquist have no
            // partner.
            const int bin = layout->firstBin + static_cast<int>(i);
            const float sides = bin == 0 || 2 * bin == layout->window ? 1.0f : 2.0f;
            row[i] = kDecibelsPerOctave * std::log2(std::max(sides * density[i], kLeastDensity));
        }
    }
    return result;
}

} // namespace hypnodesk::dsp
