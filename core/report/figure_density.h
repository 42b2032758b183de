#pragma once

#include "core/report/night_report.h"
#include "core/report/report_page.h"

#include <vector>

namespace hypnodesk {

/// The hypnodensity in a box: one area a class, W on top, then N1, N2, N3 and R at the bottom. Each reaches
/// from its upper border down to the bottom and is painted over by the next, so that no seams show. Epochs
/// that the network did not score, or on a signal that cannot be trusted, are left open.
std::vector<AreaMark> densityAreas(const NightProbabilities& night, const EpochGrid& grid, double left,
                                   double top, double width, double height);

/// The spectrogram as a picture, high frequencies on top; lightness falls steadily with power, so that it
/// prints in grey. What was not recorded is transparent.
ReportImage spectrogramImage(const ReportSpectrogram& spectrogram);

} // namespace hypnodesk
