#pragma once

#include "core/scoring/hypnogram.h"

#include <cstdint>
#include <vector>

namespace hypnodesk {

/// Epochs of the shorter of both at which the two name different sleep stages W..R, ascending.
std::vector<std::int64_t> disagreements(const Hypnogram& one, const Hypnogram& other);

/// Epochs of the shorter of both that `one` calls `oneStage` and `other` `otherStage`, ascending.
std::vector<std::int64_t> epochsCalled(const Hypnogram& one, Stage oneStage, const Hypnogram& other,
                                       Stage otherStage);

/// What a consensus of two scorers begins with, on the grid of `one`: what both say, and nothing where they
/// say different things (also where only one of them says something).
Hypnogram commonGround(const Hypnogram& one, const Hypnogram& other);

/// Epochs at which the two differ in whatever they say, ascending: those that a consensus has to decide.
std::vector<std::int64_t> epochsToDecide(const Hypnogram& one, const Hypnogram& other);

} // namespace hypnodesk
