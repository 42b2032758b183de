#include "core/formats/clock_text.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kSecondsPerDay = 86400.0;
constexpr double kMostHours = 1000.0;

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
    if (!year || !month || !day || *year < 1 || *year > 9999 || *month < 1 || *month > 12 || *day < 1 ||
        *day > 31)
        return false;
    start.year = static_cast<int>(*year);
    start.month = static_cast<int>(*month);
    start.day = static_cast<int>(*day);
    return true;
}

} // namespace hypnodesk
