#pragma once

#include "core/retraining/forgetting_check.h"
#include "core/retraining/paired_test.h"
#include "core/retraining/tally.h"
#include "core/scoring/limits_of_agreement.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// A night that neither model learned from, as the clinic labelled it and as both models see it: the present
/// one, and the new one of the fold that left its subject out.
struct ExaminedNight {
    std::string name;
    std::string subject;
    std::vector<Stage> labels; ///< Unscored where nothing counts
    LightsTimes lights;
    NightProbabilities before;
    NightProbabilities after; ///< the same grid
    int fold = 0;             ///< 1-based
};

/// A figure of all examined nights together, before and after.
struct FigureComparison {
    std::string key;  ///< of kFigureNames: "kappa", "f1_N1"
    std::string name; ///< "Cohen's kappa", "F1 of N1"
    bool higherIsBetter = true;
    std::optional<double> before; ///< pooled over epochs; absent where undefined
    std::optional<double> after;
    std::optional<double> difference; ///< after - before
    /// Percentile intervals of the bootstrap over subjects; absent for fewer than two.
    std::optional<Interval> beforeInterval;
    std::optional<Interval> afterInterval;
    std::optional<Interval> differenceInterval; ///< the same subjects are drawn for both
    PairedTest test;                            ///< of the subjects' own differences
};

/// The error of one sleep statistic (model minus labels) over the examined nights.
struct StatisticComparison {
    std::string key;         ///< "tst_min"
    std::string name;        ///< "TST"
    std::string unit;        ///< "min"
    std::int64_t nights = 0; ///< in which labels and both models have it
    double biasBefore = 0.0; ///< mean error
    double biasAfter = 0.0;
    double errorBefore = 0.0; ///< mean absolute error
    double errorAfter = 0.0;
    std::optional<Interval> differenceInterval; ///< of errorAfter - errorBefore, over subjects
    PairedTest test;                            ///< of the subjects' mean absolute errors
};

/// An epoch that the models judge differently and one of them right.
struct ChangedEpoch {
    std::size_t night = 0; ///< index of Exam::nights
    std::int64_t epoch = 0;
    Stage label = Stage::Unscored;
    Stage before = Stage::Unscored;
    Stage after = Stage::Unscored;
    float certainty = 0.0f; ///< probability of the model that changed its mind: of `after`'s stage
    bool isBetter() const { return after == label; }
};

struct SubjectComparison {
    std::string subject;
    std::size_t nights = 0;
    std::int64_t labels = 0;
    std::optional<double> kappaBefore;
    std::optional<double> kappaAfter;
};

struct ExamNightSummary {
    std::string name;
    std::string subject;
    int fold = 0;
    std::int64_t labels = 0;
    std::optional<double> kappaBefore;
    std::optional<double> kappaAfter;
};

enum class ExamVerdict { Better, NoMeasurableDifference, Worse, CannotBeMeasured };
/// "better", "no_measurable_difference", "worse", "cannot_be_measured": stable, for files.
std::string_view examVerdictName(ExamVerdict verdict);

/// Before and after, on nights the new model never saw.
struct Exam {
    std::vector<ExamNightSummary> nights;
    std::vector<SubjectComparison> subjects;
    std::int64_t epochs = 0;               ///< with a label and a stage by both models
    std::vector<FigureComparison> figures; ///< in the order of kFigureNames; empty when nothing was examined
    std::vector<StatisticComparison> statistics;
    std::int64_t changedForBetter = 0;
    std::int64_t changedForWorse = 0;
    std::vector<ChangedEpoch> changed; ///< better and worse, the surest first, at most `keptChanges` of each
    std::optional<ForgettingCheck> forgetting;
    ExamVerdict verdict = ExamVerdict::CannotBeMeasured;
    /// True only when the verdict is "better" and the reference set loses less than the clinic gains:
    /// otherwise the present model is to be kept.
    bool recommendsNewModel = false;

    const FigureComparison* figure(std::string_view key) const;
};

struct ExamOptions {
    BootstrapOptions bootstrap{.resamples = 2000, .seed = 1, .level = 0.95};
    PairedTestOptions test = {};
    double significance = 0.05;
    std::size_t keptChanges = 100;
};

/// The verdict's rule (also in resources/docs/retraining.md). It looks at kappa alone: one figure, chosen
/// beforehand. Fewer than three subjects: cannot be measured. Better: the interval of the paired difference
/// lies above 0, and the paired test's p is below `significance` - with 3 to 5 subjects, where no test can
/// reach that, every subject must gain and the pooled gain be at least 0.02. Worse: the same downwards.
/// Otherwise no measurable difference.
Exam examine(const std::vector<ExaminedNight>& nights, const ExamOptions& options = {});

/// Adds the check and decides again about the recommendation.
void addForgetting(Exam& exam, ForgettingCheck check);

/// The verdict and what it rests on, in plain English sentences, the first one the verdict.
std::vector<std::string> examWords(const Exam& exam);

} // namespace hypnodesk
