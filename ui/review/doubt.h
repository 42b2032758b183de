#pragma once

namespace hypnodesk {

/// A proposal is doubtful when the probability of being wrong reaches this: the default of nextDoubtful().
inline constexpr float kDoubtThreshold = 0.4f;

} // namespace hypnodesk
