#include "core/model/model_library.h"

#include "core/model/program_folder.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSuffix = ".safetensors";

fs::path shippedFolder() {
    const fs::path installed = programFolder() / ".." / "share" / "hypnodesk" / "models";
    std::error_code ignored;
    return fs::is_directory(installed, ignored) ? installed.lexically_normal()
                                                : fs::path(HYPNODESK_SOURCE_MODELS);
}

fs::path userFolder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return fs::path(data) / "hypnodesk" / "models";
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".local" / "share" / "hypnodesk" / "models";
    return {};
}

} // namespace

std::vector<fs::path> modelFolders() {
    std::vector<fs::path> folders;
    if (const char* chosen = std::getenv("HYPNODESK_MODELS"); chosen && *chosen)
        folders.emplace_back(chosen);
    if (const fs::path user = userFolder(); !user.empty())
        folders.push_back(user);
    folders.push_back(shippedFolder());
    return folders;
}

std::vector<InstalledModel> installedModels() {
    std::vector<InstalledModel> models;
    const fs::path shipped = shippedFolder();
    for (const fs::path& folder : modelFolders()) {
        std::vector<InstalledModel> found;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error))
            if (entry.path().extension() == kSuffix && entry.is_regular_file(error))
                found.push_back({entry.path().stem().string(), entry.path(), folder == shipped});
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        for (InstalledModel& model : found)
            if (std::none_of(models.begin(), models.end(),
                             [&](const auto& other) { return other.id == model.id; }))
                models.push_back(std::move(model));
    }
    return models;
}

Result<fs::path> findModel(const std::string& pathOrId) {
    std::error_code ignored;
    if (!pathOrId.empty() && fs::is_regular_file(pathOrId, ignored))
        return fs::path(pathOrId);
    const std::vector<InstalledModel> models = installedModels();
    if (pathOrId.empty()) {
        const auto last =
            std::find_if(models.rbegin(), models.rend(), [](const auto& m) { return m.isShipped; });
        if (last != models.rend())
            return last->path;
        return fail(ErrorCode::FileMissing, "no model is installed in " + shippedFolder().string());
    }
    for (const InstalledModel& model : models)
        if (model.id == pathOrId)
            return model.path;
    return fail(ErrorCode::FileMissing,
                pathOrId + ": neither a file nor an installed model; 'hypno models list' shows those");
}

} // namespace hypnodesk
