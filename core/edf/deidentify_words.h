#pragma once

#include <string_view>

namespace hypnodesk::edf_detail {

/// True when a text consists only of words of the trade that cannot name a person ("Sleep stage N2",
/// "Obstructive apnea", "Lights off", "SpO2 88 %") and at most one number of up to three digits. Whatever
/// else a text holds - a name, a date, a remark - makes it unclean. An empty text is clean.
bool isCleanText(std::string_view text);

/// The same for what describes a sensor or a filter ("AgAgCl electrode", "HP:0.1Hz LP:75Hz N:50Hz"), with
/// more numbers, though never three in a row, which might be a date.
bool isCleanDescription(std::string_view text);

/// True for a word (letters and digits, any case) that stands in one of both vocabularies.
bool isCommonWord(std::string_view word);

} // namespace hypnodesk::edf_detail
