#include "core/base/byte_cursor.h"

namespace hypnodesk {

std::optional<std::span<const std::byte>> ByteCursor::bytes(std::size_t count) {
    if (count > remaining())
        return std::nullopt;
    const auto piece = m_bytes.subspan(m_position, count);
    m_position += count;
    return piece;
}

std::optional<std::string_view> ByteCursor::text(std::size_t count) {
    const auto piece = bytes(count);
    if (!piece)
        return std::nullopt;
    return std::string_view(reinterpret_cast<const char*>(piece->data()), piece->size());
}

std::optional<std::uint64_t> ByteCursor::littleEndian64() {
    const auto piece = bytes(8);
    if (!piece)
        return std::nullopt;
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i)
        value = value << 8 | static_cast<std::uint64_t>((*piece)[static_cast<std::size_t>(i)]);
    return value;
}

bool ByteCursor::skip(std::size_t count) { return bytes(count).has_value(); }

} // namespace hypnodesk
