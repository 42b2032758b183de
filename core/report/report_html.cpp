#include "core/report/report_html.h"

#include "core/report/report_figure.h"
#include "core/report/report_style.h"
#include "core/report/report_svg.h"
#include "core/report/report_text.h"

#include <fmt/format.h>

#include <iterator>

namespace hypnodesk {

namespace {

/// As on the sheet of paper, so that its texts keep their proportions.
constexpr double kFigureWidth = 515.0;

/// Writes the page from top to bottom. Everything that comes from files or people passes escapedForHtml().
class Page {
public:
    Page(const NightReport& report, const ReportContent& content) : m_report(report), m_content(content) {}

    std::string write() {
        add("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
            "content=\"width=device-width, initial-scale=1\">\n<title>{}: {}</title>\n<style>{}</style>\n"
            "</head>\n<body>\n<main>\n",
            languageCode(m_content.language), m_content.title, escapedForHtml(m_content.recordingName),
            kReportStyle);
        writeHeader();
        writeKeyFigures();
        writeNight();
        writeTable(m_content.stages);
        writeStatistics();
        if (!m_content.cycles.rows.empty())
            writeTable(m_content.cycles);
        writeFacts(m_content.review);
        writeFacts(m_content.technical);
        writeFacts(m_content.findings);
        add("<footer><p>{}</p><p>{}</p></footer>\n</main>\n</body>\n</html>\n",
            escapedForHtml(m_content.notice), escapedForHtml(m_content.identityLine));
        return std::move(m_html);
    }

private:
    template <typename... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(m_html), format, std::forward<Values>(values)...);
    }

    void writeHeader() {
        add("<header>\n");
        if (!m_content.clinicName.empty() || !m_content.clinicAddress.empty() || m_content.logo) {
            add("<div class=\"letterhead\"><div><strong>{}</strong>", escapedForHtml(m_content.clinicName));
            for (const std::string& line : m_content.clinicAddress)
                add("<br>{}", escapedForHtml(line));
            add("</div>");
            if (m_content.logo)
                add("<img alt=\"Logo\" src=\"{}\">", dataAddress(*m_content.logo));
            add("</div>\n");
        }
        add("<h1>{}</h1>\n<p class=\"status\">{}</p>\n<div class=\"identity\">\n", m_content.title,
            escapedForHtml(m_content.status));
        for (const auto* facts : {&m_content.patient, &m_content.recording}) {
            add("<dl>\n");
            for (const ReportFact& fact : *facts)
                add("<dt>{}</dt><dd{}>{}</dd>\n", fact.name, fact.isAbsent ? " class=\"absent\"" : "",
                    escapedForHtml(fact.value));
            add("</dl>\n");
        }
        add("</div>\n<p class=\"notice\">{}</p>\n</header>\n", escapedForHtml(m_content.notice));
    }

    void writeKeyFigures() {
        add("<dl class=\"key\">\n");
        for (const ReportFact& fact : m_content.keyFigures)
            add("<div><dt>{}</dt><dd{}>{} {}</dd></div>\n", escapedForHtml(fact.name),
                fact.isAbsent ? " class=\"absent\"" : "", escapedForHtml(fact.value), small(fact.interval));
        add("</dl>\n");
    }

    void writeNight() {
        add("<section>\n<h2>{}</h2>\n", m_content.nightTitle);
        const std::vector<ReportMark> marks =
            nightFigure(m_report, m_content.language, 0.0, 0.0, kFigureWidth);
        if (marks.empty()) {
            add("<p>{}</p>\n</section>\n", m_content.nightNote);
            return;
        }
        add("<figure>\n{}<ul class=\"legend\">\n", toSvg(marks, kFigureWidth, nightFigureHeight(m_report),
                                                         m_content.nightTitle, m_content.nightSummary));
        for (const auto& [stage, name] : m_content.legend)
            add("<li><svg viewBox=\"0 0 14 10\" aria-hidden=\"true\"><rect width=\"14\" height=\"10\" "
                "fill=\"{}\"/></svg>{}</li>\n",
                cssColour(reportColour(stage)), name);
        add("</ul>\n<figcaption>{}</figcaption>\n</figure>\n</section>\n",
            escapedForHtml(m_content.nightNote));
    }

    void writeTable(const ReportTable& table) {
        add("<section>\n<h2>{}</h2>\n<table>\n<thead><tr>", table.title);
        for (std::size_t i = 0; i < table.head.size(); ++i)
            add("<th scope=\"col\"{}>{}</th>", i > 0 ? " class=\"number\"" : "", table.head[i]);
        add("</tr></thead>\n<tbody>\n");
        for (const std::vector<std::string>& row : table.rows) {
            add("<tr><th scope=\"row\">{}</th>", row.front());
            for (std::size_t i = 1; i < row.size(); ++i)
                add("<td class=\"number\">{}</td>", row[i]);
            add("</tr>\n");
        }
        add("</tbody>\n</table>\n");
        if (!table.note.empty())
            add("<p class=\"subtitle\"><small>{}</small></p>\n", table.note);
        add("</section>\n");
    }

    static std::string small(const std::string& interval) {
        return interval.empty() ? std::string() : fmt::format("<small>{}</small> ", interval);
    }

    void writeRows(const std::vector<ReportFact>& facts) {
        for (const ReportFact& fact : facts) {
            if (fact.name.empty()) {
                add("<tr><td class=\"text\" colspan=\"3\">{}</td></tr>\n", escapedForHtml(fact.value));
                continue;
            }
            add("<tr><th scope=\"row\">{}</th>", escapedForHtml(fact.name));
            if (fact.explanation.empty())
                add("<td class=\"text\" colspan=\"2\">{}</td></tr>\n", escapedForHtml(fact.value));
            else
                add("<td class=\"number{}\">{}{}</td><td class=\"definition\">{}</td></tr>\n",
                    fact.isAbsent ? " absent" : "", small(fact.interval), escapedForHtml(fact.value),
                    escapedForHtml(fact.explanation));
        }
    }

    void writeStatistics() {
        if (m_content.statistics.empty())
            return;
        add("<section>\n<h2>{}</h2>\n<p class=\"subtitle\"><small>{}</small></p>\n<table "
            "class=\"facts\">\n<tbody>\n",
            m_content.statisticsTitle, m_content.intervalNote);
        for (const ReportSection& section : m_content.statistics) {
            add("<tr class=\"group\"><th colspan=\"3\" scope=\"colgroup\">{}</th></tr>\n", section.title);
            writeRows(section.facts);
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    void writeFacts(const ReportSection& section) {
        add("<section>\n<h2>{}</h2>\n<table class=\"facts\">\n<tbody>\n", section.title);
        writeRows(section.facts);
        add("</tbody>\n</table>\n</section>\n");
    }

    const NightReport& m_report;
    const ReportContent& m_content;
    std::string m_html;
};

} // namespace

std::string toHtml(const NightReport& report, const ReportTemplate& reportTemplate) {
    const ReportContent content = reportContent(report, reportTemplate);
    return Page(report, content).write();
}

} // namespace hypnodesk
