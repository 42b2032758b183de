#pragma once

#include "core/retraining/model_change_record.h"

#include <filesystem>
#include <string>

namespace hypnodesk::cli {

/// What is going to be done, for people, on standard error.
void printPlan(const std::vector<ClinicNight>& nights, const RetrainingPlan& plan);

/// The course of a run on standard error, and as JSON lines where a log is named.
RetrainingListener progressListener(const std::string& logPath);

/// The exam, its verdict, and what became of the model, for people, on standard output.
void printExam(const ModelChangeRecord& record, const std::filesystem::path& out);

} // namespace hypnodesk::cli
