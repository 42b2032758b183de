#pragma once

#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// What is wrong with an epoch's signal; where several apply, the first of Missing, Flat, Clipped.
enum class EpochSignalQuality {
    Good,
    Missing, ///< more than 10 % of the samples are not finite
    Flat, ///< less than 1 uV from peak to peak, or held at one value (0.5 s or longer) for more than half of
          ///< the time
    Clipped, ///< more than 5 % of the samples lie on plateaus (3 samples or longer) at the epoch's own
             ///< extremes
};

/// One value for each whole epoch, epoch e from sample round(e * epochSeconds * rateHz). To be asked of the
/// signal as recorded, in microvolts: filters and resampling hide plateaus. Plateaus are looked for at the
/// epoch's own extremes rather than at the file's digital limits, for amplifiers saturate before the
/// converter does, and derivations after. Empty when the rate or the epoch's length makes no sense (an epoch
/// needs ten samples at least).
std::vector<EpochSignalQuality> epochSignalQuality(std::span<const float> microvolts, double rateHz,
                                                   double epochSeconds);

} // namespace hypnodesk::dsp
