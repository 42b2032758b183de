#include "core/report/figure_density.h"

#include "core/report/report_figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hypnodesk {

namespace {

constexpr std::int64_t kMostColumns = 1200;

/// Mean probabilities of a column of epochs; absent when none of them was scored on a signal to be trusted.
std::optional<StageProbabilities> meanOf(const NightProbabilities& night, std::int64_t first,
                                         std::int64_t last) {
    StageProbabilities mean{};
    float count = 0.0f;
    for (std::int64_t epoch = first; epoch < last; ++epoch) {
        if (!night.isScored(epoch))
            continue;
        const EpochVerdict& verdict = night.epochs[static_cast<std::size_t>(epoch)];
        if (verdict.quality != EpochQuality::Good)
            continue;
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += verdict.joint[i];
        count += 1.0f;
    }
    if (count == 0.0f)
        return std::nullopt;
    for (float& value : mean)
        value /= count;
    return mean;
}

struct ColourStop {
    double share;
    Colour colour;
};
/// ColorBrewer's YlGnBu.
constexpr std::array<ColourStop, 9> kPower{{{0.0, colourOf(0xffffd9)},
                                            {0.125, colourOf(0xedf8b1)},
                                            {0.25, colourOf(0xc7e9b4)},
                                            {0.375, colourOf(0x7fcdbb)},
                                            {0.5, colourOf(0x41b6c4)},
                                            {0.625, colourOf(0x1d91c0)},
                                            {0.75, colourOf(0x225ea8)},
                                            {0.875, colourOf(0x253494)},
                                            {1.0, colourOf(0x081d58)}}};
/// Fewer levels than the screen's: an eye sees no more on paper, and the file becomes half as large.
constexpr double kLevels = 40.0;

Colour powerColour(std::uint8_t level) {
    const double share = std::round((level - 1) / 254.0 * kLevels) / kLevels;
    std::size_t i = 1;
    while (i + 1 < kPower.size() && share > kPower[i].share)
        ++i;
    const ColourStop& low = kPower[i - 1];
    const ColourStop& high = kPower[i];
    const double way = (share - low.share) / (high.share - low.share);
    const auto mix = [&](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * way));
    };
    return {mix(low.colour.red, high.colour.red), mix(low.colour.green, high.colour.green),
            mix(low.colour.blue, high.colour.blue), 1.0};
}

} // namespace

std::vector<AreaMark> densityAreas(const NightProbabilities& night, const EpochGrid& grid, double left,
                                   double top, double width, double height) {
    std::vector<AreaMark> areas;
    for (const Stage stage : kStageClasses)
        areas.push_back({{}, reportColour(stage)});
    const std::int64_t perColumn = (grid.count + kMostColumns - 1) / kMostColumns;
    const double bottom = top + height;
    const auto xOf = [&](std::int64_t epoch) {
        return left + width * static_cast<double>(epoch) / static_cast<double>(grid.count);
    };
    const auto close = [&](std::int64_t epoch) {
        for (AreaMark& area : areas)
            if (!area.polygons.empty() && area.polygons.back().back().y != bottom)
                area.polygons.back().push_back({xOf(epoch), bottom});
    };
    bool isOpen = false;
    for (std::int64_t first = 0; first < grid.count; first += perColumn) {
        const std::int64_t last = std::min(first + perColumn, grid.count);
        const std::optional<StageProbabilities> p = meanOf(night, first, last);
        if (!p) {
            close(first);
            isOpen = false;
            continue;
        }
        double share = 0.0;
        for (std::size_t i = areas.size(); i-- > 0;) {
            share += static_cast<double>((*p)[i]);
            // Never quite down to the bottom: that is where an outline ends.
            const double upper = std::min(bottom - 0.01, bottom - height * std::clamp(share, 0.0, 1.0));
            if (!isOpen)
                areas[i].polygons.push_back({{xOf(first), bottom}});
            std::vector<Point>& outline = areas[i].polygons.back();
            if (isOpen && outline.back().y == upper)
                outline.pop_back(); // the step goes on
            else
                outline.push_back({xOf(first), upper});
            outline.push_back({xOf(last), upper});
        }
        isOpen = true;
    }
    close(grid.count);
    return areas;
}

ReportImage spectrogramImage(const ReportSpectrogram& spectrogram) {
    ReportImage image{spectrogram.columns, spectrogram.rows, {}};
    image.pixels.reserve(spectrogram.levels.size() * 4);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const auto row = static_cast<std::size_t>(image.height - 1 - y);
            const std::uint8_t level =
                spectrogram
                    .levels[static_cast<std::size_t>(x) * static_cast<std::size_t>(image.height) + row];
            const Colour colour = level == 0 ? Colour{0, 0, 0, 0.0} : powerColour(level);
            image.pixels.insert(image.pixels.end(), {colour.red, colour.green, colour.blue,
                                                     static_cast<std::uint8_t>(level == 0 ? 0 : 255)});
        }
    return image;
}

} // namespace hypnodesk
