#include "ui/plot/clock_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr std::array<double, 19> kSteps{1,   2,    5,    10,   15,    30,    60,    120,   300,   600,
                                        900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800};
constexpr std::size_t kMaximumTicks = 10000;

} // namespace

QString clockText(const StartTime& start, double seconds, bool withSeconds) {
    if (!std::isfinite(seconds) || std::abs(seconds) > 1e12)
        return {};
    // A hair is added so that 29.9999999 after rounding in the caller still reads 30.
    const auto total = static_cast<long long>(std::floor(start.secondsAfterMidnight() + seconds + 1e-6));
    const auto day = ((total % 86400) + 86400) % 86400;
    const auto two = [](long long number) {
        return QString::number(number).rightJustified(2, QLatin1Char('0'));
    };
    QString text = two(day / 3600) + QLatin1Char(':') + two(day / 60 % 60);
    if (withSeconds)
        text += QLatin1Char(':') + two(day % 60);
    return text;
}

double clockTickStep(double spanSeconds, int maximumTicks) {
    const int ticks = std::max(1, maximumTicks);
    const auto fits = [&](double step) { return spanSeconds / step <= ticks; };
    const auto* step = std::find_if(kSteps.begin(), kSteps.end(), fits);
    if (step != kSteps.end())
        return *step;
    return std::ceil(spanSeconds / ticks / 86400.0) * 86400.0;
}

std::vector<double> clockTicks(const StartTime& start, double fromSeconds, double toSeconds,
                               double stepSeconds) {
    std::vector<double> ticks;
    if (!(stepSeconds > 0.0) || !(toSeconds >= fromSeconds))
        return ticks;
    const double offset = start.secondsAfterMidnight();
    const double first = std::ceil((fromSeconds + offset) / stepSeconds - 1e-9);
    for (double k = first; ticks.size() < kMaximumTicks; ++k) {
        const double tick = k * stepSeconds - offset;
        if (tick > toSeconds + 1e-9)
            break;
        ticks.push_back(tick);
    }
    return ticks;
}

} // namespace hypnodesk
