#include "core/edf/plus_fields.h"

#include "core/base/text_fields.h"
#include "core/edf/header_fields.h"

#include <algorithm>

namespace hypnodesk::edf_detail {

namespace {

std::string plain(std::string_view part) {
    if (part == "X")
        return {};
    std::string text = asciiField(part);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

} // namespace

PatientFields parsePatient(std::string_view field) {
    const std::vector<std::string_view> parts = split(trimmed(field), ' ');
    PatientFields fields;
    fields.name = asciiField(trimmed(field));
    if (parts.size() < 4 || (parts[1] != "M" && parts[1] != "F" && parts[1] != "X"))
        return fields;
    if (parts[2] != "X") {
        const auto birth = parseDayMonthYear(parts[2]);
        if (!birth)
            return fields;
        if (birth->year >= 1800 && birth->year <= 3000) { // EDFlib's range
            fields.birthYear = birth->year;
            fields.birthMonth = birth->month;
            fields.birthDay = birth->day;
        }
    }
    fields.code = plain(parts[0]);
    fields.sex = parts[1][0];
    fields.name = plain(parts[3]);
    for (std::size_t i = 4; i < parts.size(); ++i) {
        if (i > 4)
            fields.additional.push_back(' ');
        fields.additional.append(asciiField(parts[i]));
    }
    return fields;
}

std::string asciiField(std::string_view text) {
    std::string ascii;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) == 0x80)
            continue; // a character of several bytes becomes one '_'
        ascii.push_back(byte >= 0x20 && byte <= 0x7E ? c : '_');
    }
    return ascii;
}

} // namespace hypnodesk::edf_detail
