#include "core/scoring/consensus.h"

#include <algorithm>

namespace hypnodesk {

namespace {

template <typename Wanted>
std::vector<std::int64_t> epochsWhere(const Hypnogram& one, const Hypnogram& other, Wanted wanted) {
    std::vector<std::int64_t> epochs;
    for (std::int64_t epoch = 0; epoch < std::min(one.size(), other.size()); ++epoch)
        if (wanted(one.stage(epoch), other.stage(epoch)))
            epochs.push_back(epoch);
    return epochs;
}

} // namespace

std::vector<std::int64_t> disagreements(const Hypnogram& one, const Hypnogram& other) {
    return epochsWhere(one, other, [](Stage a, Stage b) { return isScored(a) && isScored(b) && a != b; });
}

std::vector<std::int64_t> epochsCalled(const Hypnogram& one, Stage oneStage, const Hypnogram& other,
                                       Stage otherStage) {
    return epochsWhere(one, other, [=](Stage a, Stage b) { return a == oneStage && b == otherStage; });
}

Hypnogram commonGround(const Hypnogram& one, const Hypnogram& other) {
    Hypnogram common(one.grid());
    for (const std::int64_t epoch : epochsWhere(one, other, [](Stage a, Stage b) { return a == b; }))
        if (one.stage(epoch) != Stage::Unscored)
            common.set(epoch, {one.stage(epoch), StageSource::Person});
    return common;
}

std::vector<std::int64_t> epochsToDecide(const Hypnogram& one, const Hypnogram& other) {
    return epochsWhere(one, other, [](Stage a, Stage b) { return a != b; });
}

} // namespace hypnodesk
