#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A model file that was found in one of the model folders. Its content has not been checked.
struct InstalledModel {
    std::string id; ///< file name without ".safetensors"
    std::filesystem::path path;
    bool isShipped = false; ///< came with the program
};

/// Folders that are searched, first wins: $HYPNODESK_MODELS, the user's ($XDG_DATA_HOME/hypnodesk/models),
/// and the shipped one (beside an installed program, or resources/models of the source tree it was built
/// from).
std::vector<std::filesystem::path> modelFolders();

/// Where new models go, and where the choice of the default is kept: $HYPNODESK_MODELS, so that the machines
/// of a clinic can share one folder, else the user's. It need not exist yet; empty when the system names
/// none.
std::filesystem::path ownModelFolder();

/// All models in those folders, in that order, then by name. An id that occurs twice is listed once.
std::vector<InstalledModel> installedModels();

/// The shipped model of the highest name.
Result<std::filesystem::path> shippedModel();

/// A path to a model: an existing file as it is, or the id of an installed model; empty asks for the default
/// one for this derivation (model_defaults.h), and where none was chosen for the shipped one. DigestMismatch
/// when the default is not what it was when it was chosen. May read a whole model file: not for the GUI
/// thread.
Result<std::filesystem::path> findModel(const std::string& pathOrId, std::string_view derivation = {});

} // namespace hypnodesk
