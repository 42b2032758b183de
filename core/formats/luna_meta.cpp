#include "core/formats/luna_meta.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <array>

namespace hypnodesk {

namespace {

constexpr std::string_view kKey = "text=";

struct Escape {
    char sign;
    std::string_view code;
};
constexpr std::array<Escape, 5> kEscapes{
    {{'%', "%25"}, {'"', "%22"}, {'\t', "%09"}, {'\n', "%0A"}, {'\r', "%0D"}}};

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        std::string_view written(&c, 1);
        for (const Escape& escape : kEscapes)
            if (c == escape.sign)
                written = escape.code;
        result += written;
    }
    return result;
}

/// Other codes stay as they are: they are another program's.
std::string unescaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        char sign = text.front();
        std::size_t length = 1;
        for (const Escape& escape : kEscapes)
            if (text.starts_with(escape.code)) {
                sign = escape.sign;
                length = escape.code.size();
            }
        result += sign;
        text.remove_prefix(length);
    }
    return result;
}

std::string_view withoutQuotes(std::string_view text) {
    const bool isQuoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return isQuoted ? text.substr(1, text.size() - 2) : text;
}

} // namespace

std::string lunaMetaOfText(std::string_view text) {
    return text.empty() ? std::string(".") : fmt::format("{}\"{}\"", kKey, escaped(text));
}

std::string textOfLunaMeta(std::string_view meta) {
    std::size_t begin = 0;
    bool isQuoted = false;
    for (std::size_t at = 0; at <= meta.size(); ++at) {
        if (at < meta.size() && meta[at] == '"')
            isQuoted = !isQuoted;
        if (at < meta.size() && (isQuoted || (meta[at] != '|' && meta[at] != ';')))
            continue;
        const std::string_view pair = trimmed(meta.substr(begin, at - begin));
        if (pair.starts_with(kKey))
            return unescaped(withoutQuotes(pair.substr(kKey.size())));
        begin = at + 1;
    }
    return {};
}

} // namespace hypnodesk
