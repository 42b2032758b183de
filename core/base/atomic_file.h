#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "core/base/result.h"

namespace hypnodesk {

/// Writes a file whole or not at all: the bytes go to a temporary file in the same folder, are flushed to disk, and
/// take the final name in one step. After a failure the old file is untouched and no temporary file stays behind.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view text);

/// The same for writers that insist on a path (EDFlib): `write` fills the temporary path that it is given.
Result<void> writeFileAtomically(const std::filesystem::path& path,
                                 const std::function<Result<void>(const std::filesystem::path&)>& write);

/// A whole small file as text. Refuses more than `maximumBytes`, so that a wrong path cannot fill the memory.
Result<std::string> readTextFile(const std::filesystem::path& path, std::size_t maximumBytes = 64u << 20);

} // namespace hypnodesk
