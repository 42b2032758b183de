#include "core/formats/clock_text.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kSecondsPerDay = 86400.0;
constexpr double kMostHours = 1000.0;

bool isDate(std::int64_t year, std::int64_t month, std::int64_t day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/// Days from 1 January 1970, proleptic Gregorian.
std::int64_t dayNumber(const StartTime& start) {
    const std::chrono::sys_days day = std::chrono::year(start.year) /
                                      std::chrono::month(static_cast<unsigned>(start.month)) /
                                      std::chrono::day(static_cast<unsigned>(start.day));
    return day.time_since_epoch().count();
}

/// Numbers between any of '.', '/' and '-'; nothing when a piece is no number.
std::vector<std::int64_t> dateNumbers(std::string_view text) {
    std::string even(text);
    std::replace_if(
        even.begin(), even.end(), [](char c) { return c == '.' || c == '/'; }, '-');
    std::vector<std::int64_t> numbers;
    for (const std::string_view piece : split(even, '-'))
        if (const std::optional<std::int64_t> number = parseInteger(piece))
            numbers.push_back(*number);
        else
            return {};
    return numbers;
}

/// False when the text is no date. A date of zeros is one that was removed: true, and no date is set.
bool setAnyDate(StartTime& start, std::string_view text, bool isAmerican) {
    std::vector<std::int64_t> n = dateNumbers(text);
    if (n.size() != 3)
        return false;
    const bool isRemoved = n[1] == 0 && (n[0] == 0 || n[2] == 0);
    if (isRemoved)
        return true;
    if (n[0] <= 31) {
        if (isAmerican)
            std::swap(n[0], n[1]);
        std::swap(n[0], n[2]);
    }
    // EDF's rule for years of two digits.
    if (n[0] < 100)
        n[0] += n[0] >= 85 ? 1900 : 2000;
    if (!isDate(n[0], n[1], n[2]))
        return false;
    start.year = static_cast<int>(n[0]);
    start.month = static_cast<int>(n[1]);
    start.day = static_cast<int>(n[2]);
    return true;
}

/// Removes "am" or "pm" at the end; the hours to add to a time before and from 12 o'clock.
struct HalfDay {
    bool isGiven = false;
    bool isAfternoon = false;
};

HalfDay removeHalfDay(std::string_view& text) {
    const std::string end = toLowerAscii(text.substr(text.size() - std::min<std::size_t>(2, text.size())));
    if (end != "am" && end != "pm")
        return {};
    text = trimmed(text.substr(0, text.size() - 2));
    return {true, end == "pm"};
}

} // namespace

std::optional<double> secondsFromClock(std::string_view text) {
    const std::vector<std::string_view> parts = split(text, ':');
    if (parts.size() != 3)
        return std::nullopt;
    const std::optional<double> hours = parseNumber(parts[0]);
    const std::optional<double> minutes = parseNumber(parts[1]);
    const std::optional<double> seconds = parseNumber(parts[2]);
    if (!hours || !minutes || !seconds)
        return std::nullopt;
    const bool isTime = *hours >= 0.0 && *hours < kMostHours && *minutes >= 0.0 && *minutes < 60.0 &&
                        *seconds >= 0.0 && *seconds < 60.0;
    return isTime ? std::optional(*hours * 3600.0 + *minutes * 60.0 + *seconds) : std::nullopt;
}

StartTime startFromSeconds(double secondsAfterMidnight) {
    StartTime start;
    const double seconds = std::fmod(secondsAfterMidnight, kSecondsPerDay);
    start.hour = static_cast<int>(seconds / 3600.0);
    start.minute = static_cast<int>(std::fmod(seconds, 3600.0) / 60.0);
    start.second = std::fmod(seconds, 60.0);
    return start;
}

std::optional<StartTime> momentFromText(std::string_view text) {
    text = trimmed(text);
    const HalfDay half = removeHalfDay(text);
    const std::size_t gap = text.find_first_of("T ");
    std::string clock(gap == std::string_view::npos ? text : trimmed(text.substr(gap + 1)));
    std::replace(clock.begin(), clock.end(), ',', '.');
    // NSRR writes "22.00.00" and means a time.
    if (clock.find(':') == std::string::npos && std::count(clock.begin(), clock.end(), '.') == 2)
        std::replace(clock.begin(), clock.end(), '.', ':');
    std::optional<double> seconds = secondsFromClock(clock);
    if (!seconds || *seconds >= kSecondsPerDay)
        return std::nullopt;
    if (half.isGiven) {
        constexpr double kNoon = kSecondsPerDay / 2.0;
        if (*seconds >= kNoon + 3600.0)
            return std::nullopt;
        *seconds = std::fmod(*seconds, kNoon) + (half.isAfternoon ? kNoon : 0.0);
    }
    StartTime moment = startFromSeconds(*seconds);
    if (gap != std::string_view::npos && !setAnyDate(moment, text.substr(0, gap), half.isGiven))
        return std::nullopt;
    return moment;
}

double ClockTimeline::secondsOf(const StartTime& moment) {
    if (!m_origin)
        m_origin = moment;
    double seconds = moment.secondsAfterMidnight() - m_origin->secondsAfterMidnight();
    if (moment.hasDate() && m_origin->hasDate()) {
        seconds += static_cast<double>(dayNumber(moment) - dayNumber(*m_origin)) * kSecondsPerDay;
    } else {
        const double days = std::ceil((m_previous - kSecondsPerDay / 2.0 - seconds) / kSecondsPerDay);
        seconds += std::max(0.0, days) * kSecondsPerDay;
    }
    m_previous = seconds;
    return seconds;
}

void ClockTimeline::moveOrigin(double seconds) {
    m_origin = movedBy(*m_origin, seconds);
    m_previous -= seconds;
}

double offsetBetween(const StartTime& fileStart, const StartTime& recordingStart) {
    return std::remainder(fileStart.secondsAfterMidnight() - recordingStart.secondsAfterMidnight(),
                          kSecondsPerDay);
}

StartTime movedBy(const StartTime& start, double seconds) {
    const double total = start.secondsAfterMidnight() + seconds;
    const double days = std::floor(total / kSecondsPerDay);
    StartTime moved = startFromSeconds(total - days * kSecondsPerDay);
    if (!start.hasDate())
        return moved;
    const std::chrono::year_month_day date(
        std::chrono::sys_days(std::chrono::days(dayNumber(start) + static_cast<std::int64_t>(days))));
    moved.year = static_cast<int>(date.year());
    moved.month = static_cast<int>(static_cast<unsigned>(date.month()));
    moved.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return moved;
}

std::string clockText(const StartTime& start) {
    if (start.second == std::floor(start.second))
        return fmt::format("{:02}:{:02}:{:02.0f}", start.hour, start.minute, start.second);
    // Cut, not rounded: 59.9999 must not become 60.
    const double milliseconds = std::floor(start.second * 1000.0 + 1e-6) / 1000.0;
    return fmt::format("{:02}:{:02}:{:06.3f}", start.hour, start.minute, milliseconds);
}

std::string dateText(const StartTime& start) {
    return fmt::format("{:04}-{:02}-{:02}", start.year, start.month, start.day);
}

bool setDate(StartTime& start, std::string_view text) {
    const std::vector<std::string_view> parts = split(text, '-');
    if (parts.size() != 3)
        return false;
    const std::optional<std::int64_t> year = parseInteger(parts[0]);
    const std::optional<std::int64_t> month = parseInteger(parts[1]);
    const std::optional<std::int64_t> day = parseInteger(parts[2]);
    if (!year || !month || !day || !isDate(*year, *month, *day))
        return false;
    start.year = static_cast<int>(*year);
    start.month = static_cast<int>(*month);
    start.day = static_cast<int>(*day);
    return true;
}

} // namespace hypnodesk
