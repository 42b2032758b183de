#pragma once

#include "core/base/result.h"
#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_probabilities.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A hypnogram read from a file, with what a person should know before using it.
struct ImportedHypnogram {
    Hypnogram hypnogram;
    std::string format;                              ///< id of the format it was read as
    std::optional<StartTime> start;                  ///< when the file knows its clock time
    std::int64_t unknownLabels = 0;                  ///< epochs whose label was not understood, now unscored
    std::vector<std::string> notes;                  ///< "14 epochs labelled 'Movement time'"
    std::optional<NightProbabilities> probabilities; ///< our CSV and JSON carry them
    LightsTimes lights;                              ///< where the file tells them, with the offset applied
};

/// Everything an exporter may write; it takes what its format can hold.
struct ExportContent {
    Hypnogram hypnogram;
    std::optional<NightProbabilities> probabilities;
    StartTime start;
    std::string patient; ///< EDF patient field of the recording, as it is
    std::string scorer;  ///< who or which model
    LightsTimes lights;
};

struct ReadOptions {
    std::string format;         ///< id; empty: detect by content
    double offsetSeconds = 0.0; ///< added to every onset; epochs that end up before 0 are left out, and noted
};

/// One hypnogram format. `read` or `write` may be null.
struct HypnogramFormat {
    std::string id;     ///< "edf", "csv", "json", "annot", "yasa"; as in --format
    std::string name;   ///< for people
    std::string suffix; ///< of NIGHT.hypnogram<suffix>, e.g. ".csv"
    /// 0 (cannot be it) to 100 (certain), from the first bytes and the file name.
    int (*detect)(std::string_view head, const std::filesystem::path& path) = nullptr;
    Result<ImportedHypnogram> (*read)(const std::filesystem::path& path,
                                      const ReadOptions& options) = nullptr;
    Result<void> (*write)(const std::filesystem::path& path, const ExportContent& content) = nullptr;
};

/// All formats, in the order in which they are offered.
std::span<const HypnogramFormat> hypnogramFormats();
const HypnogramFormat* findFormat(std::string_view id);

/// Reads a hypnogram, detecting its format unless named. Whole recordings that carry stages (EDF+) count as
/// hypnograms too. Stages lie on a grid of 30 s, of 20 s or of the file's own uniform length; the grid begins
/// at the first whole epoch after the recording's start, so that epoch indices of two files of one recording
/// mean the same time.
Result<ImportedHypnogram> readHypnogram(const std::filesystem::path& path, const ReadOptions& options = {});
/// Writes atomically; format by id, or by the file name's suffix when empty. Refuses probabilities that do
/// not belong to the hypnogram's epochs.
Result<void> writeHypnogram(const std::filesystem::path& path, const ExportContent& content,
                            std::string_view format = {});

} // namespace hypnodesk
