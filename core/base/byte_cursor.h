#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hypnodesk {

/// Reads bytes front to back and never past the end. Every read that does not fit returns nullopt and leaves the
/// position where it was. It views the bytes; their owner must outlive it.
class ByteCursor {
public:
    explicit ByteCursor(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    std::size_t position() const { return m_position; }
    std::size_t remaining() const { return m_bytes.size() - m_position; }

    std::optional<std::span<const std::byte>> bytes(std::size_t count);
    std::optional<std::string_view> text(std::size_t count);
    std::optional<std::uint64_t> littleEndian64();
    bool skip(std::size_t count);

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
};

} // namespace hypnodesk
