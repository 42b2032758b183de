#pragma once

#include "core/report/report_page.h"

class QPainter;

namespace hypnodesk {

/// The measure of the fonts that paintReportPage() uses. GUI thread.
class QtTextMeasure : public TextMeasure {
public:
    double width(std::string_view text, const TextStyle& style) const override;
};

/// Paints a sheet of the report: one unit of the painter is one point, its origin the sheet's upper left
/// corner. For printers and previews.
void paintReportPage(QPainter& painter, const ReportPage& page);

} // namespace hypnodesk
