#include "core/report/patient_facts.h"

#include "core/base/text_fields.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace hypnodesk {

namespace {

/// "12-MAR-1970".
std::optional<StartTime> dateOf(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto parts = split(text, '-');
    if (parts.size() != 3)
        return std::nullopt;
    const auto day = parseInteger(parts[0]);
    const auto year = parseInteger(parts[2]);
    const auto month = std::find(kMonths.begin(), kMonths.end(), toLowerAscii(parts[1]));
    if (!day || !year || month == kMonths.end() || *day < 1 || *day > 31 || *year < 1800 || *year > 9999)
        return std::nullopt;
    return StartTime{static_cast<int>(*year),
                     static_cast<int>(month - kMonths.begin()) + 1,
                     static_cast<int>(*day),
                     0,
                     0,
                     0.0};
}

std::string spelled(std::string_view part) {
    if (part == "X")
        return {};
    std::string text(part);
    std::replace(text.begin(), text.end(), '_', ' ');
    return std::string(trimmed(text));
}

} // namespace

PatientFacts patientFacts(std::string_view field) {
    const std::string text = toUtf8(trimmed(field));
    std::vector<std::string_view> parts;
    for (const std::string_view part : split(text, ' '))
        if (!part.empty())
            parts.push_back(part);
    const bool isEdfPlus = parts.size() >= 4 && parts[1].size() == 1 &&
                           std::string_view("FMX").find(parts[1][0]) != std::string_view::npos &&
                           (parts[2] == "X" || dateOf(parts[2]));
    if (!isEdfPlus)
        return {text == "X" ? std::string() : text, {}, 'X', {}};
    PatientFacts facts;
    facts.code = spelled(parts[0]);
    facts.sex = parts[1][0];
    facts.birthDate = dateOf(parts[2]).value_or(StartTime{});
    facts.name = spelled(parts[3]);
    // Further parts are a program's own; names written with blanks against the rule end up there as well.
    for (std::size_t i = 4; i < parts.size(); ++i)
        if (const std::string more = spelled(parts[i]); !more.empty())
            facts.name += (facts.name.empty() ? "" : " ") + more;
    return facts;
}

} // namespace hypnodesk
