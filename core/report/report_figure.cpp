#include "core/report/report_figure.h"

#include "core/report/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace hypnodesk {

namespace {

// All lengths in the units of the view box, which is 1000 wide.
constexpr double kLeft = 52.0;
constexpr double kRight = 992.0;
constexpr double kTop = 26.0; // room for the names of the marks
constexpr double kRowHeight = 25.0;
constexpr double kRowsHeight = 5.0 * kRowHeight;
constexpr double kReviewedTop = kTop + kRowsHeight + 5.0;
constexpr double kReviewedHeight = 5.0;
constexpr double kDensityTop = kReviewedTop + kReviewedHeight + 16.0;
constexpr double kDensityHeight = 84.0;
constexpr std::int64_t kMostColumns = 1200;
/// With more bouts than a month of nights has, hints would only make the page heavy.
constexpr std::size_t kMostHints = 3000;

/// Order of the rows from the top.
constexpr std::array<Stage, 5> kRows{Stage::Wake, Stage::Rem, Stage::N1, Stage::N2, Stage::N3};

bool isReviewed(StageSource source) {
    return source != StageSource::None && source != StageSource::Network;
}

double rowCentre(Stage stage) {
    const auto row = std::find(kRows.begin(), kRows.end(), stage) - kRows.begin();
    return kTop + (static_cast<double>(row) + 0.5) * kRowHeight;
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

class Figure {
public:
    explicit Figure(const NightReport& report) : m_report(report), m_grid(report.hypnogram.grid()) {}

    std::string draw() {
        open();
        drawRows();
        drawTicks();
        drawBouts();
        if (m_report.probabilities)
            drawDensity();
        drawMarks();
        m_svg += "</svg>\n";
        return std::move(m_svg);
    }

private:
    template <typename... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(m_svg), format, std::forward<Values>(values)...);
    }

    double xOf(double seconds) const {
        const double fraction = (seconds - m_grid.startSeconds) / (m_grid.endSeconds() - m_grid.startSeconds);
        return kLeft + std::clamp(fraction, 0.0, 1.0) * (kRight - kLeft);
    }
    double xOfEpoch(std::int64_t epoch) const { return xOf(m_grid.onsetSeconds(epoch)); }
    double bottom() const {
        return m_report.probabilities ? kDensityTop + kDensityHeight : kReviewedTop + kReviewedHeight;
    }
    std::string clock(double seconds) const { return clockAt(m_report.recording.start, seconds, false); }

    std::string clockWithSeconds(double seconds) const {
        return clockAt(m_report.recording.start, seconds, true);
    }

    void open() {
        add("<svg class=\"night\" viewBox=\"0 0 1000 {:.0f}\" role=\"img\" aria-labelledby=\"night-title "
            "night-text\">\n",
            bottom() + 26.0);
        add("<title id=\"night-title\">Hypnogram{}</title>\n<desc id=\"night-text\">{}</desc>\n",
            m_report.probabilities ? " and hypnodensity" : "", escapedForHtml(description()));
        add("<defs><pattern id=\"gap\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
            "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#f4f5f7\"/>"
            "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" stroke=\"#c9ced6\" "
            "stroke-width=\"1.6\"/></pattern></defs>\n");
    }

    std::string description() const {
        std::string text = fmt::format("{} epochs from {} to {}.", m_grid.count, clock(m_grid.startSeconds),
                                       clock(m_grid.endSeconds()));
        for (std::size_t i = 0; i < kStageClasses.size(); ++i)
            text += fmt::format(" {} {:.1f} min.", stageName(kStageClasses[i]),
                                m_report.statistics.stages[i].minutes);
        return text;
    }

    void drawRows() {
        for (const Stage stage : kRows) {
            const double y = rowCentre(stage);
            add("<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" class=\"rule\"/>", kLeft, kRight, y,
                y);
            add("<text x=\"{}\" y=\"{:.1f}\" class=\"row\">{}</text>\n", kLeft - 8.0, y + 4.0,
                stageCode(stage));
        }
        add("<text x=\"{}\" y=\"{:.1f}\" class=\"small row\">seen</text>\n", kLeft - 8.0,
            kReviewedTop + kReviewedHeight);
        add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#eceef1\"/>\n", kLeft, kReviewedTop,
            kRight - kLeft, kReviewedHeight);
    }

    void drawTicks() {
        const double step = tickMinutes((m_grid.endSeconds() - m_grid.startSeconds) / 60.0) * 60.0;
        const double midnight =
            isKnown(m_report.recording.start) ? m_report.recording.start.secondsAfterMidnight() : 0.0;
        for (double tick = std::ceil((m_grid.startSeconds + midnight) / step) * step;
             tick - midnight <= m_grid.endSeconds() + 1e-6; tick += step) {
            const double x = xOf(tick - midnight);
            add("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\" class=\"tick\"/>", x, kTop,
                bottom());
            add("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"time\">{}</text>\n", x, bottom() + 19.0,
                clock(tick - midnight));
        }
    }

    void drawBouts() {
        const std::vector<Bout> bouts = boutsOf(m_report.hypnogram);
        const auto hint = [&](const Bout& bout) {
            return bouts.size() <= kMostHints ? hintOf(bout) : std::string();
        };
        std::string steps;
        for (std::size_t i = 0; i < bouts.size(); ++i) {
            const Bout& bout = bouts[i];
            const double x = xOfEpoch(bout.first);
            const double width = xOfEpoch(bout.last) - x;
            if (bout.isReviewed)
                add("<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" fill=\"#51606f\"/>", x,
                    kReviewedTop, width, kReviewedHeight);
            if (!isScored(bout.stage)) {
                add("<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" "
                    "fill=\"url(#gap)\">{}</rect>\n",
                    x, kTop, width, kRowsHeight, hint(bout));
                continue;
            }
            if (i > 0 && isScored(bouts[i - 1].stage) && bouts[i - 1].stage != bout.stage)
                fmt::format_to(std::back_inserter(steps), "M{:.1f} {:.1f}V{:.1f}", x,
                               rowCentre(bouts[i - 1].stage), rowCentre(bout.stage));
            const double height = bout.stage == Stage::Rem ? 13.0 : 8.0;
            add("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\" fill=\"{}\"{}>{}</rect>\n", x,
                rowCentre(bout.stage) - height / 2.0, std::max(width, 1.0), height,
                bout.stage == Stage::Rem ? "#8d2f68" : "#22415f",
                bout.isReviewed ? "" : " fill-opacity=\"0.55\"", hint(bout));
        }
        add("<path d=\"{}\" class=\"step\"/>\n", steps);
    }

    /// What a browser shows under the mouse.
    std::string hintOf(const Bout& bout) const {
        const double minutes = static_cast<double>(bout.last - bout.first) * m_grid.epochSeconds / 60.0;
        return fmt::format("<title>{} {}, {:.1f} min{}</title>",
                           clockWithSeconds(m_grid.onsetSeconds(bout.first)), stageName(bout.stage), minutes,
                           isScored(bout.stage) && !bout.isReviewed ? ", proposed" : "");
    }

    /// Mean probabilities of a column of epochs; absent when none of them was scored.
    std::optional<StageProbabilities> meanOf(std::int64_t first, std::int64_t last) const {
        StageProbabilities mean{};
        float count = 0.0f;
        for (std::int64_t epoch = first; epoch < last; ++epoch) {
            if (!m_report.probabilities->isScored(epoch))
                continue;
            const StageProbabilities& p =
                m_report.probabilities->epochs[static_cast<std::size_t>(epoch)].joint;
            for (std::size_t i = 0; i < mean.size(); ++i)
                mean[i] += p[i];
            count += 1.0f;
        }
        if (count == 0.0f)
            return std::nullopt;
        for (float& value : mean)
            value /= count;
        return mean;
    }

    /// The classes stacked, wake on top, each drawn from the bottom up to its upper border and covered by the
    /// next.
    void drawDensity() {
        const std::int64_t perColumn = (m_grid.count + kMostColumns - 1) / kMostColumns;
        add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#gap)\"/>\n", kLeft, kDensityTop,
            kRight - kLeft, kDensityHeight);
        std::array<double, kStageClassCount> upper{};
        std::array<std::string, kStageClassCount> paths;
        for (std::int64_t first = 0; first < m_grid.count; first += perColumn) {
            const std::int64_t last = std::min(first + perColumn, m_grid.count);
            const std::optional<StageProbabilities> p = meanOf(first, last);
            if (!p)
                continue;
            double share = 0.0;
            for (std::size_t i = kDensityOrder.size(); i-- > 0;) {
                share += (*p)[static_cast<std::size_t>(kDensityOrder[i])];
                upper[i] = kDensityTop + kDensityHeight * (1.0 - std::clamp(share, 0.0, 1.0));
            }
            const double left = xOfEpoch(first);
            const double right = xOfEpoch(last);
            for (std::size_t i = 0; i < paths.size(); ++i)
                fmt::format_to(std::back_inserter(paths[i]), "M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}z", left,
                               upper[i], right, kDensityTop + kDensityHeight, left);
        }
        for (std::size_t i = 0; i < paths.size(); ++i)
            add("<path d=\"{}\" fill=\"{}\" shape-rendering=\"crispEdges\"/>\n", paths[i],
                reportColour(kDensityOrder[i]));
        for (const auto& [share, text] :
             {std::pair(0.0, "0 %"), std::pair(0.5, "50 %"), std::pair(1.0, "100 %")})
            add("<text x=\"{}\" y=\"{:.1f}\" class=\"small row\">{}</text>\n", kLeft - 8.0,
                kDensityTop + kDensityHeight * (1.0 - share) + 3.5, text);
    }

    void drawMarks() {
        const SleepStatistics& s = m_report.statistics;
        if (!s.lightsAssumed) {
            drawMark(s.lightsOffSeconds, "lights off");
            drawMark(s.lightsOnSeconds, "lights on");
        }
        if (s.sol)
            drawMark(s.lightsOffSeconds + *s.sol * 60.0, "sleep onset");
    }

    void drawMark(double seconds, std::string_view name) {
        if (seconds < m_grid.startSeconds - 1.0 || seconds > m_grid.endSeconds() + 1.0)
            return;
        const double x = xOf(seconds);
        // Names of marks that lie close together stand in two rows and lean to the inside.
        const double y = name == "sleep onset" ? kTop - 2.0 : kTop - 14.0;
        const char* anchor = x < 500.0 ? "start" : "end";
        add("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" class=\"mark\"/>", x, y - 8.0,
            bottom());
        add("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"small\" text-anchor=\"{}\">{} {}</text>\n",
            x + (x < 500.0 ? 4.0 : -4.0), y, anchor, name, clockWithSeconds(seconds));
    }

    /// From the top of the stack to its bottom, as in the legend.
    static constexpr std::array<Stage, 5> kDensityOrder = kStageClasses;

    const NightReport& m_report;
    EpochGrid m_grid;
    std::string m_svg;
};

} // namespace

std::string_view reportColour(Stage stage) {
    switch (stage) {
    case Stage::Wake:
        return "#f3cf7a";
    case Stage::N1:
        return "#c4dcee";
    case Stage::N2:
        return "#7fb0d8";
    case Stage::N3:
        return "#2f628f";
    case Stage::Rem:
        return "#a2578a";
    case Stage::Unscored:
    case Stage::Movement:
    case Stage::Artefact:
        break;
    }
    return "#c9ced6";
}

std::string nightFigure(const NightReport& report) {
    return report.hypnogram.isEmpty() ? std::string() : Figure(report).draw();
}

} // namespace hypnodesk
