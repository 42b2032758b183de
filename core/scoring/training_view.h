#pragma once

#include "core/scoring/agreement.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

namespace hypnodesk {

/// What a trainee may see of the network's verdict: that of the epochs scored by hand. The others look as if
/// the network had said nothing; the grid must be the hypnogram's.
NightProbabilities trainingView(const NightProbabilities& night, const Hypnogram& byHand);

/// How far the stages given by hand agree with the network's; epochs without either are not compared. The
/// network is the reference.
Agreement trainingAgreement(const NightProbabilities& night, const Hypnogram& byHand);

} // namespace hypnodesk
