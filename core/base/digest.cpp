#include "core/base/digest.h"

#include <fstream>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace hypnodesk {

struct Sha256::State {
    State() : context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context, EVP_sha256(), nullptr); }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    EVP_MD_CTX* context;
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::span<const std::byte> bytes) {
    EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size());
}

std::string Sha256::finishHex() {
    unsigned char raw[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestFinal_ex(m_state->context, raw, &length);
    std::string hex;
    for (unsigned int i = 0; i < length; ++i)
        hex += fmt::format("{:02x}", raw[i]);
    return hex;
}

std::string sha256Hex(std::span<const std::byte> bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.finishHex();
}

Result<std::string> sha256HexOfFile(const std::filesystem::path& path, const TaskContext& context) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorCode::FileUnreadable, path.string());
    Sha256 digest;
    std::vector<char> buffer(1 << 20);
    while (file) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, path.string());
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        digest.add(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount()))));
    }
    if (file.bad())
        return fail(ErrorCode::FileUnreadable, path.string());
    return digest.finishHex();
}

} // namespace hypnodesk
