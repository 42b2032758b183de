#include "app/command_line/report_options.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

std::shared_ptr<ReportOptions> addReportOptions(CLI::App& command) {
    const auto options = std::make_shared<ReportOptions>();
    command.add_option("--template", options->templateFile,
                       "Look of reports (JSON): clinic, address, logo, statistics, paper, language");
    command
        .add_option("--language", options->language, "Language of reports: en or de; default: the template's")
        ->check(CLI::IsMember({"en", "de"}));
    command.add_option("--paper", options->paper, "Paper of reports: A4 or Letter; default: the template's")
        ->check(CLI::IsMember({"A4", "Letter"}));
    return options;
}

Result<ReportTemplate> reportTemplateOf(const ReportOptions& options) {
    Result<ReportTemplate> look = ReportTemplate{};
    if (!options.templateFile.empty())
        look = readReportTemplate(options.templateFile);
    if (!look)
        return look;
    look->language = languageFromCode(options.language).value_or(look->language);
    if (!options.paper.empty())
        look->paper = options.paper == "Letter" ? PaperSize::Letter : PaperSize::A4;
    return look;
}

std::string reportLookOf(const ReportOptions& options, const ReportTemplate& reportTemplate) {
    if (options.templateFile.empty() && options.language.empty() && options.paper.empty())
        return {};
    std::string text = fmt::format("{} {} ", options.language, options.paper);
    text += readTextFile(options.templateFile).value_or("");
    if (reportTemplate.logo)
        text.append(reportTemplate.logo->pixels.begin(), reportTemplate.logo->pixels.end());
    return sha256Hex(std::as_bytes(std::span(text)));
}

} // namespace hypnodesk::cli
