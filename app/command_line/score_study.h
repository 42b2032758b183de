#pragma once

#include "app/command_line/score_options.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/recording/derivation.h"
#include "core/study/study.h"

#include <string>

namespace hypnodesk::cli {

/// True when the study has a run of this model with these options already.
Result<bool> studyHoldsRun(const Study& study, const std::string& modelSha256, const Derivation& derivation,
                           const ScoreArguments& arguments);

/// Keeps the run in the study, for ever as it is; returns its name.
Result<std::string> keepRun(Study& study, const Recording& recording, const NightProbabilities& night,
                            const Derivation& derivation, const std::string& device,
                            const ScoreArguments& arguments, const TaskContext& context);

} // namespace hypnodesk::cli
