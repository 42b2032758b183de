#pragma once

#include "core/retraining/retraining_run.h"

#include <nlohmann/json.hpp>
#include <string>

namespace hypnodesk {

enum class ModelDecision { Adopted, Kept, Undecided };
/// "adopted", "kept", "undecided".
std::string_view modelDecisionName(ModelDecision decision);

/// Who decided what about a new model.
struct ModelSignature {
    ModelDecision decision = ModelDecision::Undecided;
    std::string signer; ///< a person; empty: nobody, the program by its rule
    std::string note;
    std::string whenUtc; ///< "2026-11-22T19:30:00Z"
    std::string program; ///< "Hypnodesk 0.1.0"
    std::string host;
};

/// The record of a model change: what was learned from, how, what came of it and who decided. It goes with
/// the model.
struct ModelChangeRecord {
    std::string modelName;
    RetrainingPlan plan;
    RetrainingResult result;
    ModelSignature signature;
};

/// JSON of resources/schemas/model-change.schema.json. No path, no name of a patient beyond the subjects as
/// the clinic named them.
nlohmann::json toJson(const ModelChangeRecord& record);

/// A page for people, in English, without scripts or anything from elsewhere; every text is escaped.
/// FormatInvalid when `record` is none (made by another program, cut off). Works for records that were
/// imported with a model.
Result<std::string> modelChangeHtml(const nlohmann::json& record);

/// Writes both, each whole or not at all: `path`, and beside it the page with the suffix .html.
Result<void> writeModelChangeRecord(const ModelChangeRecord& record, const std::filesystem::path& path);

} // namespace hypnodesk
