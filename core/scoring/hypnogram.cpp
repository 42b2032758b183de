#include "core/scoring/hypnogram.h"

#include <algorithm>
#include <cassert>

namespace hypnodesk {

std::string_view sourceName(StageSource source) {
    switch (source) {
    case StageSource::None:
        return "none";
    case StageSource::Network:
        return "network";
    case StageSource::Accepted:
        return "accepted";
    case StageSource::Person:
        return "person";
    case StageSource::Imported:
        return "imported";
    }
    return "none";
}

std::optional<StageSource> sourceFromName(std::string_view name) {
    for (const StageSource source : {StageSource::None, StageSource::Network, StageSource::Accepted,
                                     StageSource::Person, StageSource::Imported})
        if (sourceName(source) == name)
            return source;
    return std::nullopt;
}

Hypnogram::Hypnogram(EpochGrid grid) : m_grid(grid), m_epochs(static_cast<std::size_t>(grid.count)) {}

Hypnogram::Hypnogram(EpochGrid grid, std::vector<EpochScore> epochs)
    : m_grid(grid), m_epochs(std::move(epochs)) {
    assert(static_cast<std::int64_t>(m_epochs.size()) == grid.count);
}

Hypnogram Hypnogram::fromLetters(std::string_view letters, StageSource source) {
    std::vector<EpochScore> epochs;
    for (const char letter : letters) {
        if (letter == ' ')
            continue;
        const std::optional<Stage> stage = stageFromLetter(letter);
        assert(stage);
        const Stage known = stage.value_or(Stage::Unscored);
        epochs.push_back({known, known == Stage::Unscored ? StageSource::None : source});
    }
    const EpochGrid grid{0.0, kEpochSeconds, static_cast<std::int64_t>(epochs.size())};
    return Hypnogram(grid, std::move(epochs));
}

Hypnogram Hypnogram::fromProbabilities(const NightProbabilities& night) {
    Hypnogram hypnogram(night.grid);
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        if (!night.isScored(epoch))
            continue;
        const EpochVerdict& verdict = night.epochs[static_cast<std::size_t>(epoch)];
        if (verdict.quality == EpochQuality::Good)
            hypnogram.set(epoch, {mostProbable(verdict.joint), StageSource::Network});
    }
    return hypnogram;
}

std::vector<Stage> Hypnogram::stages() const {
    std::vector<Stage> stages;
    stages.reserve(m_epochs.size());
    for (const EpochScore& score : m_epochs)
        stages.push_back(score.stage);
    return stages;
}

std::int64_t Hypnogram::scoredCount() const {
    return std::count_if(m_epochs.begin(), m_epochs.end(),
                         [](const EpochScore& score) { return hypnodesk::isScored(score.stage); });
}

} // namespace hypnodesk
