#include "core/report/report_svg.h"

#include "core/report/report_text.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <iterator>
#include <limits>

namespace hypnodesk {

namespace {

class SvgPainter {
public:
    std::string take() { return std::move(m_svg); }

    template <typename... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(m_svg), format, std::forward<Values>(values)...);
    }

    void operator()(const TextMark& mark) {
        const char* anchor = mark.align == Align::Left     ? ""
                             : mark.align == Align::Centre ? " text-anchor=\"middle\""
                                                           : " text-anchor=\"end\"";
        add("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" fill=\"{}\"{}{}>{}</text>\n", mark.x,
            mark.baseline, mark.style.size, cssColour(mark.style.colour), anchor,
            mark.style.isBold ? " font-weight=\"600\"" : "", escapedForHtml(mark.text));
    }

    void operator()(const RectangleMark& mark) {
        add("<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" fill=\"{}\"{}", mark.x,
            mark.y, mark.width, mark.height, cssColour(mark.fill), opacity(mark.fill));
        if (mark.hint.empty())
            add("/>\n");
        else
            add("><title>{}</title></rect>\n", escapedForHtml(mark.hint));
    }

    void operator()(const StrokeMark& mark) {
        add("<path fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{} d=\"", cssColour(mark.colour),
            mark.width, mark.isDashed ? " stroke-dasharray=\"2 2\"" : "");
        for (const std::vector<Point>& line : mark.lines)
            addOutline(line);
        add("\"/>\n");
    }

    void operator()(const AreaMark& mark) {
        add("<path fill=\"{}\"{} d=\"", cssColour(mark.fill), opacity(mark.fill));
        for (const std::vector<Point>& polygon : mark.polygons) {
            addOutline(polygon);
            add("z");
        }
        add("\"/>\n");
    }

    void operator()(const ImageMark& mark) {
        add("<image x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" "
            "preserveAspectRatio=\"none\" "
            "href=\"{}\"><title>{}</title></image>\n",
            mark.x, mark.y, mark.width, mark.height, dataAddress(*mark.image),
            escapedForHtml(mark.description));
    }

private:
    static std::string opacity(const Colour& colour) {
        return colour.opacity < 1.0 ? fmt::format(" fill-opacity=\"{}\"", colour.opacity) : std::string();
    }

    void addOutline(const std::vector<Point>& points) {
        Point last{std::numeric_limits<double>::quiet_NaN(), 0.0};
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point& p = points[i];
            if (i == 0)
                add("M{:.2f} {:.2f}", p.x, p.y);
            else if (p.x == last.x)
                add("V{:.2f}", p.y);
            else if (p.y == last.y)
                add("H{:.2f}", p.x);
            else
                add("L{:.2f} {:.2f}", p.x, p.y);
            last = p;
        }
    }

    std::string m_svg;
};

} // namespace

std::string cssColour(const Colour& colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

std::string dataAddress(const ReportImage& image) {
    const auto png = toPng(image);
    if (!png)
        return {};
    std::string base64((png->size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                        reinterpret_cast<const unsigned char*>(png->data()), static_cast<int>(png->size()));
    base64.resize(static_cast<std::size_t>(length));
    return fmt::format("data:image/png;base64,{}", base64);
}

std::string toSvg(std::span<const ReportMark> marks, double width, double height, const std::string& title,
                  const std::string& description) {
    SvgPainter painter;
    painter.add(
        "<svg class=\"night\" viewBox=\"0 0 {:.1f} {:.1f}\" role=\"img\" aria-labelledby=\"night-title "
        "night-text\">\n<title id=\"night-title\">{}</title>\n<desc id=\"night-text\">{}</desc>\n",
        width, height, escapedForHtml(title), escapedForHtml(description));
    for (const ReportMark& mark : marks)
        std::visit([&](const auto& m) { painter(m); }, mark);
    painter.add("</svg>\n");
    return painter.take();
}

} // namespace hypnodesk
