#pragma once

#include "core/recording/recording.h"
#include "core/study/study_reference.h"

#include <filesystem>
#include <string>

namespace hypnodesk::cli {

using hypnodesk::StudyReference;
using hypnodesk::studyReference;

/// Opens a study and tells on standard error what a person should know about it.
Result<Study> openStudy(const std::filesystem::path& file, StudyMode mode);

/// Opens the study of a recording for writing and makes it where there is none: beside the recording, or in
/// `folder` where one is given. FileUnwritable, and who holds it, when another program does.
Result<Study> openStudyOf(const Recording& recording, const std::filesystem::path& folder = {});

/// The same for what a user may name: a study, or a recording.
Result<Study> openForWriting(const std::string& studyOrRecording);

/// pickScoring(); which one it is where none was named is told on standard error.
Result<ScoringInfo> chooseScoring(const Study& study, const std::string& name);

} // namespace hypnodesk::cli
