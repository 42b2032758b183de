#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

/// A picture of opaque or transparent pixels, rows from the top, four bytes each: red, green, blue, opacity
/// (not multiplied into the colours).
struct ReportImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels; ///< width * height * 4
    bool operator==(const ReportImage&) const = default;
};

/// Reads a clinic's logo: PNG, JPEG or SVG, known by content. What is larger than a letterhead needs is made
/// smaller. Nothing outside the file is read, whatever it refers to. Errors: those of readTextFile();
/// FormatUnknown; FormatInvalid; FormatUnsupported (more than 40 million pixels).
Result<ReportImage> readLogo(const std::filesystem::path& path);

/// As words of opacity, red, green and blue from the highest byte down, the opacity multiplied into the
/// colours: what Cairo and Qt paint. `out` holds width * height of them.
void copyPremultiplied(const ReportImage& image, std::span<std::uint32_t> out);

/// The picture as the bytes of a PNG file.
Result<std::string> toPng(const ReportImage& image);

} // namespace hypnodesk
