#pragma once

#include <filesystem>
#include <string_view>

namespace hypnodesk {

inline constexpr std::string_view kStudyExtension = ".hypno";

/// Where studies may lie, besides beside their recordings.
struct StudyFolders {
    std::filesystem::path chosen;   ///< set by the user; empty: beside the recording
    std::filesystem::path fallback; ///< the user's own data, for recordings in folders that refuse new files
};

/// Where the study of a recording lies or would be made.
struct StudyPlace {
    enum class Where { BesideRecording, ChosenFolder, FallbackFolder };

    std::filesystem::path path;
    Where where = Where::BesideRecording;
    bool exists = false;
};

/// NIGHT.edf -> NIGHT.hypno beside it, or NIGHT-1a2b3c4d.hypno in the chosen or the fallback folder; the
/// digits are the first of `headerDigest` (RecordingIdentity), for many clinics call every night
/// "recording.edf". A study that exists is preferred, wherever it is: beside, chosen, fallback. Otherwise the
/// chosen folder where one is set, else beside the recording where its folder takes new files, else the
/// fallback. Makes nothing; folders that do not exist yet are the caller's to make.
StudyPlace findStudyPlace(const std::filesystem::path& recording, std::string_view headerDigest,
                          const StudyFolders& folders = {});

/// True when a file could be made in this folder now.
bool isWritableFolder(const std::filesystem::path& folder);

} // namespace hypnodesk
