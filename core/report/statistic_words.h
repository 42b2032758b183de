#pragma once

#include "core/report/report_language.h"
#include "core/scoring/sleep_statistics.h"

#include <string>
#include <string_view>

namespace hypnodesk {

/// A text of statisticRows() in the language. The English text itself where the table of this file does not
/// know it; tests/core/report walks over all rows and fails on such a one.
std::string inLanguage(std::string_view english, ReportLanguage language);

/// The row with all its texts in the language; key and value as they are.
StatisticRow inLanguage(const StatisticRow& row, ReportLanguage language);

/// True when the language has this text.
bool isTranslated(std::string_view english, ReportLanguage language);

/// What a finding of the reader says, in the language: its English sentence, or in German what its code
/// stands for.
std::string findingText(std::string_view code, std::string_view english, ReportLanguage language);

} // namespace hypnodesk
