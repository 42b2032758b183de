#include "core/scoring/bootstrap.h"

#include "core/scoring/seeded_draw.h"

#include <numeric>
#include <utility>

namespace hypnodesk {

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
    for (std::size_t f = 0; f < values.size(); ++f)
        if (2 * values[f].size() >= static_cast<std::size_t>(options.resamples))
            intervals[f] = percentileInterval(std::move(values[f]), options.level);
    return intervals;
}

} // namespace hypnodesk
