#include "core/scoring/training_view.h"

namespace hypnodesk {

namespace {

bool isByHand(const EpochScore& score) {
    return score.source == StageSource::Person && score.stage != Stage::Unscored;
}

} // namespace

NightProbabilities trainingView(const NightProbabilities& night, const Hypnogram& byHand) {
    NightProbabilities view = night;
    for (std::size_t epoch = 0; epoch < view.epochs.size(); ++epoch) {
        const auto index = static_cast<std::int64_t>(epoch);
        if (index >= byHand.size() || !isByHand(byHand[index]))
            view.epochs[epoch] = {};
    }
    return view;
}

Agreement trainingAgreement(const NightProbabilities& night, const Hypnogram& byHand) {
    Hypnogram scored(byHand.grid());
    for (std::int64_t epoch = 0; epoch < byHand.size(); ++epoch)
        if (isByHand(byHand[epoch]))
            scored.set(epoch, byHand[epoch]);
    return agreement(Hypnogram::fromProbabilities(night), scored);
}

} // namespace hypnodesk
