#include "core/base/text_fields.h"
#include "core/report/night_report.h"
#include "core/report/report_figure.h"
#include "core/report/report_style.h"
#include "core/report/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hypnodesk {

namespace {

/// Writes the page from top to bottom. Everything that comes from files or people passes escapedForHtml().
class Page {
public:
    explicit Page(const NightReport& report)
        : m_report(report), m_rows(rowsOf(report)), m_name(nameOf(report)) {}

    std::string write() {
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
            "content=\"width=device-width, initial-scale=1\">\n<title>Sleep report: "
            "{}</title>\n<style>{}</style>\n"
            "</head>\n<body>\n<main>\n",
            m_name, kReportStyle);
        writeHeader();
        writeKeyFigures();
        writeNight();
        writeStages();
        writeStatistics();
        writeCycles();
        writeQuality();
        writeSources();
        writeFindings();
        add("<footer><p>{}</p><p>Hypnodesk {}</p></footer>\n</main>\n</body>\n</html>\n", kResearchNotice,
            escapedForHtml(m_report.programVersion));
        return std::move(m_html);
    }

private:
    template <typename... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(m_html), format, std::forward<Values>(values)...);
    }

    static std::vector<StatisticRow> rowsOf(const NightReport& report) {
        std::vector<StatisticRow> rows = statisticRows(report.statistics, report.quality);
        addIntervals(rows, report.intervals);
        return rows;
    }

    static std::string nameOf(const NightReport& report) {
        const std::string name = report.recording.path.filename().string();
        return escapedForHtml(name.empty() ? "recording" : name);
    }

    void writeHeader() {
        const RecordingInfo& info = m_report.recording;
        add("<header>\n<h1>Sleep report</h1>\n<p class=\"subtitle\">{}</p>\n", m_name);
        add("<p class=\"subtitle\">Patient: {}. Start: {}. Duration: {}.</p>\n",
            trimmed(info.patient).empty() ? "not named" : escapedForHtml(trimmed(info.patient)),
            escapedForHtml(startText(info.start)), durationText(info.durationSeconds));
        add("<p class=\"notice\">{}</p>\n</header>\n", kResearchNotice);
    }

    void writeKeyFigures() {
        constexpr std::pair<const char*, const char*> kKeys[] = {{"tst_min", "Total sleep time"},
                                                                 {"se_percent", "Sleep efficiency"},
                                                                 {"sol_min", "Sleep onset latency"},
                                                                 {"waso_min", "Wake after sleep onset"},
                                                                 {"rem_latency_min", "REM latency"}};
        add("<dl class=\"key\" aria-label=\"Key figures\">\n");
        for (const auto& [key, name] : kKeys) {
            const auto row =
                std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& r) { return r.key == key; });
            if (row->value)
                add("<div><dt>{}</dt><dd>{:.1f} <small>{}</small></dd></div>\n", name, *row->value,
                    row->unit);
            else
                add("<div><dt>{}</dt><dd><small>{}</small></dd></div>\n", name, row->absentText);
        }
        add("</dl>\n");
    }

    void writeNight() {
        add("<section>\n<h2>The night</h2>\n");
        const std::string figure = nightFigure(m_report);
        if (figure.empty()) {
            add("<p>This recording has no epochs.</p>\n</section>\n");
            return;
        }
        add("<figure>\n{}<ul class=\"legend\">\n", figure);
        if (m_report.probabilities)
            for (const Stage stage : kStageClasses)
                add("<li><svg viewBox=\"0 0 14 10\" aria-hidden=\"true\"><rect width=\"14\" height=\"10\" "
                    "fill=\"{}\"/></svg>{}</li>\n",
                    reportColour(stage), stageName(stage));
        add("</ul>\n<figcaption>{}{}Pale stages are the network's proposals; dark ones, marked in the line "
            "\"seen\", "
            "were given or accepted by a person or imported. Hatched: unscored, movement or "
            "artefact.</figcaption>\n"
            "</figure>\n</section>\n",
            isKnown(m_report.recording.start) ? "Clock time. " : "Hours and minutes since the start. ",
            m_report.probabilities ? "Below the hypnogram, the network's probability of each stage. " : "");
    }

    static std::string orDash(std::optional<double> value) {
        return value ? fmt::format("{:.1f}", *value) : "&ndash;";
    }

    void writeStages() {
        add("<section>\n<h2>Stages</h2>\n<table>\n<thead><tr><th scope=\"col\">Stage</th>"
            "<th scope=\"col\" class=\"number\">min</th><th scope=\"col\" class=\"number\">% of TST</th>"
            "<th scope=\"col\" class=\"share\"></th><th scope=\"col\" class=\"number\">latency, min</th>"
            "<th scope=\"col\" class=\"number\">bouts</th><th scope=\"col\" class=\"number\">mean bout, "
            "min</th>"
            "<th scope=\"col\" class=\"number\">longest, min</th></tr></thead>\n<tbody>\n");
        for (std::size_t i = 0; i < kStageClasses.size(); ++i) {
            const StageStatistics& s = m_report.statistics.stages[i];
            add("<tr><th scope=\"row\">{}</th><td class=\"number\">{:.1f}</td><td class=\"number\">{}</td>",
                stageName(kStageClasses[i]), s.minutes, orDash(s.percentOfTst));
            add("<td class=\"share\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                "aria-hidden=\"true\">"
                "<rect width=\"{:.1f}\" height=\"10\" fill=\"{}\"/></svg></td>",
                s.percentOfTst.value_or(0.0), reportColour(kStageClasses[i]));
            const bool exists = s.bouts > 0;
            add("<td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>"
                "<td class=\"number\">{}</td></tr>\n",
                orDash(s.latencyMinutes), s.bouts, exists ? orDash(s.meanBoutMinutes) : "&ndash;",
                exists ? orDash(s.longestBoutMinutes) : "&ndash;");
        }
        add("</tbody>\n</table>\n<p class=\"subtitle\"><small>Latency: lights off to the first epoch of the "
            "stage. "
            "Bouts: runs of adjacent epochs. TST: total sleep time.</small></p>\n</section>\n");
    }

    std::string valueText(const StatisticRow& row) const {
        if (row.key == "lights_off_s" || row.key == "lights_on_s")
            return clockAt(m_report.recording.start, row.value.value_or(0.0), true);
        if (row.unit.empty())
            return fmt::format("{:.0f}", *row.value);
        return fmt::format("{:.1f} {}", *row.value, row.unit);
    }

    void writeRow(const StatisticRow& row) {
        add("<tr><th scope=\"row\">{}</th>", row.name);
        if (row.value)
            add("<td class=\"number\">{}</td>", valueText(row));
        else
            add("<td class=\"number absent\">{}</td>", row.absentText);
        add("<td class=\"definition\">{}</td></tr>\n", row.definition);
    }

    void writeStatistics() {
        add("<section>\n<h2>Sleep statistics</h2>\n<table class=\"facts\">\n<thead><tr><th "
            "scope=\"col\">Name</th>"
            "<th scope=\"col\" class=\"number\">Value</th><th scope=\"col\" "
            "style=\"padding-left:14px\">Definition"
            "</th></tr></thead>\n<tbody>\n");
        std::string group;
        for (const StatisticRow& row : m_rows) {
            if (row.group == "Stages" || row.group == "Quality")
                continue;
            if (row.group != group)
                add("<tr class=\"group\"><th colspan=\"3\" scope=\"colgroup\">{}</th></tr>\n", row.group);
            group = row.group;
            writeRow(row);
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    void writeCycles() {
        const SleepStatistics& s = m_report.statistics;
        if (s.cycles.empty())
            return;
        add("<section>\n<h2>NREM-REM cycles</h2>\n<table>\n<thead><tr><th scope=\"col\">Cycle</th><th "
            "scope=\"col\" "
            "class=\"number\">begins</th><th scope=\"col\" class=\"number\">duration, min</th><th "
            "scope=\"col\" "
            "class=\"number\">NREM, min</th><th scope=\"col\" class=\"number\">R, "
            "min</th></tr></thead>\n<tbody>\n");
        for (std::size_t i = 0; i < s.cycles.size(); ++i) {
            const SleepCycle& cycle = s.cycles[i];
            add("<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{:.1f}</td>"
                "<td class=\"number\">{:.1f}</td><td class=\"number\">{:.1f}</td></tr>\n",
                i + 1,
                clockAt(m_report.recording.start, s.lightsOffSeconds + cycle.beginMinutes * 60.0, false),
                cycle.durationMinutes, cycle.nremMinutes, cycle.remMinutes);
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    std::string ofEpochs(std::int64_t count) const {
        const std::int64_t total = m_report.statistics.epochCount;
        if (total == 0)
            return fmt::format("{}", count);
        return fmt::format("{} of {} ({:.1f} %)", count, total,
                           100.0 * static_cast<double>(count) / static_cast<double>(total));
    }

    void fact(std::string_view name, std::string_view value, std::string_view explanation) {
        add("<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td "
            "class=\"definition\">{}</td></tr>\n",
            name, value, explanation);
    }

    void writeQuality() {
        add("<section>\n<h2>Quality and review</h2>\n<table class=\"facts\">\n<tbody>\n");
        for (const StatisticRow& row : m_rows)
            if (row.key == "unscored_percent" || row.key == "artefact_percent")
                writeRow(row);
        const SleepStatistics& s = m_report.statistics;
        fact("Epochs reviewed", ofEpochs(s.reviewedEpochs),
             "Stage given or accepted by a person, or imported.");
        fact("Epochs proposed only", ofEpochs(s.proposedEpochs),
             "Proposed by the network; nobody has looked yet.");
        if (m_report.probabilities) {
            const ReviewQuality& q = m_report.quality;
            fact("Proposals changed", ofEpochs(q.changedEpochs),
                 "A person chose another stage than the network.");
            fact("Doubtful epochs", ofEpochs(q.doubtfulEpochs),
                 "Good signal, but the most probable stage has less than 60 %.");
            fact("Mean confidence", q.meanConfidence ? fmt::format("{:.2f}", *q.meanConfidence) : "&ndash;",
                 "1 - entropy / ln 5 of the probabilities: 1 is certain, 0 a guess.");
            fact("Signal not usable", ofEpochs(q.flatEpochs + q.clippedEpochs + q.missingEpochs),
                 fmt::format("Flat {}, clipped {}, missing {} epochs; left unscored.", q.flatEpochs,
                             q.clippedEpochs, q.missingEpochs));
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    void source(std::string_view name, std::string_view value) {
        if (!trimmed(value).empty())
            add("<tr><th scope=\"row\">{}</th><td class=\"text\">{}</td></tr>\n", name, value);
    }

    void writeSources() {
        const RecordingInfo& info = m_report.recording;
        add("<section>\n<h2>Where this comes from</h2>\n<table class=\"facts\">\n<tbody>\n");
        source("Recording", m_name + (info.variant.empty() ? "" : ", " + escapedForHtml(info.variant)));
        source("Patient field", escapedForHtml(info.patient));
        source("Recording field", escapedForHtml(info.recordingField));
        source("Channel scored", escapedForHtml(m_report.derivation));
        source("Model", escapedForHtml(m_report.modelName));
        if (!m_report.modelDigest.empty())
            source("Model digest (SHA-256)", "<code>" + escapedForHtml(m_report.modelDigest) + "</code>");
        source("Program", "Hypnodesk " + escapedForHtml(m_report.programVersion));
        add("</tbody>\n</table>\n</section>\n");
    }

    void writeFindings() {
        add("<section>\n<h2>Findings in the file</h2>\n");
        if (m_report.findings.empty()) {
            add("<p>None: the recording was read as it is.</p>\n</section>\n");
            return;
        }
        add("<table>\n<thead><tr><th scope=\"col\">Kind</th><th "
            "scope=\"col\">What</th></tr></thead>\n<tbody>\n");
        for (const Finding& finding : m_report.findings)
            add("<tr><th scope=\"row\">{}</th><td class=\"text\">{}</td></tr>\n",
                severityName(finding.severity), escapedForHtml(finding.text));
        add("</tbody>\n</table>\n</section>\n");
    }

    const NightReport& m_report;
    std::vector<StatisticRow> m_rows;
    std::string m_name; ///< escaped
    std::string m_html;
};

} // namespace

std::string toHtml(const NightReport& report) {
    return Page(report).write();
}

} // namespace hypnodesk
