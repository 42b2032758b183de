#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/model_input.h"
#include "core/model/night_scorer.h"
#include "core/retraining/tally.h"

#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// What both models make of the built-in reference set: nights of another clinic than this one. The nights
/// are simulated, from a fixed seed: no recording of a person is shipped. They tell whether the new model
/// lost what the present one could do, not how good either is on people.
struct ForgettingCheck {
    std::size_t nights = 0;
    std::int64_t epochs = 0;
    std::optional<double> kappaBefore;
    std::optional<double> kappaAfter;
    std::optional<double> accuracyBefore;
    std::optional<double> accuracyAfter;
    std::optional<Interval> differenceInterval; ///< of kappa, over the nights

    /// kappaAfter - kappaBefore; absent where either is.
    std::optional<double> difference() const;
    /// More than kNoticeableLoss of kappa was lost.
    bool isNoticeable() const;
};

inline constexpr double kNoticeableLoss = 0.05;

/// A night of the reference set with its truth.
struct ReferenceNight {
    ModelInput input;
    std::vector<Stage> stages;
};
struct ReferenceOptions {
    std::size_t nights = 4;
    double hours = 3.0;
};
/// Makes the set: the same on every machine. Some seconds a night.
Result<std::vector<ReferenceNight>> referenceNights(const TaskContext& context,
                                                    const ReferenceOptions& options = {});

/// What a model makes of each of them.
Result<std::vector<Tally>> judgeReference(NightScorer& scorer, const std::vector<ReferenceNight>& nights,
                                          int stride, const TaskContext& context);

ForgettingCheck compareForgetting(const std::vector<Tally>& before, const std::vector<Tally>& after,
                                  const BootstrapOptions& bootstrap = {});

} // namespace hypnodesk
