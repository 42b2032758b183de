#pragma once

#include "core/scoring/rk_stage.h"

#include <string_view>

namespace hypnodesk {

/// Rows [first, last] of a hypnogram that a stage covers; -1 and -1 for what has no row.
struct LaneRange {
    int first = -1, last = -1;
    bool isNone() const { return first < 0; }
    bool operator==(const LaneRange&) const = default;
};

/// The rows of a hypnogram from the top: W, R, N1, N2, N3 by AASM; MT, W, R, S1, S2, S3, S4 by Rechtschaffen
/// and Kales.
class StageLanes {
public:
    explicit StageLanes(bool rk = false) : m_rk(rk) {}

    int count() const { return m_rk ? 7 : 5; }
    /// By Rechtschaffen and Kales an N3 of which nobody said whether it is stage 3 or 4 covers both rows, and
    /// movement is movement time. Unscored and artefact have no row, nor has movement by AASM.
    LaneRange of(Stage stage, RkStage label = RkStage::None) const;

    Stage stageAt(int lane) const;           ///< whose colour the row has
    std::string_view codeAt(int lane) const; ///< "N3", "S4"

private:
    bool m_rk;
};

} // namespace hypnodesk
