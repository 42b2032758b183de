#include "core/dsp/band_power.h"
#include "core/dsp/display_filter.h"
#include "core/dsp/fir_filter.h"
#include "core/dsp/resample.h"
#include "core/dsp/spectrogram.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <vector>

using namespace hypnodesk::dsp;

namespace {

std::vector<float> noiseNight(double rateHz) {
    std::mt19937 engine(1);
    std::normal_distribution<float> distribution(0.0f, 20.0f);
    std::vector<float> samples(static_cast<std::size_t>(8 * 3600 * rateHz));
    std::generate(samples.begin(), samples.end(), [&] { return distribution(engine); });
    return samples;
}

/// Shortest and middle of `runs` runs, `perRun` pieces of work in each.
void measure(const char* name, int perRun, const std::function<void()>& work, int runs = 9) {
    std::vector<double> microseconds;
    for (int run = 0; run < runs; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < perRun; ++i)
            work();
        const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - begin;
        microseconds.push_back(taken.count() / perRun);
    }
    std::sort(microseconds.begin(), microseconds.end());
    std::printf("%-40s min %12.1f us   median %12.1f us\n", name, microseconds.front(),
                microseconds[microseconds.size() / 2]);
}

} // namespace

int main() {
    const std::vector<float> night100 = noiseNight(100.0);
    const std::vector<float> night256 = noiseNight(256.0);
    const std::vector<float> epoch(night100.begin(), night100.begin() + kEpochSamples);
    std::vector<float> spectrogram(static_cast<std::size_t>(kEpochFrames) * kEpochBins);
    const std::vector<double> taps = bandpassFir(100, 0.3, 40.0, 100.0);

    measure("epochSpectrogram, one epoch", 1000, [&] { epochSpectrogram(epoch, spectrogram); });
    measure("multitaperSpectrogram, 8 h at 256 Hz", 1, [&] { (void)multitaperSpectrogram(night256, 256.0); });
    measure("filterForwardBackward, 8 h at 100 Hz", 1, [&] { filterForwardBackward(taps, night100); });
    measure("resample, 8 h, 256 Hz to 100 Hz", 1, [&] { (void)resample(night256, 256.0, 100.0); });
    measure("applyDisplayFilter, 8 h at 256 Hz", 1, [&] {
        applyDisplayFilter({0.3, 35.0, 50.0}, night256, 256.0);
    });
    measure("bandPowers, one epoch", 100, [&] { bandPowers(epoch, 100.0); });
}
