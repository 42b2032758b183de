#include "core/edf/annotation_list.h"

#include "core/base/text_fields.h"
#include "core/edf/header_fields.h"

#include <string_view>

namespace hypnodesk {

namespace {

constexpr char kEndOfText = '\x14';
constexpr char kDurationMark = '\x15';

/// Onsets beyond a hundred years are noise that happens to look like a number.
constexpr double kMaximumSeconds = 3.2e9;

std::optional<double> seconds(std::string_view text, AnnotationFlaws& flaws) {
    const auto number = edf_detail::parseFieldNumber(text);
    if (!number || number->value > kMaximumSeconds || number->value < -kMaximumSeconds)
        return std::nullopt;
    flaws.repaired += number->wasOdd ? 1 : 0;
    return number->value;
}

struct Stamp {
    double onset = 0.0;
    std::optional<double> duration;
};

/// "+12.5" or "+12.5\x15" "30".
std::optional<Stamp> parseStamp(std::string_view text, AnnotationFlaws& flaws) {
    const std::size_t mark = text.find(kDurationMark);
    const std::string_view onsetText = text.substr(0, mark);
    const auto onset = seconds(onsetText, flaws);
    if (!onset) {
        ++flaws.unreadable;
        return std::nullopt;
    }
    if (onsetText[0] != '+' && onsetText[0] != '-')
        ++flaws.repaired;
    Stamp stamp{*onset, std::nullopt};
    if (mark != std::string_view::npos && mark + 1 < text.size()) {
        stamp.duration = seconds(text.substr(mark + 1), flaws);
        if (!stamp.duration || *stamp.duration < 0.0) {
            stamp.duration.reset();
            ++flaws.repaired;
        }
    }
    return stamp;
}

} // namespace

std::optional<double> readAnnotationLists(std::span<const std::byte> block, bool keepsTime,
                                          std::vector<Annotation>& annotations, AnnotationFlaws& flaws) {
    std::string_view rest(reinterpret_cast<const char*>(block.data()), block.size());
    std::optional<double> recordOnset;
    for (bool isFirst = true; !rest.empty(); isFirst = false) {
        const std::size_t begin = rest.find_first_not_of('\0');
        if (begin == std::string_view::npos)
            break;
        const std::string_view list = rest.substr(begin, rest.find('\0', begin) - begin);
        rest.remove_prefix(begin + list.size());

        const std::size_t stampEnd = list.find(kEndOfText);
        const auto stamp = parseStamp(list.substr(0, stampEnd), flaws);
        if (!stamp)
            continue;
        if (stampEnd == std::string_view::npos || list.back() != kEndOfText)
            ++flaws.repaired;
        if (stampEnd == std::string_view::npos)
            continue;

        std::string_view texts = list.substr(stampEnd + 1);
        if (texts.ends_with(kEndOfText))
            texts.remove_suffix(1);
        const std::vector<std::string_view> pieces = split(texts, kEndOfText);
        if (isFirst && keepsTime && pieces.front().empty())
            recordOnset = stamp->onset;
        for (const std::string_view piece : pieces) {
            bool wasLatin1 = false;
            std::string text = toUtf8(trimmed(piece), &wasLatin1);
            flaws.latin1 += wasLatin1 ? 1 : 0;
            if (!text.empty())
                annotations.push_back({stamp->onset, stamp->duration, std::move(text)});
        }
    }
    return recordOnset;
}

} // namespace hypnodesk
