#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <optional>
#include <string>

namespace hypnodesk {

/// A study, and one of its scorings where the user named one.
struct StudyReference {
    std::filesystem::path file;
    std::string scoring; ///< empty: not named
};

/// "NIGHT.hypno" or "NIGHT.hypno#Anna"; nullopt when the text names no study. Studies are known by their
/// content.
std::optional<StudyReference> studyReference(const std::string& text);

/// The scoring of this name. Without a name: the only one, else the one signed last, else the newest of a
/// person or a file, else the newest. DataMissing names those that exist.
Result<ScoringInfo> pickScoring(const Study& study, const std::string& name);

} // namespace hypnodesk
