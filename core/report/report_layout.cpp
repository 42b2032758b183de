#include "core/report/report_layout.h"

#include "core/report/page_writer.h"
#include "core/report/report_figure.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr double kLogoWidth = 150.0;
constexpr double kLogoHeight = 40.0;
constexpr double kSignatureHeight = 40.0;

/// Writes one report, top to bottom.
class Layout {
public:
    Layout(const NightReport& report, const ReportContent& content, const TextMeasure& measure)
        : m_report(report), m_content(content), m_page(pointsOf(content.paper), measure) {}

    std::vector<ReportPage> write() {
        writeLetterhead();
        writeTitle();
        writeIdentity();
        writeKeyFigures();
        writeNight();
        m_page.table(m_content.stages, kStagesColumns);
        const bool hasCycles = !m_content.cycles.rows.empty();
        const bool areCyclesOnFirst =
            hasCycles && m_page.room() > PageWriter::tableHeight(m_content.cycles) + kSignatureHeight;
        if (areCyclesOnFirst)
            m_page.table(m_content.cycles, kCyclesColumns);
        writeSignature();
        m_page.newPage();
        writeStatistics();
        if (hasCycles && !areCyclesOnFirst)
            m_page.table(m_content.cycles, kCyclesColumns);
        m_page.facts(m_content.review);
        m_page.facts(m_content.technical);
        m_page.facts(m_content.findings);
        return m_page.finish(m_content.notice, m_content.identityLine, m_content.pageOf);
    }

private:
    void writeLetterhead() {
        if (m_content.clinicName.empty() && m_content.clinicAddress.empty() && !m_content.logo)
            return;
        const double top = m_page.y();
        double textWidth = m_page.width();
        double bottom = top;
        if (m_content.logo) {
            const ReportImage& logo = *m_content.logo;
            const double scale = std::min(kLogoWidth / logo.width, kLogoHeight / logo.height);
            const double width = logo.width * scale;
            const double height = logo.height * scale;
            m_page.add(ImageMark{m_page.right() - width, top, width, height, m_content.logo, "Logo"});
            textWidth -= width + 16.0;
            bottom = top + height;
        }
        m_page.paragraph(m_content.clinicName, sized(kStrong, 12.0), textWidth, 2);
        for (const std::string& line : m_content.clinicAddress)
            m_page.paragraph(line, kSmall, textWidth, 1);
        m_page.moveTo(std::max(m_page.y(), bottom) + 5.0);
        m_page.rule(kStrongRule);
        m_page.skip(4.0);
    }

    void writeTitle() {
        m_page.skip(4.0);
        const double baseline = m_page.y() + 13.0;
        m_page.text(m_page.left(), baseline, m_content.title, sized(kStrong, 17.0));
        const double titleWidth = m_page.measured(m_content.title, sized(kStrong, 17.0));
        const TextStyle style = m_content.isSigned ? kStrong : kBody;
        const double room = m_page.width() - titleWidth - 24.0;
        const auto lines = m_page.lines(m_content.status, style, room, 2);
        for (std::size_t i = 0; i < lines.size(); ++i)
            m_page.text(m_page.right(), baseline - 10.5 * static_cast<double>(lines.size() - 1 - i), lines[i],
                        style, Align::Right);
        m_page.moveTo(baseline + 9.0);
    }

    /// Patient left, recording right.
    void writeIdentity() {
        constexpr double kGap = 18.0;
        const double column = (m_page.width() - kGap) / 2.0;
        const double top = m_page.y();
        m_page.factColumn(m_content.patient, m_page.left(), column);
        const double leftBottom = m_page.y();
        m_page.moveTo(top);
        m_page.factColumn(m_content.recording, m_page.left() + column + kGap, column);
        m_page.moveTo(std::max(leftBottom, m_page.y()) + 4.0);
    }

    void writeKeyFigures() {
        constexpr double kGap = 6.0;
        const bool hasIntervals = !m_content.intervalNote.empty();
        const double height = hasIntervals ? 41.0 : 34.0;
        const auto count = static_cast<double>(m_content.keyFigures.size());
        const double width = (m_page.width() - kGap * (count - 1.0)) / count;
        for (std::size_t i = 0; i < m_content.keyFigures.size(); ++i) {
            const ReportFact& fact = m_content.keyFigures[i];
            const double x = m_page.left() + static_cast<double>(i) * (width + kGap);
            const double top = m_page.y();
            m_page.add(RectangleMark{x, top, width, height, colourOf(0xf3f5f7), {}});
            TextStyle name = kSmall;
            while (name.size > 5.5 && m_page.measured(fact.name, name) > width - 10.0)
                name.size -= 0.25; // long German names
            m_page.text(x + 5.0, top + 11.0, m_page.shortened(fact.name, name, width - 10.0), name);
            const TextStyle value = fact.isAbsent ? kBody : sized(kStrong, 13.0);
            m_page.text(x + 5.0, top + 27.0, m_page.shortened(fact.value, value, width - 10.0), value);
            m_page.text(x + 5.0, top + 36.5, fact.interval, sized(kSmall, 6.5));
        }
        m_page.skip(height + 6.0);
    }

    void writeNight() {
        const double height = nightFigureHeight(m_report);
        m_page.heading(m_content.nightTitle, height + 30.0);
        for (ReportMark& mark :
             nightFigure(m_report, m_content.language, m_page.left(), m_page.y(), m_page.width()))
            m_page.add(std::move(mark));
        m_page.skip(height);
        writeLegend();
        m_page.paragraph(m_content.nightNote, kSmall, m_page.width(), 5);
        m_page.skip(2.0);
    }

    void writeLegend() {
        if (m_content.legend.empty())
            return;
        double x = m_page.left() + 34.0;
        const double top = m_page.y() + 2.0;
        for (const auto& [stage, name] : m_content.legend) {
            m_page.add(RectangleMark{x, top, 10.0, 6.0, reportColour(stage), {}});
            m_page.text(x + 13.0, top + 6.0, name, kSmall);
            x += 13.0 + m_page.measured(name, kSmall) + 14.0;
        }
        m_page.skip(11.0);
    }

    /// A line to sign on; a signed report says so in its title.
    void writeSignature() {
        if (m_content.isSigned)
            return;
        if (m_page.room() < kSignatureHeight)
            return; // a page of its own for an empty line would help nobody
        const double baseline = m_page.y() + 30.0;
        const std::pair<const std::string*, double> fields[] = {
            {&m_content.reviewerLabel, 0.42}, {&m_content.dateLabel, 0.2}, {&m_content.signatureLabel, 0.38}};
        double x = m_page.left();
        StrokeMark lines{{}, colourOf(0x51606f), 0.5, false};
        for (const auto& [label, share] : fields) {
            const double width = m_page.width() * share;
            lines.lines.push_back({{x, baseline}, {x + width - 14.0, baseline}});
            m_page.text(x, baseline + 9.0, *label, kSmall);
            x += width;
        }
        m_page.add(std::move(lines));
        m_page.skip(kSignatureHeight);
    }

    void writeStatisticsHeading() {
        m_page.heading(m_content.statisticsTitle, 60.0);
        m_page.paragraph(m_content.intervalNote, kSmall, m_page.width(), 2);
    }

    void writeStatistics() {
        for (std::size_t i = 0; i < m_content.statistics.size(); ++i) {
            ReportSection section = m_content.statistics[i];
            if (i == 0)
                writeStatisticsHeading();
            m_page.group(section.title, 30.0);
            m_page.factRows(section.facts);
        }
    }

    static constexpr double kStagesColumns[] = {0.2, 0.11, 0.12, 0.16, 0.13, 0.15, 0.13};
    static constexpr double kCyclesColumns[] = {0.2, 0.2, 0.2, 0.2, 0.2};

    const NightReport& m_report;
    const ReportContent& m_content;
    PageWriter m_page;
};

} // namespace

std::vector<ReportPage> layoutReport(const NightReport& report, const ReportContent& content,
                                     const TextMeasure& measure) {
    return Layout(report, content, measure).write();
}

} // namespace hypnodesk
