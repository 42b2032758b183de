#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_probabilities.h"

namespace hypnodesk {

/// A hypnogram read from a file, with what a person should know before using it.
struct ImportedHypnogram {
    Hypnogram hypnogram;
    std::optional<StartTime> start;           ///< when the file knows its clock time
    std::int64_t unknownLabels = 0;           ///< epochs whose label was not understood, now unscored
    std::vector<std::string> notes;           ///< "14 epochs labelled 'Movement time'"
    std::optional<NightProbabilities> probabilities; ///< our CSV carries them
};

/// Everything an exporter may write; it takes what its format can hold.
struct ExportContent {
    Hypnogram hypnogram;
    std::optional<NightProbabilities> probabilities;
    StartTime start;
    std::string patient;       ///< EDF patient field of the recording, as it is
    std::string scorer;        ///< who or which model
};

struct ReadOptions {
    std::string format;         ///< id; empty: detect by content
    double offsetSeconds = 0.0; ///< added to every onset
};

/// One hypnogram format. `read` or `write` may be null.
struct HypnogramFormat {
    std::string id;             ///< "edf", "csv", "json", "annot", "yasa"; as in --format
    std::string name;           ///< for people
    std::string suffix;         ///< of NIGHT.hypnogram<suffix>, e.g. ".csv"
    /// 0 (cannot be it) to 100 (certain), from the first bytes and the file name.
    int (*detect)(std::string_view head, const std::filesystem::path& path) = nullptr;
    Result<ImportedHypnogram> (*read)(const std::filesystem::path& path, const ReadOptions& options) = nullptr;
    Result<void> (*write)(const std::filesystem::path& path, const ExportContent& content) = nullptr;
};

/// All formats, in the order in which they are offered.
std::span<const HypnogramFormat> hypnogramFormats();
const HypnogramFormat* findFormat(std::string_view id);

/// Reads a hypnogram, detecting its format unless named.
Result<ImportedHypnogram> readHypnogram(const std::filesystem::path& path, const ReadOptions& options = {});
/// Writes atomically; format by id, or by the file name's suffix when empty.
Result<void> writeHypnogram(const std::filesystem::path& path, const ExportContent& content,
                            std::string_view format = {});

} // namespace hypnodesk
