#include "app/command_line/score_study.h"

#include "core/study/recording_identity.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

std::string optionsOf(const Derivation& derivation, const ScoreArguments& arguments) {
    return nlohmann::ordered_json({{"derivation", derivation.name}, {"stride", arguments.stride}})
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

Result<bool> studyHoldsRun(const Study& study, const std::string& modelSha256, const Derivation& derivation,
                           const ScoreArguments& arguments) {
    const auto scorings = study.scorings();
    if (!scorings)
        return tl::make_unexpected(scorings.error());
    const std::string options = optionsOf(derivation, arguments);
    return std::any_of(scorings->begin(), scorings->end(), [&](const ScoringInfo& scoring) {
        return scoring.kind == ScoringKind::Network && scoring.modelDigest == modelSha256 &&
               scoring.optionsJson == options;
    });
}

Result<std::string> keepRun(Study& study, const Recording& recording, const NightProbabilities& night,
                            const Derivation& derivation, const std::string& device,
                            const ScoreArguments& arguments, const TaskContext& context) {
    const auto digest = samplesDigestOf(recording, context);
    const auto known = digest ? study.setSamplesDigest(*digest) : tl::make_unexpected(digest.error());
    if (!known)
        return tl::make_unexpected(known.error());
    const auto id = study.createNetworkRun({.name = night.modelName,
                                            .probabilities = night,
                                            .device = device,
                                            .optionsJson = optionsOf(derivation, arguments),
                                            .note = "hypno score"});
    if (!id)
        return tl::make_unexpected(id.error());
    const auto scoring = study.scoring(*id);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    return scoring->name;
}

} // namespace hypnodesk::cli
