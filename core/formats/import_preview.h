#pragma once

#include "core/formats/format_registry.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

inline constexpr std::size_t kStageCount = 8; ///< W N1 N2 N3 R ? M A, in the order of Stage

/// How a hypnogram lies over the epochs of a recording, by the middles of epochs.
struct GridComparison {
    std::int64_t uncovered = 0; ///< epochs of the recording for which the file has nothing
    std::int64_t outside = 0;   ///< epochs of the file with a stage that lie outside the recording
    double shiftSeconds = 0.0;  ///< the file's epochs begin this much after the recording's, 0 <= . < epoch
    bool isOtherLength = false; ///< the file's epochs are longer or shorter
    bool matches() const { return uncovered == 0 && outside == 0 && shiftSeconds == 0.0 && !isOtherLength; }
    bool operator==(const GridComparison&) const = default;
};

GridComparison compareWithGrid(const Hypnogram& hypnogram, const EpochGrid& recording);

/// What a person should see before using the stages of a file: a plain value for the desktop's dialog and for
/// `hypno convert --preview`.
struct ImportPreview {
    std::string format;                             ///< id
    std::string formatName;                         ///< for people
    EpochGrid grid;                                 ///< with the offset applied
    std::array<std::int64_t, kStageCount> counts{}; ///< epochs per stage, in the order of Stage
    std::int64_t unknownLabels = 0;                 ///< epochs; they are among the unscored
    std::vector<LabelCount> unknown;                ///< the first few labels that were not understood
    std::optional<StartTime> start;                 ///< when the file knows its clock time
    double offsetSeconds = 0.0;                     ///< what was added to every onset
    /// What would have to be added so that the clock times of file and recording agree; absent when one of
    /// them knows none, or nothing is left to add.
    std::optional<double> suggestedOffsetSeconds;
    std::optional<GridComparison> comparison; ///< present when a recording was given
    bool hasProbabilities = false;
    LightsTimes lights;
    std::vector<std::string> notes;
    bool operator==(const ImportPreview&) const = default;
};

/// The recording that the stages are meant for.
struct RecordingFrame {
    EpochGrid grid;
    StartTime start;
};

ImportPreview previewOf(const ImportedHypnogram& imported,
                        const std::optional<RecordingFrame>& recording = {});

} // namespace hypnodesk
