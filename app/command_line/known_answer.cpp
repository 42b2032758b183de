#include "app/command_line/known_answer.h"

#include "core/model/model_input.h"
#include "core/scoring/agreement.h"
#include "core/simulation/simulated_night.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk::cli {

namespace {

constexpr float kTolerance = 1e-3f;

float largestDifference(const NightProbabilities& a, const NightProbabilities& b) {
    float largest = 0.0f;
    for (std::size_t e = 0; e < a.epochs.size(); ++e)
        for (std::size_t c = 0; c < kStageClassCount; ++c)
            largest = std::max(largest, std::fabs(a.epochs[e].joint[c] - b.epochs[e].joint[c]));
    return largest;
}

bool isDistribution(const StageProbabilities& p) {
    return std::fabs(std::accumulate(p.begin(), p.end(), 0.0f) - 1.0f) < kTolerance &&
           std::all_of(p.begin(), p.end(), [](float value) { return value >= 0.0f; });
}

} // namespace

Result<std::string> askKnownQuestion(Network& network, const std::filesystem::path& model,
                                     const std::string& device) {
    SimulationOptions options;
    options.seed = 20;
    options.hours = 1.0 / 3.0;
    options.channels = {"C4-M1"};
    const auto night = simulateNight(options);
    if (!night)
        return tl::make_unexpected(night.error());
    const auto input = prepareModelInput(night->signals.front(), night->rateHz, night->labels.front());
    if (!input)
        return tl::make_unexpected(input.error());
    const auto scorer = network.openScorer(model, device);
    if (!scorer)
        return tl::make_unexpected(scorer.error());
    const auto first = (*scorer)->score(*input, {.batch = 16}, {});
    const auto second = (*scorer)->score(*input, {.batch = 5}, {});
    if (!first || !second)
        return tl::make_unexpected(first ? second.error() : first.error());
    for (const EpochVerdict& verdict : first->epochs)
        if (!isDistribution(verdict.joint))
            return fail(ErrorCode::Internal, "an answer is no probability distribution");
    const float difference = largestDifference(*first, *second);
    if (difference > kTolerance)
        return fail(ErrorCode::Internal,
                    fmt::format("answers depend on the batch size: they differ by {}", difference));
    return fmt::format("{} virtual epochs scored on {}, {:.0f} % as they were made", first->epochs.size(),
                       (*scorer)->deviceName(),
                       100.0 * agreement(night->hypnogram, Hypnogram::fromProbabilities(*first)).accuracy);
}

} // namespace hypnodesk::cli
