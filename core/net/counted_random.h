#pragma once

#include <cstdint>
#include <initializer_list>

namespace hypnodesk::net {

/// What chance decides in training. Every draw belongs to a thing (a pass, a window of it, a step), not to
/// the order of drawing: so the same run on more processes, or taken up in the middle, draws the same.
enum class Chance : std::uint64_t { PassOrder = 1, Window = 2, Masks = 3, Dropout = 4 };

/// A seed made of the run's seed, the kind of chance and the numbers of the thing it belongs to (SplitMix64,
/// Steele et al. 2014, over each in turn).
inline std::uint64_t seedOf(std::uint64_t seed, Chance chance, std::initializer_list<std::uint64_t> numbers) {
    const auto mixed = [](std::uint64_t x) {
        x += 0x9e3779b97f4a7c15u;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
        return x ^ (x >> 31);
    };
    std::uint64_t state = mixed(mixed(seed) ^ static_cast<std::uint64_t>(chance));
    for (const std::uint64_t number : numbers)
        state = mixed(state ^ number);
    return state;
}

} // namespace hypnodesk::net
