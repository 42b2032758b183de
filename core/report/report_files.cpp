#include "core/report/report_files.h"

#include "core/base/atomic_file.h"
#include "core/base/csv_field.h"
#include "core/base/text_fields.h"
#include "core/report/report_html.h"
#include "core/report/report_layout.h"
#include "core/report/report_pdf.h"
#include "core/report/report_text.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace {

/// Six decimals, as in JSON: no place for the noise of binary fractions.
std::string rounded(double value) {
    return formatNumber(std::round(value * 1e6) / 1e6);
}

Result<std::string> pdfOf(const NightReport& report, const ReportTemplate& reportTemplate) {
    const auto measure = pdfTextMeasure();
    if (!measure)
        return tl::make_unexpected(measure.error());
    const ReportContent content = reportContent(report, reportTemplate);
    const auto pages = layoutReport(report, content, **measure);
    return toPdf(pages, fmt::format("{}: {}", content.title, content.recordingName), content.clinicName);
}

} // namespace

std::string_view reportKindName(ReportKind kind) {
    switch (kind) {
    case ReportKind::Html:
        return "html";
    case ReportKind::Json:
        return "json";
    case ReportKind::Csv:
        return "csv";
    case ReportKind::Pdf:
        break;
    }
    return "pdf";
}

std::optional<ReportKind> reportKindFromName(std::string_view name) {
    for (const ReportKind kind : kReportKinds)
        if (reportKindName(kind) == name)
            return kind;
    return std::nullopt;
}

std::string statisticsCsv(const NightReport& report) {
    const std::vector<StatisticRow> rows = statisticRows(report);
    std::string csv = "key,name,value,low,high,unit,absent,definition\n";
    for (const StatisticRow& row : rows) {
        const bool hasInterval = row.value && row.interval;
        csv += fmt::format("{},{},{},{},{},{},{},{}\n", row.key, csvField(row.name),
                           row.value ? rounded(*row.value) : std::string(),
                           hasInterval ? rounded(row.interval->low) : std::string(),
                           hasInterval ? rounded(row.interval->high) : std::string(), csvField(row.unit),
                           csvField(row.absentText), csvField(row.definition));
    }
    return csv;
}

Result<std::string> reportBytes(const NightReport& report, ReportKind kind,
                                const ReportTemplate& reportTemplate) {
    switch (kind) {
    case ReportKind::Html:
        return toHtml(report, reportTemplate);
    case ReportKind::Json:
        return toJson(report).dump(2) + "\n";
    case ReportKind::Csv:
        return statisticsCsv(report);
    case ReportKind::Pdf:
        break;
    }
    return pdfOf(report, reportTemplate);
}

Result<void> writeReport(const std::filesystem::path& path, ReportKind kind, const NightReport& report,
                         const ReportTemplate& reportTemplate) {
    const auto bytes = reportBytes(report, kind, reportTemplate);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    return writeFileAtomically(path, std::string_view(*bytes));
}

} // namespace hypnodesk
