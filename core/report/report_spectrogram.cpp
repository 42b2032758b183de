#include "core/dsp/spectrogram.h"
#include "core/report/night_report.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hypnodesk {

namespace {

constexpr int kMostColumns = 480;
constexpr int kMostRows = 72;
constexpr double kHighestHz = 30.0;
constexpr double kWindowSeconds = 4.0;
/// Samples held at once.
constexpr std::int64_t kMostSamplesAtOnce = 1 << 22;
/// Windows looked at of one column: enough for its mean, and a night of two days takes no longer.
constexpr double kMostSecondsOfColumn = 60.0;

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

/// Mean power in decibels of `rows` equal bands; NaN where no window was whole.
void writeColumn(const dsp::Spectrogram& part, int rows, std::span<float> out) {
    for (int row = 0; row < rows; ++row) {
        const int first = row * part.bins / rows;
        const int last = std::max(first + 1, (row + 1) * part.bins / rows);
        double sum = 0.0;
        std::int64_t count = 0;
        for (std::int64_t frame = 0; frame < part.frames; ++frame)
            for (int bin = first; bin < last; ++bin) {
                const float value = part.at(frame, bin);
                if (!std::isfinite(value))
                    continue;
                sum += static_cast<double>(value);
                ++count;
            }
        out[static_cast<std::size_t>(row)] =
            count > 0 ? static_cast<float>(sum / static_cast<double>(count)) : kNothing;
    }
}

/// The value below which `share` of the finite ones lie.
float percentile(std::vector<float> values, double share) {
    const auto place =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

std::vector<std::uint8_t> levelsOf(const std::vector<float>& decibels) {
    std::vector<float> finite;
    std::copy_if(decibels.begin(), decibels.end(), std::back_inserter(finite),
                 [](float value) { return std::isfinite(value); });
    if (finite.empty())
        return {};
    const float quiet = percentile(finite, 0.05);
    const float loud = std::max(quiet + 1.0f, percentile(std::move(finite), 0.99));
    std::vector<std::uint8_t> levels;
    levels.reserve(decibels.size());
    for (const float value : decibels) {
        const float share = std::clamp((value - quiet) / (loud - quiet), 0.0f, 1.0f);
        levels.push_back(std::isfinite(value) ? static_cast<std::uint8_t>(1.0f + std::round(share * 254.0f))
                                              : 0);
    }
    return levels;
}

} // namespace

Result<std::optional<ReportSpectrogram>> reportSpectrogram(const Recording& recording,
                                                           const Derivation& derivation, double beginSeconds,
                                                           double endSeconds, const TaskContext& context) {
    const double rate = rateHz(recording, derivation);
    const double seconds = endSeconds - beginSeconds;
    // Bands narrower than what a window of four seconds tells apart would only repeat themselves.
    if (!(rate >= 2.0 && seconds >= kWindowSeconds))
        return std::nullopt;
    ReportSpectrogram picture;
    picture.columns = static_cast<int>(std::min<double>(kMostColumns, std::floor(seconds / kWindowSeconds)));
    picture.highestHz = std::min(kHighestHz, rate / 2.0);
    picture.rows = std::min(kMostRows, static_cast<int>(picture.highestHz * kWindowSeconds));
    picture.beginSeconds = beginSeconds;
    picture.endSeconds = endSeconds;
    picture.derivation = derivation.name;
    const double columnSeconds = seconds / picture.columns;
    const double usedSeconds =
        std::min({columnSeconds, kMostSecondsOfColumn, static_cast<double>(kMostSamplesAtOnce) / rate});
    const auto rows = static_cast<std::size_t>(picture.rows);
    std::vector<float> samples(static_cast<std::size_t>(std::floor(usedSeconds * rate)));
    std::vector<float> decibels(static_cast<std::size_t>(picture.columns) * rows, kNothing);
    for (int column = 0; column < picture.columns; ++column) {
        context.report(static_cast<double>(column) / picture.columns);
        const double middle = beginSeconds + (column + 0.5) * columnSeconds;
        readDerivation(recording, derivation, std::llround((middle - usedSeconds / 2.0) * rate), samples);
        const auto part = dsp::multitaperSpectrogram(
            samples, rate,
            {.windowSeconds = kWindowSeconds, .stepSeconds = kWindowSeconds, .highestHz = picture.highestHz},
            context.part(0.0, 0.0));
        if (!part && part.error().code == ErrorCode::Cancelled)
            return tl::make_unexpected(part.error());
        if (part && part->frames > 0 && part->bins > 0)
            writeColumn(*part, picture.rows,
                        std::span(decibels).subspan(static_cast<std::size_t>(column) * rows, rows));
    }
    picture.levels = levelsOf(decibels);
    if (picture.levels.empty())
        return std::nullopt;
    return picture;
}

Result<NightReport> withSpectrogram(NightReport report, const Recording& recording,
                                    const Derivation& derivation, const TaskContext& context) {
    const EpochGrid& grid = report.hypnogram.grid();
    auto picture = reportSpectrogram(recording, derivation, grid.startSeconds, grid.endSeconds(), context);
    if (!picture)
        return tl::make_unexpected(picture.error());
    report.spectrogram = std::move(*picture);
    return report;
}

} // namespace hypnodesk
