#pragma once

#include <filesystem>
#include <system_error>

namespace hypnodesk {

/// Whether something has that name; what cannot be looked at counts as not there.
inline bool isThere(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

} // namespace hypnodesk
