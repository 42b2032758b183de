#include "core/scoring/bootstrap.h"

#include "core/scoring/seeded_draw.h"

#include <algorithm>
#include <numeric>

namespace hypnodesk {

namespace {

/// `sorted` is not empty.
double percentile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

} // namespace

std::vector<std::optional<Interval>>
bootstrapIntervals(std::size_t units,
                   const std::function<Figures(std::span<const std::size_t> drawn)>& figuresOf,
                   const BootstrapOptions& options) {
    std::vector<std::size_t> drawn(units);
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    std::vector<std::optional<Interval>> intervals(figuresOf(drawn).size());
    if (units < 2 || options.resamples < 1)
        return intervals;

    std::vector<std::vector<double>> values(intervals.size());
    SeededDraw draw(options.seed);
    for (int r = 0; r < options.resamples; ++r) {
        for (std::size_t& unit : drawn)
            unit = draw.below(units);
        const Figures figures = figuresOf(drawn);
        for (std::size_t f = 0; f < values.size(); ++f)
            if (figures[f])
                values[f].push_back(*figures[f]);
    }
    const double tail = (1.0 - options.level) / 2.0;
    for (std::size_t f = 0; f < values.size(); ++f) {
        if (2 * values[f].size() < static_cast<std::size_t>(options.resamples))
            continue;
        std::sort(values[f].begin(), values[f].end());
        intervals[f] = Interval{percentile(values[f], tail), percentile(values[f], 1.0 - tail)};
    }
    return intervals;
}

} // namespace hypnodesk
