#pragma once

#include "core/base/result.h"
#include "core/recording/recording.h"
#include "core/scoring/event_kind.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/rk_stage.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_probabilities.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A label of a file that was not understood, and how many epochs it held.
struct LabelCount {
    std::string label;
    std::int64_t epochs = 0;
    bool operator==(const LabelCount&) const = default;
};

/// An event that stands in a file beside the stages.
struct ExportEvent {
    EventKind kind = EventKind::Note;
    double onsetSeconds = 0.0; ///< from the start of the recording
    double durationSeconds = 0.0;
    std::string channel; ///< empty: the whole recording
    std::string text;
    bool operator==(const ExportEvent&) const = default;
};

/// A hypnogram read from a file, with what a person should know before using it.
struct ImportedHypnogram {
    Hypnogram hypnogram;
    std::string format;                              ///< id of the format it was read as
    std::optional<StartTime> start;                  ///< when the file knows its clock time
    std::int64_t unknownLabels = 0;                  ///< epochs whose label was not understood, now unscored
    std::vector<LabelCount> unknown;                 ///< the first few such labels
    std::vector<std::string> notes;                  ///< "14 epochs labelled 'Movement time'"
    std::optional<NightProbabilities> probabilities; ///< our CSV and JSON carry them
    LightsTimes lights;                              ///< where the file tells them, with the offset applied
    /// Of kinds that are known, by onset, with the offset applied; EDF+, Luna, NSRR and our JSON carry them.
    std::vector<ExportEvent> events;
    double offsetSeconds = 0.0; ///< what was added to every onset of the file
    RkStages rkStages;          ///< what the file called its epochs, see RkLabels; empty: AASM
};

/// Everything an exporter may write; it takes what its format can hold.
struct ExportContent {
    Hypnogram hypnogram;
    std::optional<NightProbabilities> probabilities;
    StartTime start;
    std::string patient; ///< EDF patient field of the recording, as it is
    std::string scorer;  ///< who or which model
    LightsTimes lights;
    std::vector<ExportEvent> events = {};
    /// One an epoch or empty. Epochs that still have such a label are written with it, by formats that can.
    RkStages rkStages = {};
};

struct ReadOptions {
    std::string format;         ///< id; empty: detect by content
    double offsetSeconds = 0.0; ///< added to every onset; epochs that end up before 0 are left out, and noted
    /// The recording's start by the clock. The file's own clock times are laid against it, by the time of
    /// day, the shorter way round midnight; takes the place of offsetSeconds. DataMissing when the file has
    /// no clock times.
    std::optional<StartTime> recordingStart = {};
    /// For tables of other programs: which column is what. Roles: "stage", "onset", "duration", "end",
    /// "epoch"; a column by its name or by its number from 1. "codes" tells what numbers mean: "aasm" (4 is
    /// R) or "rk" (5 is R). "stage" also names the channel of an EDF that holds the hypnogram.
    std::map<std::string, std::string> columns = {};
};

/// What a file of a format can hold besides W, N1, N2, N3 and R in epochs of any length.
struct FormatCapacity {
    bool probabilities = false;
    bool sources = false; ///< who gave each epoch its stage
    bool lights = false;
    bool events = false;
    bool start = false;                      ///< the clock time
    bool names = false;                      ///< patient and scorer
    bool rkStages = false;                   ///< stages 1 to 4 and movement time of Rechtschaffen and Kales
    bool onset = true;                       ///< that the first epoch begins later than the recording
    std::optional<double> epochSeconds = {}; ///< the only length of epochs that it knows
    Stage unscored = Stage::Unscored;        ///< what Unscored is written as
    Stage movement = Stage::Movement;        ///< what Movement is written as
    Stage artefact = Stage::Artefact;        ///< what Artefact is written as
    ExportEvent (*event)(const ExportEvent&) = nullptr; ///< an event as it is written; null: whole
    bool operator==(const FormatCapacity&) const = default;

    Stage written(Stage stage) const {
        return stage == Stage::Unscored   ? unscored
               : stage == Stage::Movement ? movement
               : stage == Stage::Artefact ? artefact
                                          : stage;
    }
};

/// One hypnogram format. `read` or `write` may be null.
struct HypnogramFormat {
    std::string id;     ///< "edf", "csv", "json", "annot", "yasa", ...; as in --format
    std::string name;   ///< for people
    std::string suffix; ///< of NIGHT.hypnogram<suffix>, e.g. ".csv"; no two formats share one
    /// 0 (cannot be it) to 100 (certain), from the first bytes (UTF-8 where the file is UTF-16) and the file
    /// name.
    int (*detect)(std::string_view head, const std::filesystem::path& path) = nullptr;
    Result<ImportedHypnogram> (*read)(const std::filesystem::path& path,
                                      const ReadOptions& options) = nullptr;
    /// Null where no program reads such a file, or where a hypnogram alone makes none.
    Result<void> (*write)(const std::filesystem::path& path, const ExportContent& content) = nullptr;
    FormatCapacity holds = {};
};

/// All formats, in the order in which they are offered.
std::span<const HypnogramFormat> hypnogramFormats();
const HypnogramFormat* findFormat(std::string_view id);

/// Reads a hypnogram, detecting its format unless named: the likeliest by content first, the next one where
/// that finds no stages in the file. Whole recordings that carry stages (EDF+) count as
/// hypnograms too. Stages lie on a grid of 30 s, of 20 s or of the file's own uniform length; the grid begins
/// at the first whole epoch after the recording's start, so that epoch indices of two files of one recording
/// mean the same time.
Result<ImportedHypnogram> readHypnogram(const std::filesystem::path& path, const ReadOptions& options = {});
/// The format that writeHypnogram would take for a path and an id that may be empty. ArgumentInvalid when
/// there is none, FormatUnsupported when it can only be read.
Result<const HypnogramFormat*> formatForWriting(const std::filesystem::path& path,
                                                std::string_view format = {});
/// Writes atomically; format by id, or by the file name's suffix when empty (the longest that fits). What the
/// format cannot hold is left out: see fitToFormat(). Refuses probabilities that do not belong to the
/// hypnogram's epochs, and epochs of a length that the format does not know (FormatUnsupported).
Result<void> writeHypnogram(const std::filesystem::path& path, const ExportContent& content,
                            std::string_view format = {});

} // namespace hypnodesk
