#pragma once

#include "core/report/report_page.h"

#include <span>
#include <string>

namespace hypnodesk {

/// Marks as an inline SVG of this size, for HTML. Hints become titles. `title` and `description` are what
/// screen readers say. Pictures stand inside as PNG.
std::string toSvg(std::span<const ReportMark> marks, double width, double height, const std::string& title,
                  const std::string& description);

/// "#22415f".
std::string cssColour(const Colour& colour);

/// The picture as a "data:" address, for HTML and SVG; empty when it cannot be encoded.
std::string dataAddress(const ReportImage& image);

} // namespace hypnodesk
