#pragma once

#include "core/retraining/labelled_recording.h"

namespace hypnodesk {

/// The recordings of a manifest; paths in it are relative to its folder.
Result<std::vector<LabelledRecording>> readManifest(const std::filesystem::path& path);

/// The recordings below a folder by the naming rules of findLabelledRecordings(); none is no error.
Result<std::vector<LabelledRecording>> recordingsByName(const std::filesystem::path& folder,
                                                        const Tell& tell);

/// Whose night it is, by the file's name, where the layout has no rule of its own: what stands before '_'.
std::string subjectByName(const std::filesystem::path& recording);

} // namespace hypnodesk
