#pragma once

#include "app/command_line/command.h"
#include "app/command_line/night_cache_options.h"
#include "core/model/trainer.h"

#include <memory>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// What pretrain and finetune ask the user for.
struct TrainingArguments {
    std::vector<std::string> data;       ///< folders
    std::vector<std::string> fragments;  ///< folders of recordings with only some stages
    std::vector<std::string> validation; ///< folders to judge by
    std::string base;                    ///< fine-tuning
    std::string out;
    std::string log; ///< JSON lines, one a report
    NightCacheArguments cache;
    std::string ablate;               ///< pre-training: what to leave out
    double peerTimeoutMinutes = 30.0; ///< pre-training
    TrainingOptions options;
};

/// Declares the options that both share, with the defaults that `arguments` holds.
void declareTrainingOptions(CLI::App& command, TrainingArguments& arguments);

/// Reads the folders, calls the trainer and prints its progress. `base` empty: pre-training.
int runTraining(const TrainingArguments& arguments);

} // namespace hypnodesk::cli
