#pragma once

#include "core/report/report_image.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hypnodesk {

/// A sheet of paper as values: what stands where. Written once, painted as PDF, as SVG and by the desktop's
/// printer. Lengths are points (1/72 inch) from the upper left corner, y downwards.

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    double opacity = 1.0;
    bool operator==(const Colour&) const = default;
};
/// 0x22415f and the like.
constexpr Colour colourOf(std::uint32_t rgb, double opacity = 1.0) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
            static_cast<std::uint8_t>(rgb), opacity};
}

struct Point {
    double x = 0.0, y = 0.0;
    bool operator==(const Point&) const = default;
};

struct TextStyle {
    double size = 8.5;
    bool isBold = false;
    Colour colour = colourOf(0x1c2733);
    bool operator==(const TextStyle&) const = default;
};

enum class Align { Left, Centre, Right };

/// One line of text. `x` is its left end, middle or right end.
struct TextMark {
    double x = 0.0, baseline = 0.0;
    std::string text; ///< UTF-8
    TextStyle style;
    Align align = Align::Left;
    bool operator==(const TextMark&) const = default;
};

struct RectangleMark {
    double x = 0.0, y = 0.0, width = 0.0, height = 0.0;
    Colour fill;
    std::string hint; ///< shown under the mouse where the medium has one
    bool operator==(const RectangleMark&) const = default;
};

/// Lines through points, all of one pen.
struct StrokeMark {
    std::vector<std::vector<Point>> lines;
    Colour colour;
    double width = 0.5;
    bool isDashed = false;
    bool operator==(const StrokeMark&) const = default;
};

/// Closed polygons of one colour, without a border.
struct AreaMark {
    std::vector<std::vector<Point>> polygons;
    Colour fill;
    bool operator==(const AreaMark&) const = default;
};

struct ImageMark {
    double x = 0.0, y = 0.0, width = 0.0, height = 0.0;
    std::shared_ptr<const ReportImage> image; ///< never null
    std::string description;
    bool operator==(const ImageMark&) const = default;
};

using ReportMark = std::variant<TextMark, RectangleMark, StrokeMark, AreaMark, ImageMark>;

struct ReportPage {
    double width = 0.0, height = 0.0;
    std::vector<ReportMark> marks; ///< painted in this order
};

/// The faces of the report, best first; each painter takes the first that it has.
inline constexpr std::string_view kReportFontFamilies[] = {"Liberation Sans", "Arial", "Helvetica",
                                                           "DejaVu Sans"};

/// How wide texts are in the fonts of the medium that paints them.
class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    /// In points.
    virtual double width(std::string_view text, const TextStyle& style) const = 0;
};

} // namespace hypnodesk
