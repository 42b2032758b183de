#pragma once

#include "core/report/report_content.h"

namespace hypnodesk {

/// Fills in what a report says about trust: status, review and quality, program and model, findings.
void writeReview(const NightReport& report, ReportLanguage language, ReportContent& content);

} // namespace hypnodesk
