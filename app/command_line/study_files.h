#pragma once

#include "core/recording/recording.h"
#include "core/study/study.h"

#include <filesystem>
#include <optional>
#include <string>

namespace hypnodesk::cli {

/// A study, and one of its scorings where the user named one.
struct StudyReference {
    std::filesystem::path file;
    std::string scoring; ///< empty: not named
};

/// "NIGHT.hypno" or "NIGHT.hypno#Anna"; nullopt when the text names no study. Studies are known by their
/// content.
std::optional<StudyReference> studyReference(const std::string& text);

/// Opens a study and tells on standard error what a person should know about it.
Result<Study> openStudy(const std::filesystem::path& file, StudyMode mode);

/// Opens the study of a recording for writing and makes it where there is none: beside the recording, or in
/// `folder` where one is given. FileUnwritable, and who holds it, when another program does.
Result<Study> openStudyOf(const Recording& recording, const std::filesystem::path& folder = {});

/// The same for what a user may name: a study, or a recording.
Result<Study> openForWriting(const std::string& studyOrRecording);

/// The scoring of this name. Without a name: the only one, else the one signed last, else the newest of a
/// person or a file, else the newest; which one it is is told on standard error. DataMissing names those that
/// exist.
Result<ScoringInfo> chooseScoring(const Study& study, const std::string& name);

} // namespace hypnodesk::cli
