#pragma once

#include "core/base/result.h"
#include "core/report/night_report.h"
#include "core/report/report_template.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hypnodesk {

enum class ReportKind { Pdf, Html, Json, Csv };
inline constexpr std::array kReportKinds{ReportKind::Pdf, ReportKind::Html, ReportKind::Json,
                                         ReportKind::Csv};

/// "pdf", "html", "json", "csv": as users write them, and as files end.
std::string_view reportKindName(ReportKind kind);
std::optional<ReportKind> reportKindFromName(std::string_view name);

/// The report as the bytes of a file. JSON and CSV are for machines: English whatever the template says.
Result<std::string> reportBytes(const NightReport& report, ReportKind kind,
                                const ReportTemplate& reportTemplate = {});

/// The same, written whole or not at all.
Result<void> writeReport(const std::filesystem::path& path, ReportKind kind, const NightReport& report,
                         const ReportTemplate& reportTemplate = {});

/// The statistics as a table: "key,name,value,low,high,unit,absent,definition", one row each, RFC 4180 with
/// LF. "low" and "high" are the interval's ends where there is one.
std::string statisticsCsv(const NightReport& report);

} // namespace hypnodesk
