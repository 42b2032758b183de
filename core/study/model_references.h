#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

/// A run of a model that a study keeps.
struct ModelReference {
    std::filesystem::path study;
    std::string scoring; ///< name of the run
    std::string derivation;
};

/// Which studies hold runs of a model, and where was looked.
struct ModelReferences {
    std::vector<ModelReference> references;
    std::size_t looked = 0;                        ///< studies that were read
    std::vector<std::filesystem::path> unreadable; ///< studies that could not be
};

/// Looks through these studies, and through all studies in and below folders among them, for runs of the
/// model with this SHA-256. Studies that are not there any more are passed over. Reads only. Cancelled.
Result<ModelReferences> findModelReferences(const std::string& modelSha256,
                                            std::span<const std::filesystem::path> studiesAndFolders,
                                            const TaskContext& context = {});

} // namespace hypnodesk
