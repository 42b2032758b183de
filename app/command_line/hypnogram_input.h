#pragma once

#include "core/formats/format_registry.h"

#include <string>

namespace hypnodesk::cli {

/// A hypnogram that a user named on the command line.
struct HypnogramInput {
    ImportedHypnogram night;
    std::string origin; ///< for people: "CSV table", "study, scoring "Anna""
    std::string
        scorer; ///< of a study's scoring; else the model of the file's probabilities, where it has some
};

/// Reads a hypnogram from a file of any known format, or from a study: STUDY or STUDY#SCORING (see
/// chooseScoring()). The file's notes are told on standard error.
Result<HypnogramInput> readHypnogramInput(const std::string& text, const ReadOptions& options = {});

} // namespace hypnodesk::cli
