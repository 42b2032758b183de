#include "core/study/study_path.h"

#include <unistd.h>

#include <string>
#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;

bool isWritableFolder(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

StudyPlace findStudyPlace(const fs::path& recording, std::string_view headerDigest,
                          const StudyFolders& folders) {
    using Where = StudyPlace::Where;
    std::error_code error;
    fs::path folder = recording.parent_path();
    if (folder.empty())
        folder = ".";
    const std::string stem = recording.stem().string();
    const std::string elsewhere = stem + "-" + std::string(headerDigest.substr(0, 8));
    const auto named = [](const fs::path& in, std::string name) { return in / (name += kStudyExtension); };

    const StudyPlace beside{named(folder, stem), Where::BesideRecording, false};
    StudyPlace chosen{named(folders.chosen, elsewhere), Where::ChosenFolder, false};
    StudyPlace fallback{named(folders.fallback, elsewhere), Where::FallbackFolder, false};
    for (StudyPlace place : {beside, chosen, fallback}) {
        const bool isOffered =
            place.where == Where::BesideRecording ||
            (place.where == Where::ChosenFolder ? !folders.chosen.empty() : !folders.fallback.empty());
        if (isOffered && fs::exists(place.path, error)) {
            place.exists = true;
            return place;
        }
    }
    if (!folders.chosen.empty())
        return chosen;
    return isWritableFolder(folder) || folders.fallback.empty() ? beside : fallback;
}

} // namespace hypnodesk
