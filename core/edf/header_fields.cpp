#include "core/edf/header_fields.h"

#include "core/base/text_fields.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace hypnodesk::edf_detail {

namespace {

std::string_view upToNul(std::string_view field) {
    return field.substr(0, field.find('\0'));
}

/// Three whole numbers with any separators between them, as in "3.9.25" or "12:00:00".
std::optional<std::array<int, 3>> threeNumbers(std::string_view text, bool& wasOdd) {
    std::array<int, 3> numbers = {};
    const std::string_view field = trimmed(upToNul(text));
    std::size_t at = 0;
    for (int& number : numbers) {
        const auto [end, error] = std::from_chars(field.data() + at, field.data() + field.size(), number);
        if (error != std::errc() || number < 0)
            return std::nullopt;
        at = static_cast<std::size_t>(end - field.data());
        if (&number == &numbers.back())
            break;
        if (at >= field.size())
            return std::nullopt;
        wasOdd |= field[at] != '.';
        ++at;
    }
    wasOdd |= field.size() != 8 || at != field.size();
    return numbers;
}

bool isDate(const CalendarDate& date) {
    // std::chrono::day and month hold what fits a byte.
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > 31)
        return false;
    return std::chrono::year_month_day(std::chrono::year(date.year),
                                       std::chrono::month(static_cast<unsigned>(date.month)),
                                       std::chrono::day(static_cast<unsigned>(date.day)))
        .ok();
}

/// The date in "Startdate 02-MAR-2002 ...".
std::optional<CalendarDate> plusStartDate(std::string_view recordingField) {
    const std::vector<std::string_view> words = split(recordingField, ' ');
    if (words.size() < 2 || toLowerAscii(words[0]) != "startdate")
        return std::nullopt;
    return parseDayMonthYear(words[1]);
}

} // namespace

std::optional<FieldNumber> parseFieldNumber(std::string_view field) {
    std::string text(trimmed(upToNul(field)));
    FieldNumber number;
    if (const std::size_t comma = text.find(','); comma != std::string::npos) {
        text[comma] = '.';
        number.wasOdd = true;
    }
    if (text.size() > 1 && text[0] == '+')
        text.erase(0, 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
    if (error != std::errc() || !std::isfinite(number.value))
        return std::nullopt;
    number.wasOdd |= end != text.data() + text.size();
    return number;
}

std::string cleanField(std::string_view field, bool& wasOdd) {
    std::string text(trimmed(upToNul(field)));
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        wasOdd |= byte < 0x20 || byte > 0x7E;
        if (byte < 0x20 || byte == 0x7F)
            c = ' ';
    }
    return toUtf8(trimmed(text));
}

std::string quoted(std::string_view field) {
    bool ignored = false;
    std::string text = cleanField(field.substr(0, 24), ignored);
    return '"' + text + '"';
}

std::optional<CalendarDate> parseDayMonthYear(std::string_view text) {
    constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    const std::vector<std::string_view> parts = split(text, '-');
    if (parts.size() != 3 || parts[1].size() != 3)
        return std::nullopt;
    const auto day = parseInteger(parts[0]);
    const auto year = parseInteger(parts[2]);
    const std::size_t month = kMonths.find(toLowerAscii(parts[1]));
    if (!day || !year || month == std::string_view::npos || month % 3 != 0 || *day < 1 || *day > 31 ||
        *year < 1 || *year > 9999)
        return std::nullopt;
    const CalendarDate date{static_cast<int>(*year), static_cast<int>(month / 3) + 1, static_cast<int>(*day)};
    return isDate(date) ? std::optional(date) : std::nullopt;
}

ParsedStart parseStart(std::string_view date, std::string_view time, std::string_view recordingField) {
    ParsedStart parsed;
    const auto plus = plusStartDate(recordingField);
    const auto numbers = threeNumbers(date, parsed.wasOdd);
    CalendarDate chosen;
    if (numbers) {
        chosen = {(*numbers)[2], (*numbers)[1], (*numbers)[0]};
        if (chosen.year < 100)
            chosen.year += chosen.year >= 85 ? 1900 : 2000;
        if (plus && plus->day == chosen.day && plus->month == chosen.month)
            chosen.year = plus->year; // two digits cannot tell 1984 from 2084
    }
    if (!isDate(chosen)) {
        parsed.dateInvalid = !plus;
        parsed.wasOdd |= plus.has_value();
        chosen = plus.value_or(CalendarDate{});
    }
    parsed.start.day = chosen.day;
    parsed.start.month = chosen.month;
    parsed.start.year = chosen.year;

    const auto clock = threeNumbers(time, parsed.wasOdd);
    if (clock && (*clock)[0] < 24 && (*clock)[1] < 60 && (*clock)[2] < 60) {
        parsed.start.hour = (*clock)[0];
        parsed.start.minute = (*clock)[1];
        parsed.start.second = (*clock)[2];
    } else {
        parsed.timeInvalid = true;
    }
    return parsed;
}

} // namespace hypnodesk::edf_detail
