#pragma once

#include <spdlog/spdlog.h>

namespace hypnodesk {

/// Sends spdlog's default logger to standard error (standard output belongs to results). Called once by each program.
void startLogging(spdlog::level::level_enum level = spdlog::level::info);

} // namespace hypnodesk
