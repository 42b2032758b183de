#pragma once

#include "core/report/night_report.h"

#include <string>
#include <string_view>

namespace hypnodesk {

/// Colours of the stages in the report. Wake and REM differ in lightness as well as in hue from each other
/// and from the blues of NREM sleep, which darken with depth; every area is labelled besides.
std::string_view reportColour(Stage stage);

/// The night as an inline SVG: hypnogram on top, hypnodensity below where there are probabilities, sharing
/// one axis of clock time; lights off, lights on and sleep onset marked. Empty for a hypnogram without
/// epochs.
std::string nightFigure(const NightReport& report);

} // namespace hypnodesk
