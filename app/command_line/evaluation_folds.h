#pragma once

#include "app/command_line/evaluation.h"
#include "app/command_line/night_cache_options.h"
#include "core/model/network.h"
#include "core/scoring/subject_folds.h"

#include <filesystem>
#include <vector>

namespace hypnodesk::cli {

struct ScoringSettings {
    std::string device = "auto";
    int stride = ScoreOptions{}.stride;
};

/// Judges a model on recordings, one after the other: memory holds one night at a time. Recordings that
/// cannot be judged are listed in `into.failed`. `fold` 0: not cross-validated.
Result<void> judgeRecordings(Network& network, const std::filesystem::path& model,
                             const std::vector<LabelledRecording>& recordings,
                             const ScoringSettings& settings, int fold, bool withBlocks, Evaluation& into,
                             const TaskContext& context);

/// How the model of each fold comes about.
struct FoldTraining {
    bool fromScratch = false;     ///< pre-train on the fold first, as the paper does
    std::filesystem::path base;   ///< what is fine-tuned, unless fromScratch
    TrainingOptions pretraining;  ///< fromScratch only
    TrainingOptions finetuning;   ///< epochs 0: none, the pre-trained model is judged (fromScratch only)
    std::filesystem::path folder; ///< keeps plan.json, fold-NN.pretrained.safetensors, fold-NN.safetensors
    int onlyFold = 0;             ///< 1-based; 0: all
    NightCacheArguments cache;    ///< of the nights that a fold is trained on
};

/// Trains a model for each fold on its training subjects, watched on its validation subjects, and judges it
/// on its test subjects. Models that the folder holds already are taken as they are, and a training run that
/// was stopped goes on, so that the same call may be repeated until all folds are done; DigestMismatch when
/// the folder belongs to other folds or options. While a fold is trained, its nights are in the cache, else
/// in memory (12 MB an eight-hour night).
Result<void> crossValidate(Network& network, const std::vector<LabelledRecording>& recordings,
                           const std::vector<SubjectFold>& folds, const FoldTraining& training,
                           const ScoringSettings& settings, Evaluation& into);

} // namespace hypnodesk::cli
