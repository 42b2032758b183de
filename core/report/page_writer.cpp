#include "core/report/page_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr double kHeadingHeight = 23.0;
constexpr double kTableRowHeight = 12.0;

double lineHeight(const TextStyle& style) {
    return style.size * 1.25;
}

} // namespace

PageWriter::PageWriter(PaperPoints paper, const TextMeasure& measure) : m_paper(paper), m_measure(measure) {
    newPage();
}

void PageWriter::newPage() {
    m_pages.push_back({m_paper.width, m_paper.height, {}});
    m_y = kMargin;
}

void PageWriter::need(double height) {
    if (m_y + height > bottom() && m_y > kMargin)
        newPage();
}

void PageWriter::text(double x, double baseline, std::string text, const TextStyle& style, Align align) {
    if (!text.empty())
        add(TextMark{x, baseline, std::move(text), style, align});
}

void PageWriter::rule(Colour colour) {
    add(StrokeMark{{{{left(), m_y}, {right(), m_y}}}, colour, 0.5, false});
}

void PageWriter::paragraph(std::string_view what, const TextStyle& style, double width,
                           std::size_t mostLines) {
    if (what.empty())
        return;
    const auto broken = lines(what, style, width, mostLines);
    need(lineHeight(style) * static_cast<double>(broken.size()));
    for (const std::string& line : broken) {
        text(left(), m_y + style.size, line, style);
        m_y += lineHeight(style);
    }
}

void PageWriter::heading(std::string_view title, double following) {
    constexpr TextStyle kHeading{10.5, true, kInk};
    need(kHeadingHeight + following);
    m_y += m_y > kMargin ? 8.0 : 0.0;
    text(left(), m_y + 9.0, std::string(title), kHeading);
    m_y += 15.0;
}

void PageWriter::group(std::string_view title, double following) {
    constexpr TextStyle kGroup{7.5, true, kPaleInk};
    need(18.0 + following);
    m_y += 2.5;
    text(left(), m_y + 9.0, std::string(title), kGroup);
    m_y += 12.0;
    rule(kStrongRule);
    m_y += 1.0;
}

void PageWriter::factColumn(std::span<const ReportFact> facts, double x, double width) {
    double nameWidth = 0.0;
    for (const ReportFact& fact : facts)
        nameWidth = std::max(nameWidth, measured(fact.name, kSmall));
    nameWidth = std::min(nameWidth + 8.0, width * 0.45);
    for (const ReportFact& fact : facts) {
        text(x, m_y + 8.5, shortened(fact.name, kSmall, nameWidth - 4.0), kSmall);
        const TextStyle style = fact.isAbsent ? TextStyle{8.5, false, kPaleInk} : kBody;
        for (const std::string& line : lines(fact.value, style, width - nameWidth, 2)) {
            text(x + nameWidth, m_y + 8.5, line, style);
            m_y += lineHeight(style);
        }
        m_y += 1.5;
    }
}

void PageWriter::factRows(std::span<const ReportFact> facts) {
    const double valueRight = left() + width() * 0.47;
    const double nameWidth = width() * 0.3;
    const double explanationLeft = valueRight + 12.0;
    for (const ReportFact& fact : facts) {
        // Without an explanation the value is a text and takes its place.
        const bool isText = fact.explanation.empty();
        const double valueLeft = left() + (fact.name.empty() ? 0.0 : nameWidth + 6.0);
        const TextStyle valueStyle = fact.isAbsent ? TextStyle{8.0, false, kPaleInk} : sized(kBody, 8.0);
        const auto names = lines(fact.name, sized(kBody, 8.0), nameWidth, 2);
        const auto values =
            lines(fact.value, valueStyle, isText ? right() - valueLeft : valueRight - valueLeft, 3);
        const auto explanations = lines(fact.explanation, kSmall, right() - explanationLeft, 5);
        const double height =
            std::max({static_cast<double>(names.size()) * 10.0, static_cast<double>(values.size()) * 10.0,
                      static_cast<double>(explanations.size()) * 8.4}) +
            1.6;
        need(height);
        for (std::size_t i = 0; i < names.size(); ++i)
            text(left(), m_y + 8.6 + 10.0 * static_cast<double>(i), names[i], sized(kBody, 8.0));
        for (std::size_t i = 0; i < values.size(); ++i)
            text(isText ? valueLeft : valueRight, m_y + 8.6 + 10.0 * static_cast<double>(i), values[i],
                 valueStyle, isText ? Align::Left : Align::Right);
        if (!fact.interval.empty())
            text(valueRight - measured(values[0], valueStyle) - 5.0, m_y + 8.6, fact.interval,
                 sized(kSmall, 6.0), Align::Right);
        for (std::size_t i = 0; i < explanations.size(); ++i)
            text(explanationLeft, m_y + 8.4 + 8.4 * static_cast<double>(i), explanations[i], kSmall);
        m_y += height;
        rule(kRule);
    }
}

void PageWriter::facts(const ReportSection& section) {
    heading(section.title, section.facts.size() > 1 ? 26.0 : 13.0);
    factRows(section.facts);
}

double PageWriter::tableHeight(const ReportTable& table) {
    return kHeadingHeight + kTableRowHeight * static_cast<double>(table.rows.size() + 1) + 4.0;
}

void PageWriter::table(const ReportTable& table, std::span<const double> shares) {
    heading(table.title, tableHeight(table) - kHeadingHeight);
    const auto writeRow = [&](const std::vector<std::string>& cells, const TextStyle& style) {
        double x = left();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double columnWidth = width() * shares[i];
            const std::string cell = shortened(cells[i], style, columnWidth - 4.0);
            text(i == 0 ? x : x + columnWidth, m_y + 8.6, cell, style, i == 0 ? Align::Left : Align::Right);
            x += columnWidth;
        }
        m_y += kTableRowHeight;
    };
    writeRow(table.head, kSmall);
    rule(kStrongRule);
    for (const std::vector<std::string>& row : table.rows) {
        writeRow(row, sized(kBody, 8.0));
        rule(kRule);
    }
    m_y += 2.0;
    paragraph(table.note, kSmall, width(), 2);
}

std::vector<ReportPage> PageWriter::finish(const std::string& notice, const std::string& identity,
                                           const std::string& pageOf) {
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        std::vector<ReportMark>& marks = m_pages[i].marks;
        const double top = bottom() + 10.0;
        marks.push_back(StrokeMark{{{{left(), top}, {right(), top}}}, kStrongRule, 0.5, false});
        const std::string number = fmt::format(fmt::runtime(pageOf), i + 1, m_pages.size());
        marks.push_back(TextMark{right(), top + 10.0, number, kSmall, Align::Right});
        const double room = width() - measured(number, kSmall) - 12.0;
        marks.push_back(TextMark{left(), top + 10.0, shortened(identity, kSmall, room), kSmall, Align::Left});
        marks.push_back(
            TextMark{left(), top + 19.0, shortened(notice, kSmall, width()), kSmall, Align::Left});
    }
    return std::move(m_pages);
}

} // namespace hypnodesk
