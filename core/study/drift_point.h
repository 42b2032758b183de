#pragma once

#include "core/scoring/agreement.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/review_effort.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace hypnodesk {

/// How the network fared on one study, for watching it over months. A value without anything that names a
/// patient: the study's random number tells two of them apart.
struct DriftPoint {
    std::string study;      ///< Study::studyId()
    std::string utc;        ///< when the study was last closed or signed, "2026-11-22T19:30:00Z"
    std::string derivation; ///< derivationKey()
    std::string model;      ///< name
    std::string modelSha256;
    std::int64_t epochs = 0;                   ///< with a stage by the network
    ConfusionMatrix confusion{};               ///< [person][network] over the reviewed ones of these
    std::optional<double> meanConfidence = {}; ///< of the network, 0 to 1
    double poorSignalShare = 0.0;              ///< of all epochs: flat, clipped or missing
    double reviewSeconds = 0.0;
    bool operator==(const DriftPoint&) const = default;

    std::int64_t reviewed() const;
    std::int64_t corrected() const; ///< a person gave another stage than the network
    double reviewedShare() const;   ///< of epochs; 0 without any
    double correctionRate() const;  ///< of reviewed; 0 without any
    Agreement agreement() const;
};

/// What a study says now. Reviewed is an epoch whose stage a person gave or accepted, or looked at (`seen`,
/// ascending). Absent without a network's verdict or a single reviewed epoch.
std::optional<DriftPoint> driftPoint(const Hypnogram& hypnogram, const NightProbabilities& night,
                                     std::span<const std::int64_t> seen, const ReviewEffort& effort);

} // namespace hypnodesk
