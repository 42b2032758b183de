#include "core/report/report_language.h"

#include "core/report/report_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr std::array<Words, 12> kMonths{
    Words("January", "Januar"),  Words("February", "Februar"),  Words("March", "März"),
    Words("April", "April"),     Words("May", "Mai"),           Words("June", "Juni"),
    Words("July", "Juli"),       Words("August", "August"),     Words("September", "September"),
    Words("October", "Oktober"), Words("November", "November"), Words("December", "Dezember")};

constexpr std::array<Words, 8> kStages{Words("Wake", "Wach"),
                                       Words("N1", "N1"),
                                       Words("N2", "N2"),
                                       Words("N3", "N3"),
                                       Words("REM", "REM"),
                                       Words("Unscored", "Nicht bewertet"),
                                       Words("Movement", "Bewegung"),
                                       Words("Artefact", "Artefakt")};

constexpr Words kUnknown("unknown", "unbekannt");

} // namespace

std::string_view languageCode(ReportLanguage language) {
    return language == ReportLanguage::German ? "de" : "en";
}

std::optional<ReportLanguage> languageFromCode(std::string_view code) {
    for (const ReportLanguage language : kReportLanguages)
        if (languageCode(language) == code)
            return language;
    return std::nullopt;
}

std::string numberText(double value, int decimals, ReportLanguage language) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-'))
        text.erase(0, 1); // no minus before a zero
    if (language == ReportLanguage::German)
        std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string dateText(const StartTime& start, ReportLanguage language) {
    if (!start.hasDate() || start.month < 1 || start.month > 12)
        return {};
    const std::string_view month = kMonths[static_cast<std::size_t>(start.month - 1)].in(language);
    return language == ReportLanguage::German ? fmt::format("{}. {} {}", start.day, month, start.year)
                                              : fmt::format("{} {} {}", start.day, month, start.year);
}

std::string startText(const StartTime& start, ReportLanguage language) {
    if (!isKnown(start))
        return std::string(kUnknown.in(language));
    const std::string date = dateText(start, language);
    const std::string clock = clockAt(start, 0.0, true);
    return date.empty() ? clock : fmt::format("{}, {}", date, clock);
}

std::string_view stageName(Stage stage, ReportLanguage language) {
    return kStages[static_cast<std::size_t>(stage)].in(language);
}

} // namespace hypnodesk
