#pragma once

#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/review_quality.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_probabilities.h"
#include "core/scoring/statistic_intervals.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// "For research use. All automatically scored stages are subject to verification by a qualified clinician."
extern const char* const kResearchNotice;

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
    StatisticIntervals intervals; ///< of `statistics`; empty without probabilities
    /// What the network alone would say, where a person has changed or accepted any of it.
    std::optional<SleepStatistics> networkStatistics;
    StatisticIntervals networkIntervals; ///< of `networkStatistics`
};

NightReport makeNightReport(const Recording& recording, const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities, std::string derivation,
                            const LightsTimes& lights = {}, const TaskContext& context = {});

/// One self-contained page (inline SVG, no scripts, no outside references), UTF-8, for screen and A4 paper.
std::string toHtml(const NightReport& report);

/// The same facts for machines: {format: "hypnodesk-report", version: 1, notice, program, recording,
/// findings, scoring: {derivation, model, epoch_s, start_s, stages, sources}, quality, network_alone, and
/// the members of toJson(SleepStatistics)}. Texts that are no UTF-8 have been made so.
/// resources/schemas/report.schema.json is its schema.
nlohmann::json toJson(const NightReport& report);

} // namespace hypnodesk
