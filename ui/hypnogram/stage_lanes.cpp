#include "ui/hypnogram/stage_lanes.h"

#include <array>

namespace hypnodesk {

namespace {

struct LaneKey {
    Stage stage;
    RkStage label;
};

constexpr std::array<LaneKey, 5> kAasm{{{Stage::Wake, RkStage::None},
                                        {Stage::Rem, RkStage::None},
                                        {Stage::N1, RkStage::None},
                                        {Stage::N2, RkStage::None},
                                        {Stage::N3, RkStage::None}}};
constexpr std::array<LaneKey, 7> kRk{{{Stage::Movement, RkStage::MovementTime},
                                      {Stage::Wake, RkStage::None},
                                      {Stage::Rem, RkStage::None},
                                      {Stage::N1, RkStage::S1},
                                      {Stage::N2, RkStage::S2},
                                      {Stage::N3, RkStage::S3},
                                      {Stage::N3, RkStage::S4}}};

const LaneKey& laneAt(bool rk, int lane) {
    return rk ? kRk[static_cast<std::size_t>(lane)] : kAasm[static_cast<std::size_t>(lane)];
}

} // namespace

LaneRange StageLanes::of(Stage stage, RkStage label) const {
    LaneRange range;
    for (int lane = 0; lane < count(); ++lane) {
        const LaneKey& here = laneAt(m_rk, lane);
        const bool isIt = here.stage == stage && (!m_rk || label == RkStage::None || here.label == label);
        if (!isIt)
            continue;
        if (range.isNone())
            range.first = lane;
        range.last = lane;
    }
    return range;
}

Stage StageLanes::stageAt(int lane) const {
    return laneAt(m_rk, lane).stage;
}

std::string_view StageLanes::codeAt(int lane) const {
    const LaneKey& here = laneAt(m_rk, lane);
    return here.label == RkStage::None ? stageCode(here.stage) : rkStageCode(here.label);
}

} // namespace hypnodesk
