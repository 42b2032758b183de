#include "core/formats/text_file.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"

#include <cstdint>
#include <optional>

namespace hypnodesk {

namespace {

void appendUtf8(std::string& text, std::uint32_t point) {
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xC0 | (point >> 6));
        add(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        add(0xE0 | (point >> 12));
        add(0x80 | ((point >> 6) & 0x3F));
        add(0x80 | (point & 0x3F));
    } else {
        add(0xF0 | (point >> 18));
        add(0x80 | ((point >> 12) & 0x3F));
        add(0x80 | ((point >> 6) & 0x3F));
        add(0x80 | (point & 0x3F));
    }
}

std::string fromUtf16(std::string_view bytes, bool isBigEndian) {
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(isBigEndian ? first << 8 | second : second << 8 | first);
    };
    constexpr std::uint32_t kReplacement = 0xFFFD;
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        std::uint32_t point = unit(at);
        const bool isHigh = point >= 0xD800 && point < 0xDC00;
        if (isHigh && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
            at += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            point = kReplacement;
        }
        appendUtf8(text, point);
    }
    return text;
}

} // namespace

Result<std::string> readHypnogramText(const std::filesystem::path& path) {
    Result<std::string> bytes = readTextFile(path, kLargestTextBytes);
    if (!bytes)
        return bytes;
    return decodedText(std::move(*bytes));
}

std::string decodedText(std::string bytes) {
    const std::string_view mark = std::string_view(bytes).substr(0, 2);
    const bool isLittleEndian = mark == "\xFF\xFE";
    const bool isBigEndian = mark == "\xFE\xFF";
    if (!isLittleEndian && !isBigEndian)
        return bytes;
    return fromUtf16(std::string_view(bytes).substr(2), isBigEndian);
}

char separatorOf(std::string_view line) {
    bool isQuoted = false;
    for (const char c : line) {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && (c == '\t' || c == ';' || c == ','))
            return c;
    }
    return '\t';
}

} // namespace hypnodesk
