#pragma once

#include "core/model/trainer.h"
#include "core/retraining/clinic_night.h"
#include "core/scoring/subject_folds.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// Where the clinic's electrode is, seen from the model's.
enum class ElectrodeMode {
    Same,  ///< the backbones stay as they are, to the bit
    Other, ///< the backbones learn too, at a tenth of the rate (Phan 2019)
};
/// "same-electrode", "other-electrode".
std::string_view electrodeModeName(ElectrodeMode mode);

enum class ExamKind {
    Automatic,          ///< leave one subject out below kHoldOutFrom subjects, else hold out
    LeaveOneSubjectOut, ///< each subject is held out once
    HoldOut,            ///< groups of subjects are held out in turn, so that each is examined once
    None,               ///< train only; nothing is measured
};
/// "automatic", "loso", "holdout", "none".
std::string_view examKindName(ExamKind kind);

/// Below this many subjects each of them is left out in turn.
inline constexpr std::size_t kHoldOutFrom = 8;

inline constexpr int kUsualPasses = 10;
inline constexpr int kUsualBatch = 8;
inline constexpr int kUsualPatience = 3;

/// What an expert may set; absent: from the number of nights and the mode.
struct ExpertSettings {
    std::optional<double> klWeight;     ///< 0 to 1: weight of staying close to the present model
    std::optional<double> backboneRate; ///< share of the learning rate for the backbones
    double learningRate = 1e-4;
    /// Over the nights at most, windows a step, and passes without progress before stopping. The usual values
    /// are fitted to the number of labels, so that few nights are learned in enough steps: see
    /// RetrainingPlan.
    int passes = kUsualPasses;
    int batch = kUsualBatch;
    int patience = kUsualPatience;
    std::size_t holdOutGroups = 4; ///< of subjects, held out in turn
    double validationShare = 0.15; ///< of the subjects that teach, at least one where there are three or more
    int resamples = 2000;          ///< of the bootstrap
    int stride = ScoreOptions{}.stride;
    bool operator==(const ExpertSettings&) const = default;
};

struct RetrainingSettings {
    ElectrodeMode mode = ElectrodeMode::Same;
    ExamKind exam = ExamKind::Automatic;
    LabelRule rule = LabelRule::Reviewed;
    std::uint64_t seed = 1;
    std::string device = "auto";
    ExpertSettings expert;
    bool operator==(const RetrainingSettings&) const = default;
};

/// What the chosen amount of data can show.
enum class Measurability {
    No,      ///< one subject, or no exam: cannot be measured
    Poorly,  ///< two subjects: not reliably
    Roughly, ///< 3 to 5: a gain must be seen in everyone to count
    Yes,     ///< 6 and more: a paired test can tell it from chance
};
Measurability measurability(std::size_t examinedSubjects);
/// In a sentence, English: "With 2 subjects the result cannot be measured reliably."
std::string measurabilityWords(std::size_t examinedSubjects);

/// k of (1-k) CE + k KL by the number of nights: 0.5 under five, 0.2 from ten on, linear between (model.md
/// section 4, Phan 2020).
double klWeightFor(std::size_t nights);

/// What will be done: a value that a run folder keeps.
struct RetrainingPlan {
    RetrainingSettings settings;
    ExamKind exam = ExamKind::None;   ///< what Automatic came to
    std::vector<SubjectFold> folds;   ///< subjects of `test` are judged by a model that never saw them
    std::set<std::string> validation; ///< of the final model: its early stopping and temperature
    std::set<std::string> subjects;
    std::size_t nights = 0;
    std::int64_t labels = 0; ///< epochs to learn from
    double klWeight = 0.5;
    double backboneRate = 0.0;
    int passes = kUsualPasses;
    int batch = kUsualBatch;
    int patience = kUsualPatience;
    double estimatedMinutes = 0.0;     ///< of the whole run, by MachineSpeed
    std::vector<std::string> cautions; ///< sentences, English

    std::size_t examinedSubjects() const; ///< that are tested in some fold
};

/// What a machine does: here of two quiet cores, from the processor time of runs on ten nights, rounded up.
struct MachineSpeed {
    double secondsPerScoredEpoch = 0.005;      ///< of a night, backbones and windows
    double secondsPerLearnedWindow = 0.025;    ///< same electrode: embeddings are cached
    double secondsPerLearnedWindowOther = 0.4; ///< other electrode: backbones there and back
    double secondsPerPreparedNight = 1.0;
    double secondsPerReferenceNight = 2.0; ///< to make it
};

/// The plan for these nights; those that are not usable are left out. DataMissing when none is left;
/// ArgumentInvalid names a setting out of range.
Result<RetrainingPlan> makePlan(const std::vector<ClinicNight>& nights, const RetrainingSettings& settings,
                                const MachineSpeed& speed = {});

/// Of one training on nights of so many epochs, all passes: early stopping may save some of it.
double expectedTrainingSeconds(const RetrainingPlan& plan, std::int64_t learnedEpochs,
                               std::int64_t watchedEpochs, const MachineSpeed& speed);

/// What the trainer is told for the model of a fold (from 1), or the final one (0).
TrainingOptions trainingOptions(const RetrainingPlan& plan, int fold);

nlohmann::json toJson(const RetrainingPlan& plan);

} // namespace hypnodesk
