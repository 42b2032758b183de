#pragma once

#include "core/study/drift_point.h"

#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// The studies of one month.
struct DriftMonth {
    std::string month; ///< "2026-11"
    std::size_t nights = 0;
    std::size_t wholeNights = 0; ///< reviewed to kWholeShare at least
    Agreement agreement;         ///< of all reviewed epochs together
    double correctionRate = 0.0;
    std::optional<double> meanConfidence;
    double poorSignalShare = 0.0;
    double reviewMinutes = 0.0; ///< a night, on average
};

enum class DriftAdvice {
    TooFewNights,  ///< fewer than kNightsToJudge nights that were reviewed as a whole
    CheckSignals,  ///< the input is to blame before the model is: kPoorSignals of the newest nights and more
    RetrainLow,    ///< agreement is below what scorers reach among each other
    RetrainFallen, ///< agreement has fallen against earlier nights
    Fine,
};

/// The course of one model on one derivation.
struct DriftSeries {
    std::string derivation;
    std::string model;
    std::string modelSha256;
    std::vector<DriftMonth> months = {}; ///< oldest first; months without studies are left out
    DriftAdvice advice = DriftAdvice::TooFewNights;
    std::size_t judgedNights = 0;            ///< whole nights that the advice rests on
    std::optional<double> recentKappa = {};  ///< mean over the newest of them
    std::optional<double> earlierKappa = {}; ///< mean over those before, for RetrainFallen
    double recentPoorSignalShare = 0.0;
};

/// A night counts for the advice when so much of it was reviewed: scorers look at doubtful epochs first, so
/// that a night half reviewed looks worse than it is.
inline constexpr double kWholeShare = 0.8;
inline constexpr std::size_t kNightsToJudge = 5;
inline constexpr std::size_t kRecentNights = 10;
inline constexpr double kPoorSignals = 0.1;
/// Between scorers of one laboratory (Lee 2022); a model that stays clearly below leaves more corrections
/// than a colleague would.
inline constexpr double kKappaOfScorers = 0.76;
inline constexpr double kNoticeableFall = 0.05;

/// One series for each model and derivation, that of the newest study first.
///
/// RetrainLow: the mean kappa of the newest kRecentNights whole nights plus two standard errors is below
/// kKappaOfScorers. RetrainFallen: the mean of the newest half of at least 2 kNightsToJudge of them is by
/// kNoticeableFall and by two standard errors of the difference below that of the older half.
std::vector<DriftSeries> driftCourses(std::vector<DriftPoint> points);

} // namespace hypnodesk
