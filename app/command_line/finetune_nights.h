#pragma once

#include "app/command_line/training_options.h"
#include "core/retraining/retraining_plan.h"

#include <string>
#include <vector>

namespace hypnodesk::cli {

/// What `hypno finetune --nights` asks for: the way of the desktop's wizard, without its window.
struct NightsArguments {
    std::vector<std::string> nights; ///< studies, folders, recordings
    std::string subjectsFrom = "header";
    std::string mode = "same-electrode";
    std::string exam = "automatic";
    std::string record;    ///< file for the record of the change; empty: beside the model
    std::string runFolder; ///< empty: beside the model
    std::string note;
    bool acceptIfBetter = false;
    bool withAccepted = false;
    bool json = false;
    /// Options of `TrainingArguments` that were typed; the others follow from the nights.
    bool hasEpochs = false;
    bool hasBatch = false;
    bool hasRate = false;
    bool hasPatience = false;
    bool hasKl = false;
    bool hasBackboneRate = false;
    bool hasValidation = false;
};

/// Inspects, plans, trains, examines, and keeps or declines the new model; prints the exam, or the record.
int runNights(const TrainingArguments& training, const NightsArguments& arguments);

} // namespace hypnodesk::cli
