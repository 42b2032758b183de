#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hypnodesk {

/// How far the review of an epoch has come.
enum class ReviewState : std::uint8_t {
    Open,           ///< nobody looked at the proposal
    Seen,           ///< it was on the screen, nobody decided
    AcceptedUnseen, ///< accepted together with many others, not looked at: it may still be wrong
    Accepted,       ///< looked at and found right
    Corrected,      ///< looked at and given another stage
    Foreign,        ///< read from a file: not the network's to answer for
};

/// Decided by a person who looked at it.
constexpr bool isReviewed(ReviewState state) {
    return state == ReviewState::Accepted || state == ReviewState::Corrected;
}
/// Somebody still has to look at it.
constexpr bool isOpen(ReviewState state) {
    return state == ReviewState::Open || state == ReviewState::Seen;
}

/// The state of each epoch of the hypnogram. `seen`: the epochs that were looked at, ascending. A stage given
/// by hand counts as accepted where it is the one that was proposed, else as corrected; so does a stage given
/// where nothing was proposed. Taken back by undo, an epoch is seen.
std::vector<ReviewState> reviewStates(const Hypnogram& hypnogram, const NightProbabilities& night,
                                      std::span<const std::int64_t> seen);

} // namespace hypnodesk
