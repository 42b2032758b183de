#pragma once

namespace hypnodesk {

/// The style sheet of the HTML report: one column of a sheet's width on screen, A4 on paper, light in both.
extern const char* const kReportStyle;

} // namespace hypnodesk
