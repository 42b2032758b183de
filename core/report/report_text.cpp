#include "core/report/report_text.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <cmath>

namespace hypnodesk {

std::string cleanText(std::string_view text) {
    std::string clean = toUtf8(text);
    for (char& c : clean)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    return std::string(trimmed(clean));
}

std::string escapedForHtml(std::string_view text) {
    std::string escaped;
    for (const char c : toUtf8(text)) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default: {
            const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
            escaped += isControl ? ' ' : c;
        }
        }
    }
    return escaped;
}

bool isKnown(const StartTime& start) {
    const StartTime unknownInEdf{1985, 1, 1, 0, 0, 0.0};
    return start != StartTime{} && start != unknownInEdf;
}

std::string clockAt(const StartTime& start, double seconds, bool withSeconds) {
    const bool isClock = isKnown(start);
    const double total = seconds + (isClock ? start.secondsAfterMidnight() : 0.0);
    // To the nearest unit that is shown, so that 59.9999 s does not lose a minute.
    const double unit = withSeconds ? 1.0 : 60.0;
    auto whole = static_cast<std::int64_t>(std::floor(total / unit + 0.5) * unit);
    if (isClock)
        whole = (whole % 86400 + 86400) % 86400;
    const char* sign = whole < 0 ? "-" : "";
    whole = std::abs(whole);
    const std::int64_t hours = whole / 3600;
    const std::int64_t minutes = whole / 60 % 60;
    if (withSeconds)
        return fmt::format("{}{:0{}}:{:02}:{:02}", sign, hours, isClock ? 2 : 1, minutes, whole % 60);
    return fmt::format("{}{:0{}}:{:02}", sign, hours, isClock ? 2 : 1, minutes);
}

std::string durationText(double seconds) {
    const auto minutes = static_cast<std::int64_t>(std::floor(seconds / 60.0 + 0.5));
    if (minutes < 60)
        return fmt::format("{} min", minutes);
    return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

} // namespace hypnodesk
