#pragma once

#include "core/scoring/stage_probabilities.h"
#include "ui/review/witnesses.h"

#include <QString>

#include <vector>

namespace hypnodesk {

/// A witness as people read it.
struct WitnessLine {
    QString name;  ///< "Slow waves"
    QString value; ///< "7.5 s of 30 s" or "not recorded"
    QString rule;  ///< what a manual makes of it; empty: nothing
    bool operator==(const WitnessLine&) const = default;
};

/// What the panel "Why this stage?" says, translated; made without a window so that it can be tested.
std::vector<WitnessLine> witnessLines(const NightWitnesses& night, std::int64_t epoch);

/// "slow waves 7.5 s, 6 s make N3: reached"; empty where they were not measured.
QString slowWaveRuleText(const NightWitnesses& night, std::int64_t epoch);

/// "Second choice: N1 with 21 %."
QString secondChoiceText(const EpochVerdict& verdict);

/// What joining the views and the course of the night changed: how far the joint verdict lies from the mean
/// of both views on their own (half the L1 distance), and towards which stage. It does not tell the two
/// apart. Empty where a view said nothing.
QString jointShiftText(const EpochVerdict& verdict);

/// What the network says of the epochs before and after; "nothing" where it said nothing.
QString neighboursText(const NightProbabilities& night, std::int64_t epoch);
/// What the network says of the epoch when it sees no neighbours, and what these changed.
QString loneText(const EpochVerdict& verdict, const StageProbabilities& alone);

} // namespace hypnodesk
