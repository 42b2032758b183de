#pragma once

namespace hypnodesk {

/// How many samples a second an EEG needs for the network, which looks at waves up to 40 Hz and has learned
/// to do without the fastest. Real recordings brought down to 64, 50, 45 and 40
/// (tests/bench/narrow_recordings.py): kappa of ucddb022 .835 as recorded, then .826, .810, .592 and
/// .459.
inline constexpr double kSlowestGoodRateHz = 60.0;
/// Below this it fails.
inline constexpr double kSlowestReadableRateHz = 50.0;

} // namespace hypnodesk
