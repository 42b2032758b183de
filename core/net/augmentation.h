#pragma once

#include <cstdint>
#include <random>
#include <span>

namespace hypnodesk::net {

/// What a window of scaled samples may look like at another clinic; each change happens with `probability`,
/// before the two views are made (model.md section 3). Sizes are uniform over the given ranges.
struct AugmentationOptions {
    double probability = 0.5;
    double lowestGain = 0.5;
    double highestGain = 2.0;
    double longestMaskSeconds = 3.0; ///< a stretch of zeros, once an epoch
    double notchWidthHz = 2.0;       ///< a band of this width is taken out, centre 1-35 Hz
    double largestNoise = 0.2;       ///< deviation of white noise, in units of the recording's IQR
    /// Scaled anew by the spread of a piece around the window, this long at least and the whole night at
    /// most: what the window would look like in a short recording, whose few stages give it another spread.
    std::int64_t shortestPieceEpochs = 40;
    double pieceProbability = 0.75;
};

/// Changes samples in place: gain, notch, noise and polarity once for the whole window, the zero mask once an
/// epoch of 3000 samples. Deterministic for the generator's state.
void augment(std::span<float> window, const AugmentationOptions& options, std::mt19937_64& random);

/// The other augmentation, a shift within +-1 s, is done where windows are cut: in samples, 0 with
/// probability 1 - p.
int randomShift(const AugmentationOptions& options, std::mt19937_64& random);

} // namespace hypnodesk::net
