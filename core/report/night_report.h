#pragma once

#include "core/base/task_context.h"
#include "core/recording/derivation.h"
#include "core/recording/recording.h"
#include "core/scoring/event_statistics.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/review_quality.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_probabilities.h"
#include "core/scoring/statistic_intervals.h"
#include "core/study/study_values.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// "For research use. All automatically scored stages are subject to verification by a qualified clinician."
extern const char* const kResearchNotice;

/// The spectrogram of the scored channel as a small picture: time by frequency.
struct ReportSpectrogram {
    int columns = 0;
    int rows = 0;
    double beginSeconds = 0.0; ///< from the recording's start
    double endSeconds = 0.0;
    double highestHz = 0.0; ///< row 0 begins at 0 Hz
    std::string derivation;
    /// columns * rows, [column][row], 1 to 255 from quiet to loud (5th to 99th percentile of the night); 0
    /// where nothing was recorded.
    std::vector<std::uint8_t> levels;
    bool operator==(const ReportSpectrogram&) const = default;
};

/// What a night's report says, as data.
struct NightReport {
    RecordingInfo recording;
    std::vector<Finding> findings;
    Hypnogram hypnogram;
    std::optional<NightProbabilities> probabilities;
    SleepStatistics statistics;
    std::string derivation;
    std::string modelName;
    std::string modelDigest;
    std::string programVersion;
    ReviewQuality quality;
    StatisticIntervals intervals;          ///< of `statistics`; empty without probabilities
    std::optional<EventStatistics> events; ///< absent where none was marked
    /// What the network alone would say, where a person has changed or accepted any of it.
    std::optional<SleepStatistics> networkStatistics;
    StatisticIntervals networkIntervals; ///< of `networkStatistics`
    std::int64_t acceptedEpochs = 0;     ///< a person accepted the network's stage, or gave the same
    std::optional<ScoringInfo> scoring;  ///< of a study: whose stages these are, and who signed them
    std::optional<ReportSpectrogram> spectrogram;
    StartTime writtenOn; ///< local date of the report; none is printed where it has none
};

NightReport makeNightReport(const Recording& recording, const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities, std::string derivation,
                            const LightsTimes& lights = {}, const TaskContext& context = {});

/// The rows of statisticRows() that the report shows, intervals included.
std::vector<StatisticRow> statisticRows(const NightReport& report);

/// Adds what was marked over the traces. Nothing without events.
void setEvents(NightReport& report, std::span<const ScoredEvent> events);

/// The spectrogram of a derivation from `beginSeconds` to `endSeconds` after the recording's start; nullopt
/// when it is too short or holds nothing. Memory does not grow with the night. Errors: Cancelled.
Result<std::optional<ReportSpectrogram>> reportSpectrogram(const Recording& recording,
                                                           const Derivation& derivation, double beginSeconds,
                                                           double endSeconds,
                                                           const TaskContext& context = {});

/// The report with the spectrogram of this derivation over its hypnogram. Errors: Cancelled.
Result<NightReport> withSpectrogram(NightReport report, const Recording& recording,
                                    const Derivation& derivation, const TaskContext& context = {});

/// The same facts for machines: {format: "hypnodesk-report", version: 1, notice, program, recording,
/// findings, scoring: {derivation, model, epoch_s, start_s, stages, sources}, quality, network_alone, and
/// the members of toJson(SleepStatistics)}. Texts that are no UTF-8 have been made so.
/// resources/schemas/report.schema.json is its schema.
nlohmann::json toJson(const NightReport& report);

} // namespace hypnodesk
