#include "core/edf/deidentify_annotations.h"

#include "core/base/text_fields.h"
#include "core/edf/deidentify_words.h"

#include <algorithm>
#include <optional>

namespace hypnodesk::edf_detail {

namespace {

constexpr char kEndOfText = '\x14';
constexpr char kDurationMark = '\x15';

/// Times longer than this are no times.
constexpr std::size_t kLongestNumber = 20;

/// "+12.5", "12,5": what the reader takes for a number and nothing beside it.
bool isPlainNumber(std::string_view text) {
    return !text.empty() && text.size() <= kLongestNumber &&
           text.find_first_not_of("0123456789+-.,") == std::string_view::npos;
}

/// "+12.5" or "+12.5\x15" "30"; nullopt when it is anything else.
std::optional<std::string> cleanStamp(std::string_view stamp) {
    const std::size_t mark = stamp.find(kDurationMark);
    const std::string_view onset = trimmed(stamp.substr(0, mark));
    if (!isPlainNumber(onset))
        return std::nullopt;
    std::string clean(onset);
    if (mark != std::string_view::npos && isPlainNumber(trimmed(stamp.substr(mark + 1)))) {
        clean.push_back(kDurationMark);
        clean.append(trimmed(stamp.substr(mark + 1)));
    }
    return clean;
}

/// The text to keep of an annotation; empty when nothing of it may stay.
std::string cleanText(std::string_view text, const std::vector<std::string>& labels) {
    const std::size_t mark = text.find("@@");
    const std::string_view what = trimmed(text.substr(0, mark));
    if (what.empty() || !isCleanText(what))
        return {};
    std::string clean(what);
    if (mark != std::string_view::npos) {
        const std::string_view channel = trimmed(text.substr(mark + 2));
        if (std::find(labels.begin(), labels.end(), channel) != labels.end())
            clean.append("@@").append(channel);
    }
    return clean;
}

} // namespace

std::string cleanAnnotationBlock(std::span<const std::byte> block, bool keepsTime, bool keepTexts,
                                 const std::vector<std::string>& labels, KeptAnnotations& counts) {
    std::string clean;
    std::string_view rest(reinterpret_cast<const char*>(block.data()), block.size());
    for (bool isFirst = true; !rest.empty(); isFirst = false) {
        const std::size_t begin = rest.find_first_not_of('\0');
        if (begin == std::string_view::npos)
            break;
        const std::string_view list = rest.substr(begin, rest.find('\0', begin) - begin);
        rest.remove_prefix(begin + list.size());

        const std::size_t stampEnd = list.find(kEndOfText);
        const auto stamp = cleanStamp(list.substr(0, stampEnd));
        if (stampEnd == std::string_view::npos || !stamp) {
            ++counts.dropped;
            continue;
        }
        std::string_view texts = list.substr(stampEnd + 1);
        if (texts.ends_with(kEndOfText))
            texts.remove_suffix(1);
        const std::vector<std::string_view> pieces = split(texts, kEndOfText);
        // Only the record's own time begins with an empty text: elsewhere it would be taken for one.
        std::string written = *stamp + kEndOfText;
        const bool isTime = isFirst && keepsTime && pieces.front().empty();
        if (isTime)
            written.push_back(kEndOfText);
        std::int64_t kept = 0;
        std::int64_t dropped = 0;
        for (const std::string_view piece : pieces) {
            if (trimmed(piece).empty())
                continue;
            const std::string text = keepTexts ? cleanText(piece, labels) : std::string();
            ++(text.empty() ? dropped : kept);
            if (!text.empty())
                written += text + kEndOfText;
        }
        written.push_back('\0');
        const bool fits = clean.size() + written.size() <= block.size();
        if ((isTime || kept > 0) && fits) {
            clean += written;
            counts.kept += kept;
            counts.dropped += dropped;
        } else {
            counts.dropped += kept + dropped;
        }
    }
    clean.resize(block.size(), '\0');
    return clean;
}

bool isCleanAnnotationBlock(std::span<const std::byte> block, bool keepsTime,
                            const std::vector<std::string>& labels) {
    KeptAnnotations ignored;
    const std::string_view text(reinterpret_cast<const char*>(block.data()), block.size());
    return cleanAnnotationBlock(block, keepsTime, true, labels, ignored) == text;
}

} // namespace hypnodesk::edf_detail
