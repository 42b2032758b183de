#pragma once

#include "core/report/report_content.h"
#include "core/report/report_page.h"
#include "core/report/text_flow.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hypnodesk {

inline constexpr Colour kInk = colourOf(0x1c2733);
inline constexpr Colour kPaleInk = colourOf(0x51606f);
inline constexpr Colour kRule = colourOf(0xdfe3e8);
inline constexpr Colour kStrongRule = colourOf(0x8a97a5);

/// The styles of the report's texts.
inline constexpr TextStyle kBody{8.5, false, kInk};
inline constexpr TextStyle kStrong{8.5, true, kInk};
inline constexpr TextStyle kSmall{7.0, false, kPaleInk};
constexpr TextStyle sized(TextStyle style, double size) {
    style.size = size;
    return style;
}

/// Fills sheets from top to bottom and begins a new one where a piece does not fit any more.
class PageWriter {
public:
    /// `measure` must outlive the writer.
    PageWriter(PaperPoints paper, const TextMeasure& measure);

    double left() const { return kMargin; }
    double right() const { return m_paper.width - kMargin; }
    double width() const { return right() - left(); }
    double y() const { return m_y; }
    double room() const { return bottom() - m_y; } ///< down to the foot of the page
    void moveTo(double y) { m_y = y; }
    void skip(double height) { m_y += height; }
    void newPage();

    void add(ReportMark mark) { m_pages.back().marks.push_back(std::move(mark)); }
    void text(double x, double baseline, std::string text, const TextStyle& style, Align align = Align::Left);
    void rule(Colour colour);
    double measured(std::string_view text, const TextStyle& style) const {
        return m_measure.width(text, style);
    }
    std::vector<std::string> lines(std::string_view text, const TextStyle& style, double width,
                                   std::size_t most) const {
        return wrapped(text, style, width, m_measure, most);
    }
    std::string shortened(std::string_view text, const TextStyle& style, double width) const {
        return elided(text, style, width, m_measure);
    }

    /// Lines at the left margin; nothing for an empty text.
    void paragraph(std::string_view text, const TextStyle& style, double width, std::size_t mostLines);
    /// The heading of a section, on the next page where less than `following` fits below it.
    void heading(std::string_view title, double following);
    void group(std::string_view title, double following);
    /// Names and values, values wrapped to two lines.
    void factColumn(std::span<const ReportFact> facts, double x, double width);
    /// Rows of name, value and explanation over the whole width.
    void factRows(std::span<const ReportFact> facts);
    /// factRows() under a heading.
    void facts(const ReportSection& section);
    /// `shares` of the width, one a column; the first column is text, the others numbers.
    void table(const ReportTable& table, std::span<const double> shares);
    /// How much room table() takes, without its note.
    static double tableHeight(const ReportTable& table);

    /// Adds the foot of each page and gives the pages. `pageOf` holds "{}" twice: number and count.
    std::vector<ReportPage> finish(const std::string& notice, const std::string& identity,
                                   const std::string& pageOf);

private:
    static constexpr double kMargin = 40.0;
    static constexpr double kFootHeight = 26.0;

    double bottom() const { return m_paper.height - kMargin - kFootHeight; }
    /// Begins a new page when less than this is left.
    void need(double height);

    PaperPoints m_paper;
    const TextMeasure& m_measure;
    std::vector<ReportPage> m_pages;
    double m_y = kMargin;
};

} // namespace hypnodesk
