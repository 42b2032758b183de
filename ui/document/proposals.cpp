#include "ui/document/proposals.h"

#include <cmath>

namespace hypnodesk {

Hypnogram withProposals(const Hypnogram& hypnogram, const NightProbabilities& night) {
    if (night.grid != hypnogram.grid())
        return hypnogram;
    const Hypnogram proposed = Hypnogram::fromProbabilities(night);
    Hypnogram merged = hypnogram;
    for (std::int64_t epoch = 0; epoch < merged.size(); ++epoch) {
        const StageSource source = merged[epoch].source;
        if ((source == StageSource::None || source == StageSource::Network) && night.isScored(epoch))
            merged.set(epoch, proposed[epoch]);
    }
    return merged;
}

FittedHypnogram fitToGrid(const Hypnogram& imported, const EpochGrid& grid, double offsetSeconds,
                          const RkStages& rkStages) {
    FittedHypnogram fitted{Hypnogram(grid)};
    if (!rkStages.empty())
        fitted.rkStages.resize(static_cast<std::size_t>(grid.count), RkStage::None);
    const EpochGrid& from = imported.grid();
    std::vector<bool> used(static_cast<std::size_t>(imported.size()), false);
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const double middle = grid.onsetSeconds(epoch) + grid.epochSeconds / 2 - offsetSeconds;
        const std::int64_t source = from.epochAt(middle);
        if (!from.contains(source)) {
            ++fitted.uncovered;
            continue;
        }
        fitted.hypnogram.set(epoch, imported[source]);
        if (!rkStages.empty())
            fitted.rkStages[static_cast<std::size_t>(epoch)] = rkStages[static_cast<std::size_t>(source)];
        used[static_cast<std::size_t>(source)] = true;
    }
    for (std::int64_t epoch = 0; epoch < imported.size(); ++epoch)
        if (!used[static_cast<std::size_t>(epoch)] && imported.stage(epoch) != Stage::Unscored)
            ++fitted.outside;
    const double shift = (from.startSeconds + offsetSeconds - grid.startSeconds) / grid.epochSeconds;
    fitted.resampled =
        std::abs(from.epochSeconds - grid.epochSeconds) > 1e-6 || std::abs(shift - std::round(shift)) > 1e-3;
    return fitted;
}

} // namespace hypnodesk
