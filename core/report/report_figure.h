#pragma once

#include "core/report/night_report.h"
#include "core/report/report_language.h"
#include "core/report/report_page.h"

#include <vector>

namespace hypnodesk {

/// Colours of the stages in the report. They darken from N1 to N3 and differ in lightness, so that a grey
/// print tells them apart; every area is labelled besides.
Colour reportColour(Stage stage);

/// How high the figure of this night is, in points.
double nightFigureHeight(const NightReport& report);

/// The night on one axis of clock time: hypnogram on top, below it the hypnodensity and the spectrogram where
/// the report has them; lights off, lights on and sleep onset marked. Fills a box whose upper left corner is
/// (x, y). Nothing for a hypnogram without epochs.
std::vector<ReportMark> nightFigure(const NightReport& report, ReportLanguage language, double x, double y,
                                    double width);

} // namespace hypnodesk
