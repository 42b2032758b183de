#include "core/net/training_windows.h"

#include "core/dsp/spectrogram.h"
#include "core/net/counted_random.h"
#include "core/net/losses.h"
#include "core/net/night_scoring.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace hypnodesk::net {

namespace {

constexpr std::int64_t kWakeMarginEpochs = 60; // 30 min

/// Copies the night's samples [first, first + out.size()), zero outside the night.
void cut(std::span<const float> samples, std::int64_t first, std::span<float> out) {
    const auto size = static_cast<std::int64_t>(samples.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::int64_t at = first + static_cast<std::int64_t>(i);
        out[i] = at >= 0 && at < size ? samples[static_cast<std::size_t>(at)] : 0.0f;
    }
}

/// 1 / IQR of a randomly long piece of the night around a window; the night itself is scaled to an IQR of 1.
float pieceGain(const ModelInput& night, std::int64_t firstEpoch, std::int64_t length,
                const AugmentationOptions& options, std::mt19937_64& random) {
    constexpr std::int64_t kSampleStep = 50;
    const std::int64_t n = night.grid.count;
    const std::int64_t shortest = std::min(n, std::max(length, options.shortestPieceEpochs));
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    if (unit(random) >= options.pieceProbability)
        return 1.0f;
    const double ratio = static_cast<double>(n) / static_cast<double>(std::max<std::int64_t>(shortest, 1));
    const auto piece =
        static_cast<std::int64_t>(static_cast<double>(shortest) * std::pow(ratio, unit(random)));
    const std::int64_t lowest = std::max<std::int64_t>(0, firstEpoch + length - piece);
    const std::int64_t highest = std::max(lowest, std::min(firstEpoch, n - piece));
    const auto first =
        lowest + static_cast<std::int64_t>(unit(random) * static_cast<double>(highest - lowest));
    std::vector<float> values;
    for (std::int64_t e = first; e < std::min(first + piece, n); ++e)
        if (night.quality[static_cast<std::size_t>(e)] == EpochQuality::Good)
            for (std::int64_t i = 0; i < kModelEpochSamples; i += kSampleStep)
                values.push_back(night.epoch(e)[static_cast<std::size_t>(i)]);
    if (values.size() < 4)
        return 1.0f;
    const auto quartile = [&](std::size_t fourth) {
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * fourth / 4);
        std::nth_element(values.begin(), at, values.end());
        return *at;
    };
    const float spread = quartile(3) - quartile(1);
    return spread > 0.05f ? 1.0f / spread : 1.0f;
}

} // namespace

EpochRange trainingRange(const LabelledNight& night) {
    const auto& stages = night.stages;
    const auto firstSleep = std::find_if(stages.begin(), stages.end(), isSleep);
    const auto count = static_cast<std::int64_t>(stages.size());
    if (firstSleep == stages.end())
        return {0, count};
    const auto lastSleep = std::find_if(stages.rbegin(), stages.rend(), isSleep);
    return {std::max<std::int64_t>(0, firstSleep - stages.begin() - kWakeMarginEpochs),
            std::min(count, count - (lastSleep - stages.rbegin()) + kWakeMarginEpochs)};
}

namespace {

bool hasGoodEpoch(const ModelInput& night, std::int64_t first, std::int64_t length) {
    const auto begin = night.quality.begin() + std::min(first, night.grid.count);
    const auto end = night.quality.begin() + std::min(first + length, night.grid.count);
    return std::find(begin, end, EpochQuality::Good) != end;
}

} // namespace

std::vector<WindowRef> passOverNights(const std::vector<LabelledNight>& nights, std::int64_t length,
                                      std::mt19937_64& random) {
    std::vector<WindowRef> windows;
    for (std::size_t n = 0; n < nights.size(); ++n) {
        const EpochRange range = trainingRange(nights[n]);
        if (range.last - range.first <= length) {
            windows.push_back({n, range.first});
            continue;
        }
        const auto phase = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(length));
        for (std::int64_t first = range.first - phase; first < range.last; first += length)
            windows.push_back({n, std::clamp(first, range.first, range.last - length)});
    }
    std::erase_if(windows, [&](const WindowRef& window) {
        return !hasGoodEpoch(*nights[window.night].input, window.firstEpoch, length);
    });
    std::shuffle(windows.begin(), windows.end(), random);
    return windows;
}

torch::Tensor stagesOf(const std::vector<LabelledNight>& nights, std::span<const WindowRef> windows,
                       std::int64_t length) {
    auto labels =
        torch::full({static_cast<std::int64_t>(windows.size()), length}, kIgnoredStage, torch::kInt64);
    auto values = labels.accessor<std::int64_t, 2>();
    for (std::size_t w = 0; w < windows.size(); ++w) {
        const LabelledNight& night = nights[windows[w].night];
        for (std::int64_t i = 0; i < length; ++i) {
            const std::int64_t epoch = windows[w].firstEpoch + i;
            if (epoch >= static_cast<std::int64_t>(night.stages.size()) || epoch >= night.input->grid.count)
                break;
            const auto e = static_cast<std::size_t>(epoch);
            if (isScored(night.stages[e]) && night.input->quality[e] == EpochQuality::Good)
                values[static_cast<std::int64_t>(w)][i] = static_cast<std::int64_t>(night.stages[e]);
        }
    }
    return labels;
}

torch::Tensor competitionOf(const std::vector<LabelledNight>& nights, std::span<const WindowRef> windows) {
    constexpr float kOut = -1e4f;
    auto offsets = torch::zeros({static_cast<std::int64_t>(windows.size()), 1, kStageClassCount});
    auto values = offsets.accessor<float, 3>();
    for (std::size_t w = 0; w < windows.size(); ++w)
        for (int stage = 0; stage < kStageClassCount; ++stage)
            if (!(nights[windows[w].night].competing >> stage & 1))
                values[static_cast<std::int64_t>(w)][0][stage] = kOut;
    return offsets;
}

WindowViews viewsOfWindows(const std::vector<LabelledNight>& nights, const StepBatch& batch,
                           std::int64_t length, const SpectrogramNormalisation& normalisation,
                           const AugmentationOptions& augmentation) {
    const auto windowSamples = static_cast<std::size_t>(length) * kModelEpochSamples;
    const std::span<const WindowRef> windows = batch.own();
    std::vector<float> samples(windows.size() * windowSamples);
    for (std::size_t w = 0; w < windows.size(); ++w) {
        std::mt19937_64 random(
            seedOf(batch.seed, Chance::Window, {batch.pass, batch.placeInPass + batch.first + w}));
        const std::span<float> window(samples.data() + w * windowSamples, windowSamples);
        const std::int64_t shift = randomShift(augmentation, random);
        const ModelInput& night = *nights[windows[w].night].input;
        cut(night.samples.values(), windows[w].firstEpoch * kModelEpochSamples + shift, window);
        const float gain = pieceGain(night, windows[w].firstEpoch, length, augmentation, random);
        night.samples.release();
        for (float& sample : window)
            sample *= gain;
        augment(window, augmentation, random);
    }
    const ViewBatch views =
        viewsOf(samples, static_cast<std::int64_t>(windows.size()) * length, normalisation);
    return {views.raw, views.spectrogram};
}

SpectrogramNormalisation spectrogramStatistics(const std::vector<LabelledNight>& nights, ProcessGroup& group,
                                               std::int64_t step) {
    auto totals = torch::zeros({2 * dsp::kEpochBins + 1}, torch::kFloat64);
    const std::span<double> sum(totals.data_ptr<double>(), dsp::kEpochBins);
    const std::span<double> squares(sum.data() + dsp::kEpochBins, dsp::kEpochBins);
    double& count = sum.data()[2 * dsp::kEpochBins];
    std::vector<float> frames(static_cast<std::size_t>(dsp::kEpochFrames) * dsp::kEpochBins);
    for (std::size_t n = 0; n < nights.size(); ++n) {
        if (static_cast<int>(n % static_cast<std::size_t>(group.size())) != group.rank())
            continue;
        const LabelledNight& night = nights[n];
        for (std::int64_t e = 0; e < night.input->grid.count; e += step) {
            if (night.input->quality[static_cast<std::size_t>(e)] != EpochQuality::Good)
                continue;
            dsp::epochSpectrogram(night.input->epoch(e), frames);
            for (std::size_t i = 0; i < frames.size(); ++i) {
                sum[i % dsp::kEpochBins] += frames[i];
                squares[i % dsp::kEpochBins] += static_cast<double>(frames[i]) * frames[i];
            }
            count += dsp::kEpochFrames;
        }
        night.input->samples.release();
    }
    group.allReduceSum(totals);
    SpectrogramNormalisation statistics{std::vector<float>(dsp::kEpochBins, 0.0f),
                                        std::vector<float>(dsp::kEpochBins, 1.0f)};
    if (count == 0.0)
        return statistics;
    for (std::size_t b = 0; b < sum.size(); ++b) {
        const double mean = sum[b] / count;
        statistics.mean[b] = static_cast<float>(mean);
        statistics.deviation[b] =
            static_cast<float>(std::sqrt(std::max(squares[b] / count - mean * mean, 1e-6)));
    }
    return statistics;
}

SubjectSplit splitBySubject(const std::vector<LabelledNight>& nights, double share, std::uint64_t seed) {
    if (std::ranges::any_of(nights, &LabelledNight::isForValidation)) {
        SubjectSplit split;
        for (const LabelledNight& night : nights)
            (night.isForValidation ? split.validation : split.training).push_back(night);
        return split;
    }
    std::set<std::string> distinct;
    for (const LabelledNight& night : nights)
        distinct.insert(night.subject);
    std::vector<std::string> subjects(distinct.begin(), distinct.end());
    std::mt19937_64 random(seed);
    std::shuffle(subjects.begin(), subjects.end(), random);
    const auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(subjects.size())));
    const std::size_t heldOut =
        subjects.size() < 2 || share <= 0.0 ? 0 : std::clamp<std::size_t>(wanted, 1, subjects.size() - 1);
    const std::set<std::string> apart(subjects.begin(),
                                      subjects.begin() + static_cast<std::ptrdiff_t>(heldOut));
    SubjectSplit split;
    for (const LabelledNight& night : nights)
        (apart.contains(night.subject) ? split.validation : split.training).push_back(night);
    return split;
}

} // namespace hypnodesk::net
