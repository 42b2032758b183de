#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace hypnodesk {

/// A file mapped read-only into memory. Immutable once opened and safe to read from any thread. The file must
/// not be truncated by others while it is mapped; recordings are never written by us.
class MappedFile {
public:
    static Result<MappedFile> open(const std::filesystem::path& path);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }

    /// Gives the memory of the pages read so far back to the system; they are read from the file again when
    /// needed.
    void release() const;

private:
    MappedFile(const std::byte* data, std::size_t size) : m_data(data), m_size(size) {}

    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace hypnodesk
