#pragma once

#include "core/model/calibration.h"
#include "core/scoring/agreement.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// How a model did on one recording.
struct NightEvaluation {
    std::string name;
    std::string subject;
    Agreement agreement;
    std::vector<CalibrationSample> samples; ///< calibrated probabilities with the expert's stage
};

/// All nights together, and the same pooled.
struct Evaluation {
    std::string model;
    std::string digest;
    std::vector<NightEvaluation> nights;

    Agreement pooled() const;
    Calibration pooledCalibration() const;
};

std::string toTable(const Evaluation& evaluation);
nlohmann::json toJson(const Evaluation& evaluation);

} // namespace hypnodesk::cli
