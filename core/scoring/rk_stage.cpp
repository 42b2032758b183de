#include "core/scoring/rk_stage.h"

#include <algorithm>
#include <array>

namespace hypnodesk {

namespace {

constexpr std::array<std::string_view, 6> kCodes{"", "S1", "S2", "S3", "S4", "MT"};

} // namespace

std::string_view rkStageCode(RkStage stage) {
    return kCodes[static_cast<std::size_t>(stage)];
}

std::optional<RkStage> rkStageFromCode(std::string_view code) {
    const auto* found = std::find(kCodes.begin(), kCodes.end(), code);
    return found == kCodes.end() ? std::nullopt : std::optional(static_cast<RkStage>(found - kCodes.begin()));
}

Stage aasmStage(RkStage stage) {
    constexpr std::array<Stage, 6> kStages{Stage::Unscored, Stage::N1, Stage::N2,
                                           Stage::N3,       Stage::N3, Stage::Movement};
    return kStages[static_cast<std::size_t>(stage)];
}

RkStage rkStageOf(const EpochScore& score, RkStage asRead) {
    return score.source == StageSource::Imported && score.stage == aasmStage(asRead) ? asRead : RkStage::None;
}

RkStage rkStageOf(const Hypnogram& hypnogram, std::int64_t epoch, const RkStages& asRead) {
    const auto index = static_cast<std::size_t>(epoch);
    return index < asRead.size() ? rkStageOf(hypnogram[epoch], asRead[index]) : RkStage::None;
}

std::string_view shownStageCode(const Hypnogram& hypnogram, std::int64_t epoch, const RkStages& asRead) {
    const RkStage label = rkStageOf(hypnogram, epoch, asRead);
    return label == RkStage::None ? stageCode(hypnogram.stage(epoch)) : rkStageCode(label);
}

} // namespace hypnodesk
