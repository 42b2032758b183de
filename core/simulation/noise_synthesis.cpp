#include "core/simulation/noise_synthesis.h"

#include "core/simulation/plain_math.h"

#include <cmath>

namespace hypnodesk::simulation {

PlainInverseFourier::PlainInverseFourier(std::size_t size) : m_reversed(size), m_turns(size / 2) {
    for (std::size_t i = 1; i < size; ++i)
        m_reversed[i] = (m_reversed[i / 2] / 2) | ((i & 1) != 0 ? size / 2 : 0);
    for (std::size_t i = 0; i < m_turns.size(); ++i) {
        const double turn = static_cast<double>(i) / static_cast<double>(size);
        m_turns[i] = {cosTurns(turn), sinTurns(turn)};
    }
}

void PlainInverseFourier::transform(std::span<std::complex<double>> values) const {
    const std::size_t size = values.size();
    for (std::size_t i = 0; i < size; ++i)
        if (i < m_reversed[i])
            std::swap(values[i], values[m_reversed[i]]);
    for (std::size_t half = 1; half < size; half *= 2) {
        const std::size_t stride = size / (2 * half);
        for (std::size_t start = 0; start < size; start += 2 * half)
            for (std::size_t i = 0; i < half; ++i) {
                const std::complex<double>& turn = m_turns[i * stride];
                std::complex<double>& low = values[start + i];
                std::complex<double>& high = values[start + i + half];
                // spelt out: operator* of std::complex checks for NaN and is several times slower
                const double real = high.real() * turn.real() - high.imag() * turn.imag();
                const double imaginary = high.real() * turn.imag() + high.imag() * turn.real();
                high = {low.real() - real, low.imag() - imaginary};
                low = {low.real() + real, low.imag() + imaginary};
            }
    }
}

std::size_t noiseBlockSize(double rateHz) {
    std::size_t size = 16;
    while (static_cast<double>(size) < 3.2 * rateHz)
        size *= 2;
    return size;
}

void addShapedNoise(std::span<float> out, double rateHz, const DensityFunction& density,
                    const std::function<double(double hz)>& coherence, const Random& common,
                    const Random& own) {
    const std::size_t size = noiseBlockSize(rateHz);
    const std::size_t hop = size / 2;
    const double binHz = rateHz / static_cast<double>(size);
    const PlainInverseFourier fourier(size);
    std::vector<double> window(size), fromCommon(hop), fromOwn(hop), densities(hop);
    for (std::size_t i = 0; i < size; ++i)
        window[i] = sinTurns(0.5 * (static_cast<double>(i) + 0.5) / static_cast<double>(size));
    for (std::size_t k = 1; k < hop; ++k) {
        const double share = coherence(binHz * static_cast<double>(k));
        fromCommon[k] = std::sqrt(share);
        fromOwn[k] = std::sqrt(1.0 - share);
    }

    // two real blocks travel through one complex transform, as its real and imaginary part
    std::vector<std::complex<double>> values(size);
    std::vector<std::complex<double>> first(hop), second(hop);
    const auto draw = [&](std::int64_t block, std::vector<std::complex<double>>& spectrum) {
        Random shared = common.fork("block", static_cast<std::uint64_t>(block));
        Random alone = own.fork("block", static_cast<std::uint64_t>(block));
        const double middle = static_cast<double>(block) * static_cast<double>(hop) / rateHz;
        density(block, middle, densities);
        for (std::size_t k = 1; k < hop; ++k) {
            const double amplitude = std::sqrt(densities[k] * binHz);
            const double real = fromCommon[k] * shared.normal() + fromOwn[k] * alone.normal();
            const double imaginary = fromCommon[k] * shared.normal() + fromOwn[k] * alone.normal();
            spectrum[k] = {amplitude * real, amplitude * imaginary};
        }
    };
    const auto add = [&](std::int64_t block, bool imaginaryPart) {
        // block b covers samples [(b - 1) hop, (b + 1) hop)
        const std::int64_t begin = (block - 1) * static_cast<std::int64_t>(hop);
        for (std::size_t i = 0; i < size; ++i) {
            const std::int64_t sample = begin + static_cast<std::int64_t>(i);
            if (sample < 0 || sample >= static_cast<std::int64_t>(out.size()))
                continue;
            const double value = imaginaryPart ? values[i].imag() : values[i].real();
            out[static_cast<std::size_t>(sample)] += static_cast<float>(window[i] * value);
        }
    };
    const auto blocks = static_cast<std::int64_t>(out.size() / hop) + 2;
    for (std::int64_t block = 0; block < blocks; block += 2) {
        draw(block, first);
        draw(block + 1, second);
        values[0] = values[hop] = 0.0;
        for (std::size_t k = 1; k < hop; ++k) {
            const std::complex<double> a = first[k];
            const std::complex<double> b = second[k];
            values[k] = {0.5 * (a.real() - b.imag()), 0.5 * (a.imag() + b.real())};
            values[size - k] = {0.5 * (a.real() + b.imag()), 0.5 * (b.real() - a.imag())};
        }
        fourier.transform(values);
        add(block, false);
        add(block + 1, true);
    }
}

} // namespace hypnodesk::simulation
