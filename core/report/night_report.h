#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/dsp/spectrogram.h"
#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_probabilities.h"

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
};

NightReport makeNightReport(const Recording& recording, const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities, std::string derivation);

/// One self-contained page (inline SVG, no scripts, no outside references).
std::string toHtml(const NightReport& report);
nlohmann::json toJson(const NightReport& report);

} // namespace hypnodesk
