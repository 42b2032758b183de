#include "core/report/report_figure.h"

#include "core/report/figure_density.h"
#include "core/report/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kLabelsWidth = 34.0;
constexpr double kMarksHeight = 17.0; // room for the names of the marks, in two rows
constexpr double kRowHeight = 14.0;
constexpr double kRowsHeight = 5.0 * kRowHeight;
constexpr double kSeenGap = 3.0;
constexpr double kSeenHeight = 3.0;
constexpr double kPanelGap = 8.0;
constexpr double kDensityHeight = 50.0;
constexpr double kSpectrogramHeight = 58.0;
constexpr double kClockHeight = 13.0;
/// With more bouts than a month of nights has, hints would only make the page heavy.
constexpr std::size_t kMostHints = 3000;

constexpr Colour kInk = colourOf(0x3c4957);
constexpr Colour kPaleInk = colourOf(0x51606f);
constexpr Colour kRule = colourOf(0xe6e9ed);
constexpr Colour kHypnogram = colourOf(0x22415f);
constexpr Colour kHypnogramRem = colourOf(0x8d2f68);
constexpr Colour kHatch = colourOf(0xb9c0c9);

constexpr Words kSeen("seen", "geprüft");
constexpr Words kLightsOff("lights off", "Licht aus");
constexpr Words kLightsOn("lights on", "Licht an");
constexpr Words kSleepOnset("sleep onset", "Schlafbeginn");
constexpr Words kProposedHint(", proposed", ", vorgeschlagen");

/// Order of the rows from the top.
constexpr std::array<Stage, 5> kRows{Stage::Wake, Stage::Rem, Stage::N1, Stage::N2, Stage::N3};

bool isReviewed(StageSource source) {
    return source != StageSource::None && source != StageSource::Network;
}

/// Adjacent epochs of one stage, all reviewed or none.
struct Bout {
    Stage stage = Stage::Unscored;
    bool isReviewed = false;
    std::int64_t first = 0;
    std::int64_t last = 0; ///< one past the end
};

std::vector<Bout> boutsOf(const Hypnogram& hypnogram) {
    std::vector<Bout> bouts;
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        const EpochScore& score = hypnogram[epoch];
        const bool reviewed = isReviewed(score.source);
        if (bouts.empty() || bouts.back().stage != score.stage || bouts.back().isReviewed != reviewed)
            bouts.push_back({score.stage, reviewed, epoch, epoch});
        bouts.back().last = epoch + 1;
    }
    return bouts;
}

/// Distance of the axis' marks in minutes: at most twelve of them.
double tickMinutes(double totalMinutes) {
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0, 1440.0})
        if (totalMinutes / step <= 12.0)
            return step;
    return std::ceil(totalMinutes / 12.0 / 1440.0) * 1440.0;
}

/// Slanting lines over a rectangle, cut at its borders; those of neighbouring rectangles meet.
void hatch(double left, double top, double width, double height, std::vector<std::vector<Point>>& lines) {
    constexpr double kDistance = 4.0;
    const double bottom = top + height;
    const double right = left + width;
    // The line of number n is x + y = n * kDistance.
    for (double n = std::ceil((left + top) / kDistance); n * kDistance < right + bottom; n += 1.0) {
        const double sum = n * kDistance;
        const double first = std::max(left, sum - bottom);
        const double last = std::min(right, sum - top);
        if (last - first > 0.05)
            lines.push_back({{first, sum - first}, {last, sum - last}});
    }
}

class Figure {
public:
    Figure(const NightReport& report, ReportLanguage language, double x, double y, double width)
        : m_report(report), m_language(language), m_grid(report.hypnogram.grid()), m_left(x + kLabelsWidth),
          m_right(x + width), m_top(y + kMarksHeight),
          m_bottom(y + nightFigureHeight(report) - kClockHeight) {}

    std::vector<ReportMark> draw() {
        drawTicks();
        drawRows();
        drawBouts();
        double top = m_top + kRowsHeight + kSeenGap + kSeenHeight + kPanelGap;
        if (m_report.probabilities) {
            drawDensity(top);
            top += kDensityHeight + kPanelGap;
        }
        if (m_report.spectrogram)
            drawSpectrogram(top);
        drawMarks();
        return std::move(m_marks);
    }

private:
    double xOf(double seconds) const {
        const double fraction = (seconds - m_grid.startSeconds) / (m_grid.endSeconds() - m_grid.startSeconds);
        return m_left + std::clamp(fraction, 0.0, 1.0) * (m_right - m_left);
    }
    double xOfEpoch(std::int64_t epoch) const { return xOf(m_grid.onsetSeconds(epoch)); }
    std::string clock(double seconds, bool withSeconds) const {
        return clockAt(m_report.recording.start, seconds, withSeconds);
    }
    double rowCentre(Stage stage) const {
        const auto row = std::find(kRows.begin(), kRows.end(), stage) - kRows.begin();
        return m_top + (static_cast<double>(row) + 0.5) * kRowHeight;
    }
    void label(std::string_view text, double baseline, double size) {
        m_marks.push_back(TextMark{
            m_left - 5.0, baseline, std::string(text), {.size = size, .colour = kInk}, Align::Right});
    }

    void drawTicks() {
        const double step = tickMinutes((m_grid.endSeconds() - m_grid.startSeconds) / 60.0) * 60.0;
        const double midnight =
            isKnown(m_report.recording.start) ? m_report.recording.start.secondsAfterMidnight() : 0.0;
        StrokeMark lines{{}, kRule, 0.5, false};
        for (double tick = std::ceil((m_grid.startSeconds + midnight) / step) * step;
             tick - midnight <= m_grid.endSeconds() + 1e-6; tick += step) {
            const double x = xOf(tick - midnight);
            lines.lines.push_back({{x, m_top}, {x, m_bottom + 2.0}});
            const Align align = x > m_right - 10.0 ? Align::Right : Align::Centre;
            m_marks.push_back(TextMark{
                x, m_bottom + 10.0, clock(tick - midnight, false), {.size = 7.0, .colour = kInk}, align});
        }
        m_marks.push_back(std::move(lines));
    }

    void drawRows() {
        StrokeMark rules{{}, kRule, 0.5, false};
        for (const Stage stage : kRows) {
            const double y = rowCentre(stage);
            rules.lines.push_back({{m_left, y}, {m_right, y}});
            label(stageCode(stage), y + 2.5, 7.5);
        }
        m_marks.push_back(std::move(rules));
        const double seen = m_top + kRowsHeight + kSeenGap;
        label(kSeen.in(m_language), seen + kSeenHeight, 6.5);
        m_marks.push_back(RectangleMark{m_left, seen, m_right - m_left, kSeenHeight, colourOf(0xe6e9ed), {}});
    }

    void drawBouts() {
        const std::vector<Bout> bouts = boutsOf(m_report.hypnogram);
        StrokeMark steps{{}, colourOf(0x8a97a5), 0.5, false};
        StrokeMark gaps{{}, kHatch, 0.6, false};
        for (std::size_t i = 0; i < bouts.size(); ++i) {
            const Bout& bout = bouts[i];
            const double x = xOfEpoch(bout.first);
            const double width = xOfEpoch(bout.last) - x;
            const std::string hint = bouts.size() <= kMostHints ? hintOf(bout) : std::string();
            if (bout.isReviewed)
                m_marks.push_back(RectangleMark{
                    x, m_top + kRowsHeight + kSeenGap, width, kSeenHeight, colourOf(0x51606f), {}});
            if (!isScored(bout.stage)) {
                m_marks.push_back(RectangleMark{x, m_top, width, kRowsHeight, colourOf(0xf4f5f7), hint});
                hatch(x, m_top, width, kRowsHeight, gaps.lines);
                continue;
            }
            if (i > 0 && isScored(bouts[i - 1].stage) && bouts[i - 1].stage != bout.stage)
                steps.lines.push_back({{x, rowCentre(bouts[i - 1].stage)}, {x, rowCentre(bout.stage)}});
            const double height = bout.stage == Stage::Rem ? 8.0 : 4.6;
            Colour fill = bout.stage == Stage::Rem ? kHypnogramRem : kHypnogram;
            fill.opacity = bout.isReviewed ? 1.0 : 0.55;
            m_marks.push_back(RectangleMark{x, rowCentre(bout.stage) - height / 2.0, std::max(width, 0.5),
                                            height, fill, hint});
        }
        for (StrokeMark* lines : {&gaps, &steps})
            if (!lines->lines.empty())
                m_marks.push_back(std::move(*lines));
    }

    /// What a browser shows under the mouse.
    std::string hintOf(const Bout& bout) const {
        const double minutes = static_cast<double>(bout.last - bout.first) * m_grid.epochSeconds / 60.0;
        const bool isProposed = isScored(bout.stage) && !bout.isReviewed;
        return fmt::format("{} {}, {} min{}", clock(m_grid.onsetSeconds(bout.first), true),
                           stageName(bout.stage, m_language), numberText(minutes, 1, m_language),
                           isProposed ? kProposedHint.in(m_language) : "");
    }

    void drawDensity(double top) {
        m_marks.push_back(
            RectangleMark{m_left, top, m_right - m_left, kDensityHeight, colourOf(0xf4f5f7), {}});
        StrokeMark gaps{{}, kHatch, 0.6, false};
        hatch(m_left, top, m_right - m_left, kDensityHeight, gaps.lines);
        m_marks.push_back(std::move(gaps));
        for (AreaMark& area :
             densityAreas(*m_report.probabilities, m_grid, m_left, top, m_right - m_left, kDensityHeight))
            if (!area.polygons.empty())
                m_marks.push_back(std::move(area));
        label("100 %", top + 6.0, 6.5);
        label("50 %", top + kDensityHeight / 2.0 + 2.3, 6.5);
        label("0 %", top + kDensityHeight, 6.5);
    }

    void drawSpectrogram(double top) {
        const ReportSpectrogram& picture = *m_report.spectrogram;
        const double left = xOf(picture.beginSeconds);
        m_marks.push_back(ImageMark{left, top, xOf(picture.endSeconds) - left, kSpectrogramHeight,
                                    std::make_shared<const ReportImage>(spectrogramImage(picture)),
                                    "Spectrogram"});
        StrokeMark ticks{{}, kPaleInk, 0.5, false};
        for (const double hertz : {0.0, 10.0, 20.0, 30.0}) {
            if (hertz > picture.highestHz)
                break;
            const double y = top + kSpectrogramHeight * (1.0 - hertz / picture.highestHz);
            ticks.lines.push_back({{m_left - 3.0, y}, {m_left, y}});
            label(fmt::format("{:.0f}{}", hertz, hertz == 0.0 ? " Hz" : ""),
                  hertz == 0.0 ? y : y + (y < top + 3.0 ? 5.0 : 2.3), 6.5);
        }
        m_marks.push_back(std::move(ticks));
    }

    void drawMarks() {
        const SleepStatistics& s = m_report.statistics;
        if (!s.lightsOffAssumed)
            drawMark(s.lightsOffSeconds, kLightsOff, 0);
        if (!s.lightsOnAssumed)
            drawMark(s.lightsOnSeconds, kLightsOn, 0);
        if (s.sol)
            drawMark(s.lightsOffSeconds + *s.sol * 60.0, kSleepOnset, 1);
    }

    /// Names of marks that lie close together stand in two rows and lean to the inside.
    void drawMark(double seconds, const Words& name, int row) {
        if (seconds < m_grid.startSeconds - 1.0 || seconds > m_grid.endSeconds() + 1.0)
            return;
        const double x = xOf(seconds);
        const double baseline = m_top - (row == 1 ? 2.0 : 10.0);
        const bool isLeft = x < (m_left + m_right) / 2.0;
        m_marks.push_back(StrokeMark{{{{x, baseline - 5.0}, {x, m_bottom}}}, colourOf(0x1c2733), 0.6, true});
        m_marks.push_back(TextMark{x + (isLeft ? 3.0 : -3.0),
                                   baseline,
                                   fmt::format("{} {}", name.in(m_language), clock(seconds, true)),
                                   {.size = 6.5, .colour = kPaleInk},
                                   isLeft ? Align::Left : Align::Right});
    }

    const NightReport& m_report;
    ReportLanguage m_language;
    EpochGrid m_grid;
    double m_left, m_right, m_top, m_bottom;
    std::vector<ReportMark> m_marks;
};

} // namespace

Colour reportColour(Stage stage) {
    switch (stage) {
    case Stage::Wake:
        return colourOf(0xf3cf7a);
    case Stage::N1:
        return colourOf(0xd3e5f3);
    case Stage::N2:
        return colourOf(0x7fb0d8);
    case Stage::N3:
        return colourOf(0x23517c);
    case Stage::Rem:
        return colourOf(0xa2578a);
    case Stage::Unscored:
    case Stage::Movement:
    case Stage::Artefact:
        break;
    }
    return colourOf(0xc9ced6);
}

double nightFigureHeight(const NightReport& report) {
    if (report.hypnogram.isEmpty())
        return 0.0;
    return kMarksHeight + kRowsHeight + kSeenGap + kSeenHeight + 2.0 +
           (report.probabilities ? kPanelGap + kDensityHeight : 0.0) +
           (report.spectrogram ? kPanelGap + kSpectrogramHeight : 0.0) + kClockHeight;
}

std::vector<ReportMark> nightFigure(const NightReport& report, ReportLanguage language, double x, double y,
                                    double width) {
    if (report.hypnogram.isEmpty())
        return {};
    return Figure(report, language, x, y, width).draw();
}

} // namespace hypnodesk
