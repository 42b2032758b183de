#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace hypnodesk {

/// A paired test of differences that would lie around 0 by chance (Fisher 1935): the sign of each is as
/// likely + as -; p is the share of sign patterns whose mean is at least as far from 0 as the one seen.
struct PairedTest {
    std::size_t count = 0;
    double mean = 0.0;
    double p = 1.0;         ///< two-sided
    double smallestP = 1.0; ///< what this many differences can reach at best: 2 / 2^count
    bool isExact = true;    ///< all patterns were counted; else `resamples` random ones, +1 to both sides
};

struct PairedTestOptions {
    std::size_t exactUpTo = 16; ///< differences
    int resamples = 20000;
    std::uint32_t seed = 1;
};

/// Count 0: mean 0, p 1.
PairedTest signFlipTest(std::span<const double> differences, const PairedTestOptions& options = {});

} // namespace hypnodesk
