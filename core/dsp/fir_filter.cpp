#include "core/dsp/fir_filter.h"

#include "core/dsp/fft_plan.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace hypnodesk::dsp {
namespace {

double sinc(double x) {
    return x == 0.0 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

/// Forward and then backward is one convolution with the autocorrelation of the taps, [2 taps - 1].
std::vector<double> autocorrelation(std::span<const double> taps) {
    const std::size_t count = taps.size();
    std::vector<double> result(2 * count - 1, 0.0);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < count; ++j)
            result[count - 1 + i - j] += taps[i] * taps[j];
    return result;
}

/// The samples less `offset`, with `reach` more in front and behind, turned about the end points (2 x[0] -
/// x[i]). filtfilt pads by three filter lengths; only one of them can reach the samples kept. Input shorter
/// than that is reflected as far as it goes and then held.
std::vector<float> reflected(std::span<const float> samples, std::size_t reach, double offset) {
    const std::size_t count = samples.size();
    std::vector<float> result(count + 2 * reach);
    const double first = samples.front() - offset;
    const double last = samples.back() - offset;
    for (std::size_t i = 1; i <= reach; ++i) {
        const std::size_t mirror = std::min(i, count - 1);
        result[reach - i] = static_cast<float>(2.0 * first - (samples[mirror] - offset));
        result[reach + count - 1 + i] =
            static_cast<float>(2.0 * last - (samples[count - 1 - mirror] - offset));
    }
    for (std::size_t i = 0; i < count; ++i)
        result[reach + i] = static_cast<float>(samples[i] - offset);
    return result;
}

} // namespace

std::vector<double> bandpassFir(int order, double lowHz, double highHz, double rateHz) {
    assert(order > 0 && order % 2 == 0);
    assert(0.0 < lowHz && lowHz < highHz && highHz < rateHz / 2.0);
    const double low = lowHz / (rateHz / 2.0);
    const double high = highHz / (rateHz / 2.0);
    std::vector<double> taps(static_cast<std::size_t>(order) + 1);
    double gain = 0.0;
    for (int i = 0; i <= order; ++i) {
        const double m = i - order / 2.0;
        const double hamming = 0.54 - 0.46 * std::cos(2.0 * std::numbers::pi * i / order);
        const double tap = hamming * (high * sinc(high * m) - low * sinc(low * m));
        taps[static_cast<std::size_t>(i)] = tap;
        gain += tap * std::cos(std::numbers::pi * m * (low + high) / 2.0);
    }
    for (double& tap : taps)
        tap /= gain;
    return taps;
}

std::vector<float> filterForwardBackward(std::span<const double> taps, std::span<const float> samples,
                                         const TaskContext& context) {
    assert(!taps.empty());
    if (samples.empty())
        return {};

    // A large offset, as DC amplifiers record it, would eat the precision of single-precision transforms.
    const double mean =
        std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
    const double gainAtZero = std::accumulate(taps.begin(), taps.end(), 0.0);
    const auto offset = static_cast<float>(mean * gainAtZero * gainAtZero);

    const std::size_t reach = taps.size() - 1;
    const std::vector<double> kernel = autocorrelation(taps);
    const std::vector<float> extended = reflected(samples, reach, mean);

    // Overlap-save: blocks of `size` samples, of which the last `fresh` are free of wrap-around.
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(1024, 8 * kernel.size()));
    const std::size_t fresh = size - kernel.size() + 1;
    const RealFft forward(static_cast<int>(size));
    const InverseRealFft inverse(static_cast<int>(size));
    FftVector<float> block(size, 0.0f);
    Spectrum response(size / 2 + 1);
    std::transform(kernel.begin(), kernel.end(), block.begin(),
                   [size](double tap) { return static_cast<float>(tap / static_cast<double>(size)); });
    forward.transform(block, response);

    std::vector<float> filtered(samples.size());
    Spectrum spectrum(response.size());
    for (std::size_t start = 0; start < filtered.size(); start += fresh) {
        if (context.isCancelled())
            return {};
        context.report(static_cast<double>(start) / static_cast<double>(filtered.size()));
        const std::size_t available = std::min(size, extended.size() - start);
        std::copy_n(extended.begin() + static_cast<std::ptrdiff_t>(start), available, block.begin());
        std::fill(block.begin() + static_cast<std::ptrdiff_t>(available), block.end(), 0.0f);
        forward.transform(block, spectrum);
        for (std::size_t i = 0; i < spectrum.size(); ++i)
            spectrum[i] = {spectrum[i].real() * response[i].real() - spectrum[i].imag() * response[i].imag(),
                           spectrum[i].real() * response[i].imag() + spectrum[i].imag() * response[i].real()};
        inverse.transform(spectrum, block);
        const std::size_t wanted = std::min(fresh, filtered.size() - start);
        for (std::size_t i = 0; i < wanted; ++i)
            filtered[start + i] = block[kernel.size() - 1 + i] + offset;
    }
    return filtered;
}

} // namespace hypnodesk::dsp
