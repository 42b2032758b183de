#pragma once

#include "app/command_line/score_nights.h"
#include "app/command_line/score_options.h"
#include "core/model/model_defaults.h"
#include "core/model/network.h"

#include <map>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// What is left to tell when all nights have been through.
struct BatchResult {
    std::size_t scored = 0;
    std::size_t upToDate = 0;
    std::size_t passedOver = 0;
    std::size_t notReached = 0;                  ///< the user stopped the run before
    std::map<std::string, std::string> failures; ///< recording -> reason
};

/// Scores the nights, `jobs` at a time, each on a thread of its own. One line a night goes to standard
/// output, progress to standard error: a line that redraws itself on a terminal, else a line every half
/// minute.
BatchResult scoreBatch(const std::vector<Night>& nights, int jobs, const ScoreArguments& arguments,
                       Network& network, const ModelChoice& models);

} // namespace hypnodesk::cli
