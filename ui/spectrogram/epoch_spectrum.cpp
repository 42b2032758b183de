#include "ui/spectrogram/epoch_spectrum.h"

#include "core/dsp/band_power.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk {

namespace {

constexpr double kHighestHz = 35.0;
constexpr double kLowestDecibels = -120.0;
constexpr double kWindowSeconds = 4.0; // of welchMedian()

} // namespace

Result<EpochSpectrum> epochSpectrum(const Recording& recording, const Derivation& derivation,
                                    double fromSeconds, double toSeconds, const TaskContext&) {
    const double rate = rateHz(recording, derivation);
    const auto first = static_cast<std::int64_t>(std::llround(fromSeconds * rate));
    const auto count = static_cast<std::int64_t>(std::llround((toSeconds - fromSeconds) * rate));
    std::vector<float> samples(static_cast<std::size_t>(std::max<std::int64_t>(0, count)));
    readDerivation(recording, derivation, first, samples);
    const std::vector<double> density = dsp::welchMedian(samples, rate);
    if (density.empty())
        return fail(ErrorCode::DataMissing, fmt::format("{}: less than {} s recorded without a gap",
                                                        derivation.name, kWindowSeconds));
    EpochSpectrum spectrum;
    spectrum.binWidthHz = rate / std::round(kWindowSeconds * rate);
    for (std::size_t bin = 0; bin < density.size(); ++bin) {
        if (static_cast<double>(bin) * spectrum.binWidthHz > kHighestHz)
            break;
        spectrum.decibels.push_back(std::max(kLowestDecibels, 10.0 * std::log10(density[bin])));
    }
    spectrum.bandPower = dsp::bandPowers(samples, rate);
    const double sum = std::accumulate(spectrum.bandPower.begin(), spectrum.bandPower.end(), 0.0);
    spectrum.share.fill(0.0);
    if (sum > 0.0)
        for (std::size_t band = 0; band < spectrum.share.size(); ++band)
            spectrum.share[band] = spectrum.bandPower[band] / sum;
    return spectrum;
}

} // namespace hypnodesk
