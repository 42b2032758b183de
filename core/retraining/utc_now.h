#pragma once

#include <fmt/chrono.h>

#include <chrono>
#include <string>

namespace hypnodesk {

/// "2026-11-22T19:30:00Z".
inline std::string utcNow() {
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

} // namespace hypnodesk
