#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace hypnodesk {

/// Draws of whole numbers that are the same for a seed on every machine and compiler, which the distributions
/// and std::shuffle of the standard library are not: MT19937, a 32-bit number times n, shifted down.
class SeededDraw {
public:
    explicit SeededDraw(std::uint32_t seed) : m_generator(seed) {}

    /// In [0, n), for n from 1 to 2^32. The bias is below n / 2^32.
    std::size_t below(std::size_t n) {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(m_generator()) * n) >> 32);
    }

private:
    std::mt19937 m_generator;
};

} // namespace hypnodesk
