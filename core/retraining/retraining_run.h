#pragma once

#include "core/base/task_context.h"
#include "core/model/night_scorer.h"
#include "core/model/trainer.h"
#include "core/retraining/exam.h"
#include "core/retraining/pause_gate.h"
#include "core/retraining/retraining_plan.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// What is to be done, and where. A value.
struct RetrainingJob {
    RetrainingPlan plan;
    std::vector<ClinicNight> nights; ///< those of the plan; unusable ones are passed over
    std::filesystem::path base;      ///< file of the present model
    std::string name;                ///< of the new model
    /// Where the run keeps all it makes until somebody decides: made when missing. A run that finds a folder
    /// of the same nights, plan and base goes on from there; DigestMismatch for a folder of another run.
    std::filesystem::path folder;
};

/// What the run works with, handed in by the program (core/net) or a test (fakes).
struct RetrainingTools {
    std::function<std::unique_ptr<Trainer>()> createTrainer;
    std::function<Result<std::unique_ptr<NightScorer>>(const std::filesystem::path& model)> openScorer;
    NightCache* cache = nullptr; ///< prepared nights on disk; null: memory, 12 MB an eight-hour night
    Tell tell;
    ReferenceOptions reference; ///< nights = 0: no forgetting check
    bool keepsFoldModels = false;
};

enum class RetrainingStep { Preparing, JudgingBefore, Training, JudgingAfter, TrainingFinal, CheckingMemory };

/// How far a run is; told on the run's thread, often.
struct RetrainingProgress {
    RetrainingStep step = RetrainingStep::Preparing;
    int fold = 0;                                ///< 1-based while Training and JudgingAfter
    int folds = 0;                               ///< the final model's training is not counted
    std::string night = {};                      ///< that is being prepared or judged
    std::optional<TrainingReport> training = {}; ///< a new point of the curves, while training
    double fraction = 0.0;                       ///< of the whole run, 0 to 1, never going back
    std::optional<double> secondsLeft = {};      ///< absent until there is something to tell by
};
using RetrainingListener = std::function<void(const RetrainingProgress&)>;

/// A night that was learned from, for the record.
struct LearnedNight {
    std::string name;
    std::string subject;
    std::string derivation;
    std::string scorer;
    std::string digest; ///< SHA-256 of scaled samples and labels
    std::int64_t labels = 0;
};

/// What a run leaves: a model that nobody uses yet, and what is known about it.
struct RetrainingResult {
    std::filesystem::path model; ///< in the job's folder
    std::string modelDigest;
    std::string baseName;
    std::string baseDigest;
    std::string device;
    std::vector<LearnedNight> nights;
    std::vector<std::string> leftOut; ///< nights that could not be used after all, with the reason
    Exam exam;
    double seconds = 0.0; ///< of work, over all sittings; pauses are not counted
};

/// Prepares the nights, judges them by the present model, trains a model for each fold and judges the nights
/// it never saw, trains the final model on all nights and checks what it forgot. Blocks; writes nowhere but
/// into the job's folder: studies, recordings and the model library are untouched whatever happens.
///
/// Cancelling (Cancelled) keeps the folder, so that the same call goes on later; discardRun() removes it.
/// `pause`, where given, holds the run between two steps of training and between nights.
Result<RetrainingResult> runRetraining(const RetrainingJob& job, const RetrainingTools& tools,
                                       const RetrainingListener& listener, const TaskContext& context,
                                       PauseGate* pause = nullptr);

/// What a folder holds of a run that was not finished or not yet decided upon.
struct UnfinishedRun {
    std::filesystem::path folder;
    std::string name; ///< of the new model
    std::string begunUtc;
    std::vector<std::filesystem::path> nights; ///< studies or recordings
    bool isFinished = false;                   ///< its result only waits for a decision
};
/// Runs below a folder, the newest first; folders that are none are passed over.
std::vector<UnfinishedRun> findRuns(const std::filesystem::path& parent);
/// The job of such a folder, to go on with. FormatInvalid when it cannot be read.
Result<RetrainingJob> readJob(const std::filesystem::path& folder);
/// Removes the folder, if it is one of a run.
Result<void> discardRun(const std::filesystem::path& folder);

} // namespace hypnodesk
