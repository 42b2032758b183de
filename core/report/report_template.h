#pragma once

#include "core/base/result.h"
#include "core/report/report_image.h"
#include "core/report/report_language.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

enum class PaperSize { A4, Letter };
struct PaperPoints {
    double width = 0.0, height = 0.0;
};
/// In points, upright.
PaperPoints pointsOf(PaperSize paper);

/// How a clinic wants its reports.
struct ReportTemplate {
    std::string clinicName;
    std::vector<std::string> clinicAddress;  ///< at most kMostAddressLines
    std::shared_ptr<const ReportImage> logo; ///< null: none
    std::vector<std::string> statistics; ///< keys of statisticRows() in their order; empty: the usual ones
    PaperSize paper = PaperSize::A4;
    ReportLanguage language = ReportLanguage::English;
};

inline constexpr std::size_t kMostAddressLines = 6;
inline constexpr std::size_t kLongestTemplateText = 200; ///< characters of a clinic's name or address line

/// A template from JSON:
///
///     {
///       "format": "hypnodesk-report-template", "version": 1,      required
///       "clinic": {"name": "Sleep Laboratory North", "address": ["Harbour Street 1", "Kiel"],
///                  "logo": "logo.svg"},
///       "statistics": ["tst_min", "se_percent"],
///       "paper": "A4" or "Letter",
///       "language": "en" or "de"
///     }
///
/// Every key but the first two may be missing. "logo" is a file (see readLogo()), relative to `folder`.
/// Errors name the key: FormatInvalid, FormatUnsupported (a later version), ArgumentInvalid (unknown key or
/// value), and those of readLogo().
Result<ReportTemplate> parseReportTemplate(std::string_view json, const std::filesystem::path& folder);

/// The same from a file, whose name then stands in front of what is wrong.
Result<ReportTemplate> readReportTemplate(const std::filesystem::path& path);

} // namespace hypnodesk
