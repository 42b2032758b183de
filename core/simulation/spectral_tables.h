#pragma once

#include "core/simulation/virtual_subject.h"

namespace hypnodesk::simulation {

/// delta 0.5-4, theta 4-8, alpha 8-12, sigma 12-16, beta 16-30 Hz.
inline constexpr int kBandCount = 5;

/// How real band powers lie, as natural logarithms relative to the square of the night's standard deviation.
/// Derivation 0 is frontal (Fpz-Cz), 1 is occipital (Pz-Oz); stages are W N1 N2 N3 R.

/// Typical night.
extern const float kStageMeans[2][5][kBandCount];
/// How a subject departs from it: the first principal components of the subjects' medians, scaled to their
/// deviation.
extern const float kSubjectFactors[kSubjectFactorCount][2][5][kBandCount];
/// How epochs of one stage scatter within one night: Cholesky factor of their covariance, lower triangle.
extern const float kWithinCholesky[5][2 * kBandCount][2 * kBandCount];
/// The part of that variance that wanders over minutes; the rest changes from epoch to epoch.
extern const float kSlowShare[5][2 * kBandCount];

} // namespace hypnodesk::simulation
