#pragma once

#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// "For research use. All automatically scored stages are subject to verification by a qualified clinician."
extern const char* const kResearchNotice;

/// How far the network's proposals were looked at, and how far they can be trusted.
struct ReviewQuality {
    std::int64_t changedEpochs = 0;  ///< a person gave another stage than the network's most probable one
    std::int64_t doubtfulEpochs = 0; ///< good signal, most probable stage below kDoubtfulProbability
    std::int64_t flatEpochs = 0;
    std::int64_t clippedEpochs = 0;
    std::int64_t missingEpochs = 0;
    std::optional<double> meanConfidence; ///< of the epochs that the network scored, 0 to 1
    bool operator==(const ReviewQuality&) const = default;
};

/// An epoch whose most probable stage has less than this is doubtful, as in nextDoubtful().
inline constexpr float kDoubtfulProbability = 0.6f;

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
};

NightReport makeNightReport(const Recording& recording, const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities, std::string derivation,
                            const LightsTimes& lights = {});

/// One self-contained page (inline SVG, no scripts, no outside references), UTF-8, for screen and A4 paper.
std::string toHtml(const NightReport& report);

/// The same facts for machines: {format: "hypnodesk-report", version: 1, notice, program, recording,
/// findings, scoring: {derivation, model, epoch_s, start_s, stages, sources}, lights_assumed, statistics,
/// absent, cycles, quality}. Texts that are no UTF-8 have been made so.
nlohmann::json toJson(const NightReport& report);

} // namespace hypnodesk
