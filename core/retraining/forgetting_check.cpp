#include "core/retraining/forgetting_check.h"

#include "core/simulation/simulated_night.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr std::uint64_t kReferenceSeed = 20251101; ///< of no night that a shipped model learned from
constexpr const char* kReferenceDerivation = "C4-M1";

Result<ReferenceNight> referenceNight(int subject, double hours, const TaskContext& context) {
    SimulationOptions options;
    options.seed = kReferenceSeed;
    options.subject = subject;
    options.hours = hours;
    options.channels = {kReferenceDerivation};
    const auto night = simulateNight(options, context);
    if (!night)
        return tl::make_unexpected(night.error());
    auto input = prepareModelInput(night->signals.front(), night->rateHz, kReferenceDerivation,
                                   TaskContext(context.stopToken()));
    if (!input)
        return tl::make_unexpected(input.error());
    ReferenceNight reference{std::move(*input), night->hypnogram.stages()};
    reference.stages.resize(static_cast<std::size_t>(reference.input.grid.count), Stage::Unscored);
    return reference;
}

Tally sumOf(const std::vector<Tally>& tallies) {
    Tally sum;
    for (const Tally& tally : tallies)
        sum += tally;
    return sum;
}

} // namespace

std::optional<double> ForgettingCheck::difference() const {
    return kappaBefore && kappaAfter ? std::optional(*kappaAfter - *kappaBefore) : std::nullopt;
}

bool ForgettingCheck::isNoticeable() const {
    return difference() && *difference() < -kNoticeableLoss;
}

Result<std::vector<ReferenceNight>> referenceNights(const TaskContext& context,
                                                    const ReferenceOptions& options) {
    std::vector<ReferenceNight> nights;
    for (std::size_t i = 0; i < options.nights; ++i) {
        const auto count = static_cast<double>(options.nights);
        auto night =
            referenceNight(static_cast<int>(i) + 1, options.hours,
                           context.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
        if (!night)
            return tl::make_unexpected(night.error());
        nights.push_back(std::move(*night));
    }
    return nights;
}

Result<std::vector<Tally>> judgeReference(NightScorer& scorer, const std::vector<ReferenceNight>& nights,
                                          int stride, const TaskContext& context) {
    std::vector<Tally> tallies;
    for (std::size_t i = 0; i < nights.size(); ++i) {
        const auto count = static_cast<double>(nights.size());
        const auto verdict =
            scorer.score(nights[i].input, {.stride = stride},
                         context.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
        if (!verdict)
            return tl::make_unexpected(verdict.error());
        const Hypnogram said = Hypnogram::fromProbabilities(*verdict);
        Tally& tally = tallies.emplace_back();
        for (std::int64_t e = 0; e < said.size(); ++e)
            tally.add(nights[i].stages[static_cast<std::size_t>(e)], said.stage(e),
                      verdict->epochs[static_cast<std::size_t>(e)].joint);
    }
    return tallies;
}

ForgettingCheck compareForgetting(const std::vector<Tally>& before, const std::vector<Tally>& after,
                                  const BootstrapOptions& bootstrap) {
    ForgettingCheck check;
    check.nights = std::min(before.size(), after.size());
    if (check.nights == 0)
        return check;
    const Agreement was = sumOf(before).agreement();
    const Agreement is = sumOf(after).agreement();
    check.epochs = is.compared;
    check.kappaBefore = was.kappa;
    check.kappaAfter = is.kappa;
    if (was.compared > 0)
        check.accuracyBefore = was.accuracy;
    if (is.compared > 0)
        check.accuracyAfter = is.accuracy;
    check.differenceInterval = bootstrapIntervals(
                                   check.nights,
                                   [&](std::span<const std::size_t> drawn) {
                                       Tally old;
                                       Tally now;
                                       for (const std::size_t night : drawn) {
                                           old += before[night];
                                           now += after[night];
                                       }
                                       const auto a = old.agreement().kappa;
                                       const auto b = now.agreement().kappa;
                                       return Figures{a && b ? std::optional(*b - *a) : std::nullopt};
                                   },
                                   bootstrap)
                                   .front();
    return check;
}

} // namespace hypnodesk
