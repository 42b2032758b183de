#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <filesystem>

namespace hypnodesk {

/// The recording to try the program on: a virtual subject's night of four hours, always the same. Made by the
/// simulator in `folder` (which is made as well) unless it is there already. Some seconds; worker.
/// FileUnwritable, Cancelled.
Result<std::filesystem::path> demoNight(const std::filesystem::path& folder, const TaskContext& context);

} // namespace hypnodesk
