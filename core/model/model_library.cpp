#include "core/model/model_library.h"

#include "core/base/digest.h"
#include "core/model/model_defaults.h"
#include "core/model/program_folder.h"

#include <fmt/format.h>

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

/// The default of the library for this derivation; the shipped model where none was chosen.
Result<fs::path> defaultModel(std::string_view derivation) {
    const auto history = readModelDefaults(ownModelFolder());
    if (!history)
        return tl::make_unexpected(history.error());
    const ModelDefaults defaults = history->inForce();
    const DefaultModel& chosen = defaults.of(derivation);
    if (chosen.id.empty())
        return shippedModel();
    for (const InstalledModel& model : installedModels()) {
        if (model.id != chosen.id)
            continue;
        const auto digest = sha256HexOfFile(model.path);
        if (!digest)
            return tl::make_unexpected(digest.error());
        if (*digest != chosen.sha256)
            return fail(ErrorCode::DigestMismatch,
                        fmt::format("{}: the default model was altered since it was chosen; choose another "
                                    "default, or roll back",
                                    model.path.string()));
        return model.path;
    }
    return fail(ErrorCode::FileMissing,
                fmt::format("{}: the default model is not installed any more; choose another default, or "
                            "roll back",
                            chosen.id));
}

} // namespace

fs::path ownModelFolder() {
    if (const char* chosen = std::getenv("HYPNODESK_MODELS"); chosen && *chosen)
        return chosen;
    return userFolder();
}

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

Result<fs::path> shippedModel() {
    const std::vector<InstalledModel> models = installedModels();
    const auto last = std::find_if(models.rbegin(), models.rend(), [](const auto& m) { return m.isShipped; });
    if (last != models.rend())
        return last->path;
    return fail(ErrorCode::FileMissing, "no model is installed in " + shippedFolder().string());
}

Result<fs::path> findModel(const std::string& pathOrId, std::string_view derivation) {
    std::error_code ignored;
    if (!pathOrId.empty() && fs::is_regular_file(pathOrId, ignored))
        return fs::path(pathOrId);
    if (pathOrId.empty())
        return defaultModel(derivation);
    for (const InstalledModel& model : installedModels())
        if (model.id == pathOrId)
            return model.path;
    return fail(ErrorCode::FileMissing,
                pathOrId + ": neither a file nor an installed model; 'hypno models list' shows those");
}

} // namespace hypnodesk
