#pragma once

#include "core/recording/recording.h"
#include "core/scoring/stage.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace hypnodesk {

enum class ReportLanguage { English, German };
inline constexpr std::array kReportLanguages{ReportLanguage::English, ReportLanguage::German};

/// "en", "de".
std::string_view languageCode(ReportLanguage language);
std::optional<ReportLanguage> languageFromCode(std::string_view code);

/// A text of the report in all its languages. One that is missing does not compile.
struct Words {
    std::string_view english;
    std::string_view german;
    consteval Words(std::string_view inEnglish, std::string_view inGerman)
        : english(inEnglish), german(inGerman) {
        if (inEnglish.empty() || inGerman.empty())
            throw "a text of the report is missing in a language";
    }
    std::string_view in(ReportLanguage language) const {
        return language == ReportLanguage::German ? german : english;
    }
};

/// 371.5, 371,5.
std::string numberText(double value, int decimals, ReportLanguage language);

/// "1 March 2026", "1. März 2026"; empty without a date.
std::string dateText(const StartTime& start, ReportLanguage language);
/// "1 March 2026, 22:15:30"; "22:15:30" without a date; "unknown".
std::string startText(const StartTime& start, ReportLanguage language);
/// "Wake", "Wach".
std::string_view stageName(Stage stage, ReportLanguage language);

} // namespace hypnodesk
