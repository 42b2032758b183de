#include "ui/hypnogram/hypnogram_mapping.h"

#include "core/scoring/sleep_cycles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace hypnodesk {

namespace {

std::int64_t boundary(std::int64_t first, std::int64_t last, int part, int parts) {
    return first + (last - first) * part / parts;
}

/// Mean probabilities of the scored epochs among [first, last); nothing when there is none.
std::optional<StageProbabilities> meanOf(const NightProbabilities& night, std::int64_t first,
                                         std::int64_t last) {
    StageProbabilities sum{};
    int count = 0;
    for (std::int64_t epoch = first; epoch < last; ++epoch) {
        if (!night.isScored(epoch))
            continue;
        const StageProbabilities& joint = night.epochs[static_cast<std::size_t>(epoch)].joint;
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += joint[i];
        ++count;
    }
    if (count == 0)
        return std::nullopt;
    for (float& value : sum)
        value /= static_cast<float>(count);
    return sum;
}

} // namespace

std::vector<StageRun> stageRuns(const Hypnogram& hypnogram, const RkStages& rkStages) {
    std::vector<StageRun> runs;
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        const EpochScore& score = hypnogram[epoch];
        if (score.stage == Stage::Unscored)
            continue;
        const StageRun here{epoch, epoch + 1, score.stage, score.source == StageSource::Network,
                            rkStageOf(hypnogram, epoch, rkStages)};
        if (!runs.empty() && runs.back().last == epoch && runs.back().stage == here.stage &&
            runs.back().isProposal == here.isProposal && runs.back().label == here.label)
            ++runs.back().last;
        else
            runs.push_back(here);
    }
    return runs;
}

std::vector<NightCycle> nightCycles(const Hypnogram& hypnogram, std::optional<double> lightsOff,
                                    std::optional<double> lightsOn) {
    const EpochGrid& grid = hypnogram.grid();
    const double off = lightsOff.value_or(grid.startSeconds);
    std::vector<NightCycle> cycles;
    for (const SleepCycle& cycle :
         sleepCycles(stageSpans(hypnogram, off, lightsOn.value_or(grid.endSeconds())))) {
        const double begin = off + cycle.beginMinutes * 60.0;
        cycles.push_back({begin, begin + cycle.durationMinutes * 60.0});
    }
    return cycles;
}

QImage densityImage(const NightProbabilities& night, std::int64_t first, std::int64_t last, QSize maximumSize,
                    const std::array<QColor, kStageClassCount>& colours) {
    first = std::max<std::int64_t>(0, first);
    last = std::min(last, static_cast<std::int64_t>(night.epochs.size()));
    if (first >= last || maximumSize.isEmpty())
        return {};
    const int width = static_cast<int>(std::min<std::int64_t>(maximumSize.width(), last - first));
    const int height = maximumSize.height();
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    image.fill(Qt::transparent);
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto stride = static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4);
    for (int x = 0; x < width; ++x) {
        const auto mean = meanOf(night, boundary(first, last, x, width), boundary(first, last, x + 1, width));
        if (!mean)
            continue;
        // Upper borders of the classes, in pixels from the bottom; the last one reaches the top whatever the
        // rounding.
        std::array<double, kStageClassCount> borders{};
        double sum = 0.0;
        for (std::size_t i = 0; i < borders.size(); ++i)
            borders[i] = (sum += static_cast<double>((*mean)[i])) * height;
        borders.back() = height;
        for (int y = 0; y < height; ++y) { // from the bottom
            double red = 0.0, green = 0.0, blue = 0.0, below = y;
            for (std::size_t i = 0; i < borders.size() && below < y + 1; ++i) {
                const double share = std::min(borders[i], y + 1.0) - below;
                if (share <= 0.0)
                    continue;
                red += share * colours[i].red();
                green += share * colours[i].green();
                blue += share * colours[i].blue();
                below += share;
            }
            pixels[(height - 1 - y) * stride + x] =
                qRgb(static_cast<int>(std::lround(red)), static_cast<int>(std::lround(green)),
                     static_cast<int>(std::lround(blue)));
        }
    }
    return image;
}

std::vector<float> confidences(const NightProbabilities& night) {
    std::vector<float> result(night.epochs.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t epoch = 0; epoch < result.size(); ++epoch)
        if (night.isScored(static_cast<std::int64_t>(epoch)))
            result[epoch] = confidence(night.epochs[epoch].joint);
    return result;
}

int frequencyStep(double highestHz, double leastHz) {
    constexpr std::array kSteps{5, 10, 20, 50, 100, 200, 500, 1000};
    constexpr int kMostLabels = 4;
    for (const int step : kSteps)
        if (step >= leastHz && highestHz <= (kMostLabels + 1) * step)
            return step;
    return kSteps.back();
}

} // namespace hypnodesk
