#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "core/base/result.h"
#include "core/base/task_context.h"

namespace hypnodesk::cli {

/// Exit codes of `hypno`.
enum ExitCode : int { kDone = 0, kSomeFailed = 1, kWrongUsage = 2, kNothingDone = 3 };

/// What a chosen subcommand does; returns the exit code. Results go to standard output, progress and log to standard
/// error.
using Action = std::function<int()>;

/// Each subcommand lives in a file of its own, which declares its options on `app` and stores into `chosen` what to
/// do when the user names it. Options live in a shared_ptr captured by the action.
void addAudit(CLI::App& app, Action& chosen);
void addBundle(CLI::App& app, Action& chosen);
void addImport(CLI::App& app, Action& chosen);
void addInfo(CLI::App& app, Action& chosen);
void addSimulate(CLI::App& app, Action& chosen);
void addScore(CLI::App& app, Action& chosen);
void addStats(CLI::App& app, Action& chosen);
void addCompare(CLI::App& app, Action& chosen);
void addConvert(CLI::App& app, Action& chosen);
void addDeidentify(CLI::App& app, Action& chosen);
void addPretrain(CLI::App& app, Action& chosen);
void addFinetune(CLI::App& app, Action& chosen);
void addEvaluate(CLI::App& app, Action& chosen);
void addModels(CLI::App& app, Action& chosen);
void addReport(CLI::App& app, Action& chosen);
void addStudy(CLI::App& app, Action& chosen);
void addCheck(CLI::App& app, Action& chosen);

/// Prints "hypno: <what>" to standard error.
void complain(const std::string& what);
void complain(const Error& error);

/// A context that is cancelled by Ctrl+C and draws a progress bar on standard error when that is a terminal.
/// `title` stands in front of the bar.
TaskContext terminalContext(const std::string& title);

/// The same without a bar: progress goes to `progress`, where given.
TaskContext interruptibleContext(TaskContext::ProgressFunction progress = {});

} // namespace hypnodesk::cli
