#include "core/scoring/sleep_cycles.h"

#include <algorithm>
#include <optional>

namespace hypnodesk {

namespace {

constexpr double kSecondsPerMinute = 60.0;
/// An epoch that lights off or on merely touches (rounding of clock times) does not belong to the night.
constexpr double kTouchSeconds = 1e-3;
constexpr double kNremPeriodMinutes = 15.0;
constexpr double kRemPeriodMinutes = 5.0;
/// Sums of clipped epochs must not miss a limit by rounding.
constexpr double kSlackMinutes = 1e-6;

/// Walks through the night once. While R has been seen, NREM sleep is collected apart in m_after: it either
/// belongs to the present cycle's REM period (more R follows) or, from 15 min on, is the next NREM period.
class CycleFinder {
public:
    void add(const StageSpan& span) {
        if (span.stage == Stage::Rem)
            addRem(span);
        else if (isSleep(span.stage))
            addNrem(span);
    }

    std::vector<SleepCycle> finish() {
        if (m_rem && isRemPeriod())
            closeCycle();
        return std::move(m_cycles);
    }

private:
    struct Period {
        double begin = 0.0;
        double end = 0.0;
        double minutes = 0.0;

        void extend(const StageSpan& span) {
            end = span.beginMinutes + span.minutes;
            minutes += span.minutes;
        }
    };

    static void extend(std::optional<Period>& period, const StageSpan& span) {
        if (!period)
            period = Period{span.beginMinutes, span.beginMinutes, 0.0};
        period->extend(span);
    }

    static bool isNremPeriod(const std::optional<Period>& period) {
        return period && period->minutes >= kNremPeriodMinutes - kSlackMinutes;
    }

    bool isRemPeriod() const {
        return m_cycles.empty() || m_rem->minutes >= kRemPeriodMinutes - kSlackMinutes;
    }

    void closeCycle() {
        m_cycles.push_back({m_nrem->begin, m_rem->end - m_nrem->begin, m_nrem->minutes, m_rem->minutes});
        m_nrem.reset();
        m_rem.reset();
    }

    void addRem(const StageSpan& span) {
        if (!isNremPeriod(m_nrem)) {
            m_nrem.reset();
            return;
        }
        if (m_after)
            m_nremWithinRem += m_after->minutes;
        m_after.reset();
        extend(m_rem, span);
    }

    void addNrem(const StageSpan& span) {
        if (!m_rem) {
            extend(m_nrem, span);
            return;
        }
        extend(m_after, span);
        if (!isNremPeriod(m_after))
            return;
        if (isRemPeriod()) {
            closeCycle();
            m_nrem = m_after;
        } else {
            m_nrem->minutes += m_nremWithinRem + m_after->minutes;
            m_rem.reset();
        }
        m_after.reset();
        m_nremWithinRem = 0.0;
    }

    std::vector<SleepCycle> m_cycles;
    std::optional<Period> m_nrem;
    std::optional<Period> m_rem;
    std::optional<Period> m_after;
    double m_nremWithinRem = 0.0;
};

} // namespace

std::vector<StageSpan> stageSpans(const Hypnogram& hypnogram, double offSeconds, double onSeconds) {
    std::vector<StageSpan> spans;
    const EpochGrid& grid = hypnogram.grid();
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const double begin = std::max(grid.onsetSeconds(epoch), offSeconds);
        const double end = std::min(grid.onsetSeconds(epoch + 1), onSeconds);
        if (end - begin > kTouchSeconds)
            spans.push_back({hypnogram.stage(epoch), (begin - offSeconds) / kSecondsPerMinute,
                             (end - begin) / kSecondsPerMinute});
    }
    return spans;
}

std::vector<SleepCycle> sleepCycles(const std::vector<StageSpan>& spans) {
    CycleFinder finder;
    for (const StageSpan& span : spans)
        finder.add(span);
    return finder.finish();
}

} // namespace hypnodesk
