#pragma once

#include "app/command_line/labelled_nights.h"
#include "core/retraining/tally.h"
#include "core/scoring/limits_of_agreement.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// How a model did on one recording. Holds no epochs, so that any number of nights may be judged.
struct NightEvaluation {
    std::string name;
    std::string subject;
    std::string derivation;
    int fold = 0;            ///< 1-based; 0: not cross-validated
    bool wasLearned = false; ///< the model learned from this night: see LearnedNights
    Tally tally;
    std::vector<StatisticPair> statistics;
    std::vector<Tally> blocks; ///< ten minutes each; only where asked for
};

/// A recording that could not be judged.
struct FailedNight {
    std::string name;
    std::string reason;
};

/// All nights together.
struct Evaluation {
    std::string model;
    std::string digest;   ///< of the model file; empty where each fold has its own
    std::string protocol; ///< in words
    std::vector<NightEvaluation> nights;
    std::vector<FailedNight> failed;
    BootstrapOptions bootstrap;

    Tally pooled() const;
};

inline constexpr int kBlockEpochs = 20;

/// What the expert of a prepared night and the model's verdict make of each other.
NightEvaluation judge(const PreparedNight& prepared, const NightProbabilities& verdict, bool withBlocks);

/// Intervals of the pooled figures: over subjects, or, where there is only one, over ten-minute blocks of
/// that subject's nights, which tell how sure the figure is for this subject and nothing about others.
struct PooledIntervals {
    bool isOverSubjects = true;
    std::size_t units = 0;
    std::vector<std::optional<Interval>> intervals; ///< in the order of kFigureNames
    std::string note;                               ///< what a reader must know
};
PooledIntervals pooledIntervals(const Evaluation& evaluation);

/// The errors of one statistic over all recordings in which both scorings have it.
struct StatisticErrors {
    StatisticPair what; ///< key, name and unit
    LimitsOfAgreement limits;
};
std::vector<StatisticErrors> statisticErrors(const Evaluation& evaluation);

/// Fixed columns, for people. `withDetails`: the statistics and the reliability of each recording too.
std::string toTable(const Evaluation& evaluation, bool withDetails);
/// For machines; "schema" changes when a field changes its meaning or goes away.
nlohmann::json toJson(const Evaluation& evaluation);

} // namespace hypnodesk::cli
