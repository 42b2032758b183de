#include "core/formats/import_preview.h"

#include "core/formats/clock_text.h"

#include <cmath>

namespace hypnodesk {

namespace {

/// Onsets that were rounded in a file still count as equal.
constexpr double kSlackSeconds = 0.02;

double middleSeconds(const EpochGrid& grid, std::int64_t epoch) {
    return grid.onsetSeconds(epoch) + grid.epochSeconds / 2.0;
}

} // namespace

GridComparison compareWithGrid(const Hypnogram& hypnogram, const EpochGrid& recording) {
    const EpochGrid& grid = hypnogram.grid();
    GridComparison comparison;
    comparison.isOtherLength = grid.epochSeconds != recording.epochSeconds;
    double shift = std::fmod(grid.startSeconds - recording.startSeconds, recording.epochSeconds);
    shift += shift < 0.0 ? recording.epochSeconds : 0.0;
    const bool isRounding = shift < kSlackSeconds || recording.epochSeconds - shift < kSlackSeconds;
    comparison.shiftSeconds = isRounding ? 0.0 : shift;
    for (std::int64_t epoch = 0; epoch < recording.count; ++epoch)
        comparison.uncovered += !grid.contains(grid.epochAt(middleSeconds(recording, epoch)));
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch)
        comparison.outside += hypnogram.stage(epoch) != Stage::Unscored &&
                              !recording.contains(recording.epochAt(middleSeconds(grid, epoch)));
    return comparison;
}

ImportPreview previewOf(const ImportedHypnogram& imported, const std::optional<RecordingFrame>& recording) {
    ImportPreview preview;
    preview.format = imported.format;
    if (const HypnogramFormat* format = findFormat(imported.format))
        preview.formatName = format->name;
    preview.grid = imported.hypnogram.grid();
    for (const EpochScore& score : imported.hypnogram.epochs())
        ++preview.counts[static_cast<std::size_t>(score.stage)];
    preview.unknownLabels = imported.unknownLabels;
    preview.unknown = imported.unknown;
    preview.start = imported.start;
    preview.offsetSeconds = imported.offsetSeconds;
    preview.hasProbabilities = imported.probabilities.has_value();
    preview.lights = imported.lights;
    preview.notes = imported.notes;
    if (!recording)
        return preview;
    preview.comparison = compareWithGrid(imported.hypnogram, recording->grid);
    if (imported.start && imported.offsetSeconds == 0.0) {
        const double offset = offsetBetween(*imported.start, recording->start);
        if (std::abs(offset) > kSlackSeconds)
            preview.suggestedOffsetSeconds = offset;
    }
    return preview;
}

} // namespace hypnodesk
