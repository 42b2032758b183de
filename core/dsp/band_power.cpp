#include "core/dsp/band_power.h"

#include "core/dsp/fft_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace hypnodesk::dsp {
namespace {

constexpr double kWindowSeconds = 4.0;
constexpr double kMostWindowSamples = 1 << 22;

int windowSamples(double rateHz) {
    const double samples = std::round(kWindowSeconds * rateHz);
    return samples >= 8.0 && samples <= kMostWindowSamples ? static_cast<int>(samples) : 0;
}

/// Periodic, as spectra take it.
std::vector<double> hamming(int size) {
    std::vector<double> window;
    for (int i = 0; i < size; ++i)
        window.push_back(0.54 - 0.46 * std::cos(2.0 * std::numbers::pi * i / size));
    return window;
}

double median(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (static_cast<double>(*std::max_element(values.begin(), middle)) + *middle) / 2.0;
}

/// By how much the median of `count` exponentially distributed periodograms exceeds their mean's place: 1 -
/// 1/2 + 1/3 - ... (Allen et al. 2012, "FINDCHIRP", appendix B).
double medianBias(std::size_t count) {
    double bias = 1.0;
    for (std::size_t i = 2; i + 1 <= count; i += 2)
        bias += 1.0 / static_cast<double>(i + 1) - 1.0 / static_cast<double>(i);
    return bias;
}

/// Simpson's rule over equally spaced values; a last odd interval by trapezoid.
double simpson(std::span<const double> values, double spacing) {
    if (values.size() < 2)
        return 0.0;
    const std::size_t intervals = (values.size() - 1) / 2 * 2;
    double sum = 0.0;
    for (std::size_t i = 0; i < intervals; i += 2)
        sum += (values[i] + 4.0 * values[i + 1] + values[i + 2]) * spacing / 3.0;
    if (intervals + 1 < values.size())
        sum += (values[intervals] + values[intervals + 1]) * spacing / 2.0;
    return sum;
}

} // namespace

std::vector<double> welchMedian(std::span<const float> samples, double rateHz) {
    const int size = windowSamples(rateHz);
    const auto length = static_cast<std::size_t>(size);
    if (size == 0 || samples.size() < length)
        return {};

    const RealFft fft(size);
    const auto bins = static_cast<std::size_t>(fft.bins());
    const std::vector<double> window = hamming(size);
    const double energy = std::inner_product(window.begin(), window.end(), window.begin(), 0.0);
    FftVector<float> piece(length);
    Spectrum spectrum(bins);
    std::vector<std::vector<float>> powers(bins); // [bin][window]
    const std::size_t step = length - length / 2;
    for (std::size_t start = 0; start + length <= samples.size(); start += step) {
        const auto taken = samples.subspan(start, length);
        const double mean = std::accumulate(taken.begin(), taken.end(), 0.0) / size;
        if (!std::isfinite(mean))
            continue;
        for (std::size_t i = 0; i < length; ++i)
            piece[i] = static_cast<float>((taken[i] - mean) * window[i]);
        fft.transform(piece, spectrum);
        // Numbers that are finite but absurd overflow here; the median cannot order what is not a number.
        if (std::any_of(spectrum.begin(), spectrum.end(),
                        [](auto x) { return !std::isfinite(std::norm(x)); }))
            continue;
        for (std::size_t bin = 0; bin < bins; ++bin)
            powers[bin].push_back(std::norm(spectrum[bin]));
    }
    if (powers.front().empty())
        return {};

    const double scale = 1.0 / (rateHz * energy * medianBias(powers.front().size()));
    std::vector<double> density(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const bool hasPartner = bin != 0 && 2 * bin != length;
        density[bin] = median(powers[bin]) * scale * (hasPartner ? 2.0 : 1.0);
    }
    return density;
}

std::array<double, 5> bandPowers(std::span<const float> samples, double rateHz) {
    std::array<double, 5> powers{};
    const std::vector<double> density = welchMedian(samples, rateHz);
    if (density.empty()) {
        powers.fill(std::numeric_limits<double>::quiet_NaN());
        return powers;
    }
    const double binWidth = rateHz / windowSamples(rateHz);
    for (std::size_t band = 0; band < powers.size(); ++band) {
        const auto first = static_cast<std::size_t>(std::ceil(kSleepBands[band].lowHz / binWidth - 1e-6));
        const auto last = static_cast<std::size_t>(std::floor(kSleepBands[band].highHz / binWidth + 1e-6));
        const std::size_t end = std::min(last + 1, density.size());
        if (first < end)
            powers[band] = simpson(std::span(density).subspan(first, end - first), binWidth);
    }
    return powers;
}

} // namespace hypnodesk::dsp
