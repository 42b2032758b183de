#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace hypnodesk::simulation {

/// Chance that is the same on every machine: xoshiro256++ (Blackman, Vigna 2019) seeded through SplitMix64,
/// and distributions of our own, because those of the standard library differ between its implementations.
/// Compilers choose the order in which they work out operands and arguments: never draw twice from one stream
/// in one expression, unless braces, && or ?: put the draws in order.
class Random {
public:
    explicit Random(std::uint64_t seed);

    /// An independent stream for one purpose. Depends on this stream's seed and on the name only, not on how
    /// much was drawn: a channel sounds the same whatever other channels are asked for.
    Random fork(std::string_view purpose, std::uint64_t number = 0) const;

    std::uint64_t next();
    double uniform();                        ///< (0, 1)
    double uniform(double low, double high); ///< (low, high)
    double normal();                         ///< mean 0, deviation 1
    double normal(double mean, double deviation);
    double logNormal(double median, double sigma); ///< e^sigma is the typical factor around the median
    double exponential(double mean);
    bool chance(double probability);
    std::size_t pick(std::span<const double> weights); ///< index with probability proportional to its weight

private:
    std::uint64_t m_seed;
    std::array<std::uint64_t, 4> m_state{};
};

} // namespace hypnodesk::simulation
