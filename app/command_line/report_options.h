#pragma once

#include "app/command_line/command.h"
#include "core/report/report_files.h"

#include <memory>
#include <string>

namespace hypnodesk::cli {

/// How a user wants reports to look.
struct ReportOptions {
    std::string templateFile;
    std::string language; ///< "en", "de"; empty: the template's
    std::string paper;    ///< "A4", "Letter"; empty: the template's
};

/// Declares --template, --language and --paper.
std::shared_ptr<ReportOptions> addReportOptions(CLI::App& command);

/// The template, with what was said besides. ArgumentInvalid and the errors of readReportTemplate().
Result<ReportTemplate> reportTemplateOf(const ReportOptions& options);

/// What reports are made of besides the night: changes whenever a template, its logo or an option does. Empty
/// for the usual look.
std::string reportLookOf(const ReportOptions& options, const ReportTemplate& reportTemplate);

} // namespace hypnodesk::cli
