#pragma once

#include "core/report/report_content.h"

#include <string>

namespace hypnodesk {

/// One self-contained page (inline SVG and pictures, no scripts, no outside references), UTF-8, for screen
/// and paper.
std::string toHtml(const NightReport& report, const ReportTemplate& reportTemplate = {});

} // namespace hypnodesk
