#include "ui/plot/spectrogram_image.h"

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace hypnodesk {

namespace {

constexpr std::size_t kPercentileSample = 50000;
constexpr double kLeastRange = 6.0;

/// False for NaN as well.
bool isMeasured(float decibels) {
    return (decibels > kSilenceDecibels) & (decibels <= std::numeric_limits<float>::max());
}

/// Sum and number of the measured values of one picture row and column, for every bin at once.
struct Sums {
    std::vector<float> sum;
    std::vector<float> count;

    explicit Sums(std::size_t bins) : sum(bins), count(bins) {}
    void clear() {
        std::fill(sum.begin(), sum.end(), 0.0f);
        std::fill(count.begin(), count.end(), 0.0f);
    }
    void add(const float* values) {
        for (std::size_t i = 0; i < sum.size(); ++i) { // branch-free, so that it is vectorised
            const bool there = isMeasured(values[i]);
            sum[i] += there ? values[i] : 0.0f;
            count[i] += there ? 1.0f : 0.0f;
        }
    }
};

std::int64_t boundary(std::int64_t first, std::int64_t last, int part, int parts) {
    return first + (last - first) * part / parts;
}

} // namespace

DecibelRange percentileRange(const dsp::Spectrogram& spectrogram, double lowPercent, double highPercent) {
    return percentileRange(spectrogram, {0, spectrogram.frames, 0, spectrogram.bins}, lowPercent,
                           highPercent);
}

DecibelRange percentileRange(const dsp::Spectrogram& spectrogram, const SpectrogramPart& part,
                             double lowPercent, double highPercent) {
    if (part.isEmpty())
        return {};
    const auto bins = static_cast<std::size_t>(part.lastBin - part.firstBin);
    const std::size_t size = static_cast<std::size_t>(part.lastFrame - part.firstFrame) * bins;
    const auto value = [&](std::size_t i) {
        return spectrogram.at(part.firstFrame + static_cast<std::int64_t>(i / bins),
                              part.firstBin + static_cast<int>(i % bins));
    };
    // An odd stride, so that the sample does not keep to the same few bins of every frame.
    std::size_t stride = std::max<std::size_t>(1, size / kPercentileSample);
    stride |= 1;
    std::vector<float> sample;
    sample.reserve(size / stride + 1);
    for (std::size_t i = 0; i < size; i += stride)
        if (isMeasured(value(i)))
            sample.push_back(value(i));
    if (sample.empty())
        return {};
    const auto percentile = [&](double percent) {
        const auto place = std::clamp(percent / 100.0, 0.0, 1.0) * static_cast<double>(sample.size() - 1);
        const auto nth = sample.begin() + std::lround(place);
        std::nth_element(sample.begin(), nth, sample.end());
        return static_cast<double>(*nth);
    };
    DecibelRange range{percentile(lowPercent), percentile(highPercent)};
    if (range.high - range.low < kLeastRange) {
        const double middle = (range.low + range.high) / 2.0;
        range = {middle - kLeastRange / 2.0, middle + kLeastRange / 2.0};
    }
    return range;
}

SpectrogramPart partWithin(const dsp::Spectrogram& spectrogram, double startSeconds, double fromSeconds,
                           double toSeconds, double lowHz, double highHz) {
    if (spectrogram.frames <= 0 || spectrogram.bins <= 0 || !(spectrogram.frameStepSeconds > 0.0) ||
        !(spectrogram.binWidthHz > 0.0) || !(toSeconds > fromSeconds) || !(highHz > lowHz))
        return {};
    // Cell k covers [k - 1/2, k + 1/2) in units of the step. Limits are taken while still doubles: they may
    // be huge.
    const auto cells = [](double from, double to, double first, double step, double count) {
        const double begin = std::clamp(std::floor((from - first) / step + 0.5), 0.0, count);
        const double end = std::clamp(std::ceil((to - first) / step + 0.5), 0.0, count);
        return std::pair(begin, end);
    };
    const auto [firstFrame, lastFrame] =
        cells(fromSeconds, toSeconds, startSeconds + spectrogram.firstFrameSeconds,
              spectrogram.frameStepSeconds, static_cast<double>(spectrogram.frames));
    const auto [firstBin, lastBin] = cells(lowHz, highHz, spectrogram.firstBinHz, spectrogram.binWidthHz,
                                           static_cast<double>(spectrogram.bins));
    return {static_cast<std::int64_t>(firstFrame), static_cast<std::int64_t>(lastFrame),
            static_cast<int>(firstBin), static_cast<int>(lastBin)};
}

QRectF extentOf(const dsp::Spectrogram& spectrogram, double startSeconds, const SpectrogramPart& part) {
    const double x = startSeconds + spectrogram.firstFrameSeconds +
                     (static_cast<double>(part.firstFrame) - 0.5) * spectrogram.frameStepSeconds;
    const double y = spectrogram.firstBinHz + (part.firstBin - 0.5) * spectrogram.binWidthHz;
    return {x, y, static_cast<double>(part.lastFrame - part.firstFrame) * spectrogram.frameStepSeconds,
            (part.lastBin - part.firstBin) * spectrogram.binWidthHz};
}

QImage spectrogramImage(const dsp::Spectrogram& spectrogram, const SpectrogramPart& part, QSize maximumSize,
                        DecibelRange range, const ColourMap& colours) {
    if (part.isEmpty() || maximumSize.isEmpty())
        return {};
    const int bins = part.lastBin - part.firstBin;
    const int width =
        static_cast<int>(std::min<std::int64_t>(maximumSize.width(), part.lastFrame - part.firstFrame));
    const int height = std::min(maximumSize.height(), bins);
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;

    const auto low = static_cast<float>(range.low);
    const auto scale = static_cast<float>(1.0 / std::max(1e-6, range.high - range.low));
    auto* pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto lineLength = static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4);
    std::vector<std::size_t> rowBins; // first bin of each row from the bottom, and the end
    for (int y = 0; y <= height; ++y)
        rowBins.push_back(static_cast<std::size_t>(boundary(0, bins, y, height)));
    Sums sums(static_cast<std::size_t>(bins));
    for (int x = 0; x < width; ++x) {
        sums.clear();
        const std::int64_t lastFrame = boundary(part.firstFrame, part.lastFrame, x + 1, width);
        for (std::int64_t frame = boundary(part.firstFrame, part.lastFrame, x, width); frame < lastFrame;
             ++frame)
            sums.add(spectrogram.decibels.data() + frame * spectrogram.bins + part.firstBin);
        for (int y = 0; y < height; ++y) {
            float sum = 0.0f, count = 0.0f;
            const auto row = static_cast<std::size_t>(y);
            for (std::size_t bin = rowBins[row]; bin < rowBins[row + 1]; ++bin) {
                sum += sums.sum[bin];
                count += sums.count[bin];
            }
            pixels[(height - 1 - y) * lineLength + x] =
                count > 0.0f ? colours.at((sum / count - low) * scale) : 0;
        }
    }
    return image;
}

} // namespace hypnodesk
