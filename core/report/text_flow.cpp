#include "core/report/text_flow.h"

#include "core/base/text_fields.h"

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr std::string_view kEllipsis = "…";

/// Bytes of the longest begin of `text` that, with `tail` behind it, is at most `width` wide; whole
/// characters.
std::size_t fittingBytes(std::string_view text, std::string_view tail, const TextStyle& style, double width,
                         const TextMeasure& measure) {
    std::vector<std::size_t> ends{0};
    for (std::size_t i = 1; i <= text.size(); ++i)
        if (i == text.size() || (text[i] & 0xc0) != 0x80)
            ends.push_back(i);
    std::size_t low = 0;
    std::size_t high = ends.size();
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        const std::string candidate = std::string(text.substr(0, ends[middle])) + std::string(tail);
        (measure.width(candidate, style) <= width ? low : high) = middle;
    }
    return ends[low];
}

std::size_t firstCharacter(std::string_view text) {
    std::size_t bytes = 1;
    while (bytes < text.size() && (text[bytes] & 0xc0) == 0x80)
        ++bytes;
    return bytes;
}

} // namespace

std::string elided(std::string_view text, const TextStyle& style, double width, const TextMeasure& measure) {
    if (measure.width(text, style) <= width)
        return std::string(text);
    const std::size_t bytes = fittingBytes(text, kEllipsis, style, width, measure);
    return std::string(trimmed(text.substr(0, bytes))) + std::string(kEllipsis);
}

std::vector<std::string> wrapped(std::string_view text, const TextStyle& style, double width,
                                 const TextMeasure& measure, std::size_t mostLines) {
    std::vector<std::string> lines(1);
    for (std::string_view word : split(text, ' ')) {
        if (word.empty())
            continue;
        std::string longer = lines.back();
        if (!longer.empty())
            longer += ' ';
        longer += word;
        if (measure.width(longer, style) <= width) {
            lines.back() = std::move(longer);
            continue;
        }
        if (!lines.back().empty())
            lines.emplace_back();
        while (measure.width(word, style) > width && lines.size() <= mostLines) {
            const std::size_t bytes =
                std::max(fittingBytes(word, {}, style, width, measure), firstCharacter(word));
            if (bytes >= word.size())
                break;
            lines.back() = word.substr(0, bytes);
            lines.emplace_back();
            word.remove_prefix(bytes);
        }
        lines.back() = word;
        if (lines.size() > mostLines)
            break; // no more is kept
    }
    if (lines.size() > mostLines) {
        lines.resize(mostLines);
        std::string& last = lines.back();
        last = last.substr(0, fittingBytes(last, kEllipsis, style, width, measure)) + std::string(kEllipsis);
    }
    return lines;
}

} // namespace hypnodesk
