#include "core/study/model_references.h"

#include "core/study/study.h"
#include "core/study/study_path.h"

#include <algorithm>
#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

void addStudiesBelow(const fs::path& folder, std::vector<fs::path>& studies) {
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, error);
    while (!error && walk != fs::recursive_directory_iterator()) {
        std::error_code ignored;
        if (walk->path().extension() == kStudyExtension && walk->is_regular_file(ignored))
            studies.push_back(walk->path());
        walk.increment(error);
    }
}

bool addReferences(const fs::path& path, const std::string& modelSha256, ModelReferences& found) {
    const auto study = Study::open(path, StudyMode::ReadOnly);
    const auto scorings = study ? study->scorings() : tl::make_unexpected(study.error());
    if (!scorings)
        return false;
    for (const ScoringInfo& info : *scorings) {
        if (info.kind != ScoringKind::Network || info.modelDigest != modelSha256)
            continue;
        const auto night = study->probabilities(info.id);
        found.references.push_back({path, info.name, night ? night->derivation : std::string()});
    }
    return true;
}

} // namespace

Result<ModelReferences> findModelReferences(const std::string& modelSha256,
                                            std::span<const fs::path> studiesAndFolders,
                                            const TaskContext& context) {
    std::vector<fs::path> studies;
    for (const fs::path& path : studiesAndFolders) {
        std::error_code error;
        if (fs::is_directory(path, error))
            addStudiesBelow(path, studies);
        else if (fs::is_regular_file(path, error))
            studies.push_back(path);
    }
    std::sort(studies.begin(), studies.end());
    studies.erase(std::unique(studies.begin(), studies.end()), studies.end());
    ModelReferences found;
    for (std::size_t i = 0; i < studies.size(); ++i) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "looking for studies");
        if (addReferences(studies[i], modelSha256, found))
            ++found.looked;
        else
            found.unreadable.push_back(studies[i]);
        context.report(static_cast<double>(i + 1) / static_cast<double>(studies.size()));
    }
    return found;
}

} // namespace hypnodesk
