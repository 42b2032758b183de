#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/task_context.h"

namespace hypnodesk {

/// SHA-256 fed piece by piece. Movable, one thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::span<const std::byte> bytes);
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }

    /// The digest as 64 lower-case hexadecimal digits. Ends the calculation: call it once.
    std::string finishHex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string sha256Hex(std::span<const std::byte> bytes);

/// Digest of a whole file, read in pieces.
Result<std::string> sha256HexOfFile(const std::filesystem::path& path, const TaskContext& context = {});

} // namespace hypnodesk
