#pragma once

#include "core/model/trainer.h"
#include "core/simulation/simulated_night.h"
#include "tests/core/net/small_network.h"

#include <fmt/format.h>

#include <memory>
#include <vector>

/// 24 minutes of three virtual subjects, and options with which a small network learns from them in a moment.

inline hypnodesk::LabelledNight simulated(int subject, double hours) {
    using namespace hypnodesk;
    const auto night = simulateNight(
        {.seed = 11, .subject = subject, .hours = hours, .rateHz = 100.0, .channels = {"C4-M1"}});
    auto input = prepareModelInput(night->signals.front(), 100.0, "C4-M1");
    LabelledNight labelled{"night", fmt::format("subject {}", subject), "digest", nullptr,
                           night->hypnogram.stages()};
    labelled.input = std::make_shared<const ModelInput>(std::move(*input));
    return labelled;
}

inline std::vector<hypnodesk::LabelledNight> fewNights() {
    return {simulated(1, 0.4), simulated(2, 0.4), simulated(3, 0.4)};
}

inline hypnodesk::TrainingOptions quickOptions() {
    hypnodesk::TrainingOptions options;
    options.config = smallConfig();
    options.epochs = 2;
    options.batch = 4;
    options.validationShare = 0.34;
    options.device = "cpu";
    options.name = "test";
    return options;
}
