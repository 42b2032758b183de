#pragma once

#include "core/study/study_open.h"

#include <filesystem>

namespace hypnodesk::study {

/// The kind of storage that a file in `folder` would lie on, as the system names its file system.
StorageKind storageKindOf(const std::filesystem::path& folder);

} // namespace hypnodesk::study
