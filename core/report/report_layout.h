#pragma once

#include "core/report/report_content.h"
#include "core/report/report_page.h"

#include <vector>

namespace hypnodesk {

/// Sets a report on sheets of its paper: what a clinician needs on the first, statistics with their
/// definitions, review and technical facts from the second on. Every page bears its number, whose report it
/// is, and the notice. Nothing is cut off: long texts are wrapped, then shortened with "…", and what does
/// not fit goes on to the next page. `measure` must be that of the fonts that
/// will paint the pages.
std::vector<ReportPage> layoutReport(const NightReport& report, const ReportContent& content,
                                     const TextMeasure& measure);

} // namespace hypnodesk
