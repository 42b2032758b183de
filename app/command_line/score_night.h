#pragma once

#include "app/command_line/score_nights.h"
#include "app/command_line/score_options.h"
#include "core/base/task_context.h"
#include "core/model/model_defaults.h"
#include "core/model/network.h"

#include <map>
#include <memory>
#include <string>

namespace hypnodesk::cli {

/// What became of one night.
struct NightOutcome {
    enum class Kind {
        Scored,
        UpToDate,
        PassedOver, ///< found in a folder, but no recording: it holds annotations only
        Failed,
        Stopped, ///< the user stopped the run
    };
    Kind kind = Kind::Failed;
    std::string text; ///< for people, without the name of the file; of a failed one: the reason
};

/// Scores nights one after the other, with a network of its own: one for each thread. All references must
/// outlive it.
class NightWorker {
public:
    NightWorker(const ScoreArguments& arguments, Network& network, const ModelChoice& models)
        : m_arguments(arguments), m_network(network), m_models(models) {}

    /// Leaves all of the night's outputs, or none that are new. Skips what is up to date.
    NightOutcome score(const Night& night, const TaskContext& context);

private:
    Result<NightOutcome> tryScore(const Night& night, const TaskContext& context);
    Result<NightScorer*> openedScorer(const ModelChoice::Chosen& model);

    const ScoreArguments& m_arguments;
    Network& m_network;
    const ModelChoice& m_models;
    std::map<std::string, std::unique_ptr<NightScorer>> m_scorers; ///< by the model's digest
};

} // namespace hypnodesk::cli
