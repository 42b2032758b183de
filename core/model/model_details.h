#pragma once

#include "core/base/result.h"
#include "core/model/model_library.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// What a library shows of a model without computing with it.
struct ModelDetails {
    InstalledModel model;
    std::string name;                 ///< "MC2SleepNet 2"
    std::string sha256;               ///< of the file; empty when it cannot be read at all
    std::vector<std::string> parents; ///< names of the models it was made from, nearest first
    std::string parentSha256;         ///< of the nearest, where it is known
    std::string madeUtc; ///< "2026-11-22T12:34:56Z", from the record; empty where nobody noted it
    nlohmann::json provenance = nlohmann::json::object();
    nlohmann::json record; ///< its model-change record; null where there is none
    /// Why it should not be used: altered, damaged, of a later version. Absent: as it was written.
    std::optional<Error> problem;
};

/// The change record of a model lies beside it: clinic.safetensors, clinic.record.json.
std::filesystem::path changeRecordPath(const std::filesystem::path& model);

/// The key of a change record that holds the SHA-256 of the model file it speaks of.
inline constexpr const char* kRecordModelDigest = "model_sha256";

/// Reads and checks one model and its record. Reads the whole file: not for the GUI thread.
ModelDetails readModelDetails(const InstalledModel& model);

} // namespace hypnodesk
