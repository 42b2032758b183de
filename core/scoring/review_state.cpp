#include "core/scoring/review_state.h"

#include <algorithm>

namespace hypnodesk {

std::vector<ReviewState> reviewStates(const Hypnogram& hypnogram, const NightProbabilities& night,
                                      std::span<const std::int64_t> seen) {
    const Hypnogram proposed = Hypnogram::fromProbabilities(night);
    std::vector<ReviewState> states;
    states.reserve(hypnogram.epochs().size());
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        const bool isSeen = std::binary_search(seen.begin(), seen.end(), epoch);
        const EpochScore& score = hypnogram[epoch];
        const Stage proposal = epoch < proposed.size() ? proposed.stage(epoch) : Stage::Unscored;
        switch (score.source) {
        case StageSource::None:
        case StageSource::Network:
            states.push_back(isSeen ? ReviewState::Seen : ReviewState::Open);
            break;
        case StageSource::Accepted:
            states.push_back(isSeen ? ReviewState::Accepted : ReviewState::AcceptedUnseen);
            break;
        case StageSource::Person:
            states.push_back(score.stage == proposal ? ReviewState::Accepted : ReviewState::Corrected);
            break;
        case StageSource::Imported:
            states.push_back(ReviewState::Foreign);
            break;
        }
    }
    return states;
}

} // namespace hypnodesk
