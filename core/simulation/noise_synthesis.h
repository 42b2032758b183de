#pragma once

#include "core/simulation/random.h"

#include <complex>
#include <functional>
#include <span>
#include <vector>

namespace hypnodesk::simulation {

/// In-place inverse Fourier transform, not scaled: out[n] = sum over k of in[k] e^(2 pi i k n / N). N, the
/// size, is a power of two. Plain radix-2: FFTW's answer depends on the processor in its last bits, and a
/// virtual night must not.
class PlainInverseFourier {
public:
    explicit PlainInverseFourier(std::size_t size);
    void transform(std::span<std::complex<double>> values) const;
    std::size_t size() const { return m_reversed.size(); }

private:
    std::vector<std::size_t> m_reversed;
    std::vector<std::complex<double>> m_turns;
};

/// Block length for a sampling rate: the power of two that lasts 3.2 to 6.4 s.
std::size_t noiseBlockSize(double rateHz);

/// Tells the one-sided power density (uV^2/Hz) of bins 1 to N/2 - 1 of the block whose middle lies at a time.
/// `out[k]` is the density at k * rateHz / N; out[0] is not used.
using DensityFunction = std::function<void(std::int64_t block, double middleSeconds, std::span<double> out)>;

/// Adds Gaussian noise whose density follows `density` smoothly through time: blocks with random phases, half
/// overlapping, under a sine window. `common` is shared by all channels of a head, `own` belongs to this one;
/// `coherence(f)` is the share of power at a frequency that comes from `common`.
void addShapedNoise(std::span<float> out, double rateHz, const DensityFunction& density,
                    const std::function<double(double hz)>& coherence, const Random& common,
                    const Random& own);

} // namespace hypnodesk::simulation
