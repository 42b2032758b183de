#include "core/base/csv_field.h"

#include "core/base/text_fields.h"

namespace hypnodesk {

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string field = "\"";
    for (const char c : text) {
        if (c == '"')
            field.push_back('"');
        field.push_back(c);
    }
    field.push_back('"');
    return field;
}

std::vector<std::string_view> textLines(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    std::vector<std::string_view> lines = split(text, '\n');
    for (std::string_view& line : lines)
        if (line.ends_with('\r'))
            line.remove_suffix(1);
    while (!lines.empty() && trimmed(lines.back()).empty())
        lines.pop_back();
    return lines;
}

std::vector<std::string_view> fieldsOf(std::string_view line, char separator) {
    std::vector<std::string_view> fields;
    std::size_t begin = 0;
    bool isQuoted = false;
    for (std::size_t at = 0; at <= line.size() && fields.size() < kMostFields; ++at) {
        if (at < line.size() && line[at] == '"')
            isQuoted = !isQuoted;
        if (at < line.size() && (line[at] != separator || isQuoted))
            continue;
        std::string_view field = trimmed(line.substr(begin, at - begin));
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
            field = trimmed(field.substr(1, field.size() - 2));
        fields.push_back(field);
        begin = at + 1;
    }
    return fields;
}

std::string undoubled(std::string_view field) {
    std::string text;
    for (std::size_t at = 0; at < field.size(); ++at) {
        text.push_back(field[at]);
        if (field.substr(at, 2) == "\"\"")
            ++at;
    }
    return text;
}

} // namespace hypnodesk
