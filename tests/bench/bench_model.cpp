#include "app/patient_threads.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/model/network.h"
#include "core/recording/derivation.h"
#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>
#include <stop_token>
#include <vector>

using namespace hypnodesk;

namespace {

constexpr int kRuns = 7;
constexpr std::int64_t kEpochs = 960; // 8 hours

/// Multiply-adds an epoch of the shipped network (model.md section 6; first raw convolution of 9 taps strided
/// by 4): 34 M raw branch, 39 M spectrogram branch, 13 M stacks in four windows of 20, 5 M each view alone in
/// two windows.
constexpr double kMultiplyAddsPerEpoch = 91e6;

ModelInput noiseNight() {
    ModelInput input;
    input.grid = {0.0, kEpochSeconds, kEpochs};
    input.quality.assign(kEpochs, EpochQuality::Good);
    std::vector<float> samples(kEpochs * kModelEpochSamples);
    std::mt19937 random(1);
    std::normal_distribution<float> noise;
    for (float& sample : samples)
        sample = noise(random);
    input.samples = std::move(samples);
    return input;
}

/// Seconds that the night would take window by window, as the network is trained: the 20 epochs of each
/// window embedded anew, a window an epoch. Measured on some of them.
double secondsWindowByWindow(NightScorer& scorer, const ModelInput& night, std::int64_t length) {
    constexpr std::int64_t kMeasured = 60;
    constexpr int kBatch = 4; // so that a window occupies more than one core
    const auto from = std::chrono::steady_clock::now();
    for (std::int64_t start = 0; start < kMeasured; ++start) {
        ModelInput window;
        window.grid = {0.0, kEpochSeconds, length};
        window.quality.assign(static_cast<std::size_t>(length), EpochQuality::Good);
        const auto samples =
            night.samples.values().subspan(static_cast<std::size_t>(start * kModelEpochSamples),
                                           static_cast<std::size_t>(length * kModelEpochSamples));
        window.samples = std::vector<float>(samples.begin(), samples.end());
        if (!scorer.score(window, {.batch = kBatch}, {}))
            return 0.0;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - from;
    return seconds.count() * static_cast<double>(night.grid.count - length + 1) / kMeasured;
}

/// Share of a real night's epochs that have the same stage in the first preview as in the end.
std::optional<double> previewAgreement(NightScorer& scorer, const char* path) {
    const auto recording = Recording::open(path);
    if (!recording)
        return std::nullopt;
    const std::vector<Derivation> choices = suggestedDerivations(**recording);
    if (choices.empty())
        return std::nullopt;
    const auto input = prepareModelInput(**recording, choices.front());
    if (!input)
        return std::nullopt;
    std::optional<Hypnogram> preview;
    ScoreOptions options;
    options.partial = [&](const NightProbabilities& night) {
        if (!preview)
            preview = Hypnogram::fromProbabilities(night);
    };
    const auto night = scorer.score(*input, options, {});
    if (!night || !preview)
        return std::nullopt;
    const Hypnogram whole = Hypnogram::fromProbabilities(*night);
    std::int64_t same = 0;
    for (std::int64_t epoch = 0; epoch < whole.size(); ++epoch)
        same += whole.stage(epoch) == preview->stage(epoch);
    return static_cast<double>(same) / static_cast<double>(whole.size());
}

struct Timing {
    double firstPreview = 0.0;
    double whole = 0.0;
};

/// Epoch-samples a second of pre-training a network of this shape with all its losses, median over steps.
double trainingRate(Network& network, const ModelConfig& config, const ModelInput& night) {
    LabelledNight labelled{"noise", "nobody", "", std::make_shared<const ModelInput>(night), {}};
    for (std::int64_t e = 0; e < night.grid.count; ++e)
        labelled.stages.push_back(static_cast<Stage>(e % kStageClassCount));
    TrainingOptions options;
    options.config = config;
    options.batch = 4;
    options.device = "cpu";
    std::stop_source enough;
    std::vector<double> rates;
    const auto listener = [&](const TrainingReport& report) {
        rates.push_back(report.epochSamplesPerSecond);
        if (rates.size() == kRuns)
            enough.request_stop();
    };
    // Cancelled after some steps: no model is written.
    (void)network.createTrainer()->pretrain({labelled}, options, "never-written.safetensors", listener,
                                            TaskContext(enough.get_token()));
    if (rates.empty())
        return 0.0;
    std::sort(rates.begin(), rates.end());
    return rates[rates.size() / 2];
}

} // namespace

/// bench_model [RECORDING]: with a real night, how much of it its first preview tells, too.
int main(int argumentCount, char** argv) {
    waitPatiently(argv);
    const auto start = std::chrono::steady_clock::now();
    const auto since = [](auto from) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    };
    const auto network = loadNetwork();
    const auto model = findModel("");
    if (!network || !model) {
        std::printf("%s\n", describe(network ? model.error() : network.error()).c_str());
        return 1;
    }
    std::printf("network module opened      %8.3f s\n", since(start));
    const EngineInfo engine = (*network)->engineInfo(true);
    const auto opened = std::chrono::steady_clock::now();
    const auto scorer = (*network)->openScorer(*model, "cpu");
    if (!scorer) {
        std::printf("%s\n", describe(scorer.error()).c_str());
        return 1;
    }
    std::printf("model read                 %8.3f s\n", since(opened));

    const ModelInput night = noiseNight();
    std::vector<Timing> timings;
    for (int run = 0; run < kRuns; ++run) {
        Timing timing;
        const auto from = std::chrono::steady_clock::now();
        ScoreOptions options;
        options.partial = [&](const NightProbabilities&) {
            if (timing.firstPreview == 0.0)
                timing.firstPreview = since(from);
        };
        if (!(*scorer)->score(night, options, {}))
            return 1;
        timing.whole = since(from);
        timings.push_back(timing);
    }
    std::sort(timings.begin(), timings.end(),
              [](const Timing& a, const Timing& b) { return a.whole < b.whole; });
    const Timing& best = timings.front();
    const Timing& middle = timings[kRuns / 2];
    std::printf("night of %lld epochs       %8.3f s min %8.3f s median, first preview after %.3f s\n",
                static_cast<long long>(kEpochs), best.whole, middle.whole, best.firstPreview);
    const double reached = 2.0 * kMultiplyAddsPerEpoch * static_cast<double>(kEpochs) / best.whole / 1e9;
    std::printf(
        "arithmetic                 %8.1f GFLOP/s, %.0f %% of the %.0f GFLOP/s of 512 x 512 products\n",
        reached, 100.0 * reached / engine.gemmGflops, engine.gemmGflops);
    if (argumentCount > 1) {
        const auto agreement = previewAgreement(**scorer, argv[1]);
        if (!agreement) {
            std::printf("%s could not be scored\n", argv[1]);
            return 1;
        }
        std::printf("first preview              %8.1f %% of epochs as in the end\n", 100.0 * *agreement);
    }
    const auto file = readModelFile(*model);
    if (!file)
        return 1;
    const double byWindow = secondsWindowByWindow(**scorer, night, file->config.sequenceLength);
    std::printf("window by window           %8.3f s, %.1f times as long\n", byWindow,
                byWindow / middle.whole);
    std::printf("pre-training               %8.1f epochs/s, batches of 4 windows\n",
                trainingRate(**network, file->config, night));
    return 0;
}
