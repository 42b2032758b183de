#include "core/retraining/tally.h"

namespace hypnodesk {

void Tally::add(Stage truth, Stage said, const StageProbabilities& probabilities) {
    if (!isScored(truth) || !isScored(said)) {
        ++excluded;
        return;
    }
    ++confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(said)];
    reliability.add(probabilities, truth);
}

Tally& Tally::operator+=(const Tally& other) {
    for (std::size_t r = 0; r < confusion.size(); ++r)
        for (std::size_t c = 0; c < confusion.size(); ++c)
            confusion[r][c] += other.confusion[r][c];
    excluded += other.excluded;
    reliability += other.reliability;
    return *this;
}

Figures figuresOf(const Tally& tally) {
    const Agreement a = tally.agreement();
    if (a.compared == 0)
        return Figures(kFigureNames.size());
    Figures figures{a.accuracy, a.kappa, a.macroF1};
    figures.insert(figures.end(), a.f1.begin(), a.f1.end());
    figures.push_back(tally.reliability.calibration().ece);
    return figures;
}

} // namespace hypnodesk
