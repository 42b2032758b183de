#pragma once

#include "core/formats/stage_timeline.h"
#include "core/scoring/rk_stage.h"

namespace hypnodesk {

/// Tells what the labels of a file say by the rules of Rechtschaffen and Kales. A file is taken to speak
/// their language when it knows stage 4, which AASM does not ("Sleep stage 4", "S4", "N4", a 4 or, in DREAMS,
/// a 0 that means deep sleep), or says "Sleep stage 1" to "Sleep stage 4", which EDF+ keeps for them. In such
/// a file "N1" to "N3" stay AASM words unless it says "N4", too.
class RkLabels {
public:
    explicit RkLabels(const std::vector<LabelledSpan>& spans);

    bool areRk() const { return m_areRk; }
    /// None for all labels of files that speak AASM.
    RkStage stageOf(const LabelledSpan& span) const;

private:
    bool m_areRk = false;
    bool m_hasN4 = false;
};

} // namespace hypnodesk
