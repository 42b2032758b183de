#pragma once

#include "core/scoring/interval.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace hypnodesk {

struct BootstrapOptions {
    int resamples = 1000;
    std::uint32_t seed = 1;
    double level = 0.95; ///< 0.95: from the 2.5th to the 97.5th percentile
};

/// Figures of a sample, in a fixed order; absent ones are undefined in it.
using Figures = std::vector<std::optional<double>>;

/// Percentile intervals of the bootstrap (Efron 1979): `units` units are drawn with replacement, as many as
/// there are, and `figuresOf` computes the figures of the units drawn (indices, repeated as drawn). Units
/// must be independent of each other: subjects, not epochs, for the epochs of a night are not. Percentiles
/// lie between order statistics linearly, as NumPy's do.
///
/// Resamples in which a figure is undefined are left out for it; it has no interval when that is more than
/// half of them. All absent for fewer than two units.
std::vector<std::optional<Interval>>
bootstrapIntervals(std::size_t units,
                   const std::function<Figures(std::span<const std::size_t> drawn)>& figuresOf,
                   const BootstrapOptions& options = {});

} // namespace hypnodesk
