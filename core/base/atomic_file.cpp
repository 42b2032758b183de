#include "core/base/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> unwritable(const fs::path& path, int systemError) {
    return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", path.string(), std::strerror(systemError)));
}

fs::path temporaryNeighbour(const fs::path& path) {
    static std::atomic<unsigned> counter = 0; // two threads may write the same file
    fs::path neighbour = path;
    neighbour += fmt::format(".{}-{}.part", ::getpid(), ++counter);
    return neighbour;
}

Result<void> flushToDisk(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return unwritable(path, errno);
    const int failed = ::fsync(descriptor) != 0 ? errno : 0;
    ::close(descriptor);
    if (failed)
        return unwritable(path, failed);
    return {};
}

Result<void> writeBytes(const fs::path& path, std::span<const std::byte> bytes) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return unwritable(path, errno);
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const int failed = errno;
            ::close(descriptor);
            return unwritable(path, failed);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (::close(descriptor) != 0)
        return unwritable(path, errno);
    return {};
}

} // namespace

Result<void> writeFileAtomically(const fs::path& path,
                                 const std::function<Result<void>(const fs::path&)>& write) {
    const fs::path temporary = temporaryNeighbour(path);
    std::error_code ignored;
    Result<void> written = write(temporary);
    if (written)
        written = flushToDisk(temporary);
    if (!written) {
        fs::remove(temporary, ignored);
        return written;
    }
    std::error_code renamed;
    fs::rename(temporary, path, renamed);
    if (renamed) {
        fs::remove(temporary, ignored);
        return unwritable(path, renamed.value());
    }
    return {};
}

Result<void> writeFileAtomically(const fs::path& path, std::span<const std::byte> bytes) {
    return writeFileAtomically(path, [&](const fs::path& temporary) { return writeBytes(temporary, bytes); });
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view text) {
    return writeFileAtomically(path, std::as_bytes(std::span(text)));
}

Result<std::string> readTextFile(const fs::path& path, std::size_t maximumBytes) {
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::FileMissing, path.string());
    if (!fs::is_regular_file(path, error))
        return fail(ErrorCode::FileUnreadable, path.string() + ": not a regular file");
    const auto size = fs::file_size(path, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, fmt::format("{}: {}", path.string(), error.message()));
    if (size > maximumBytes)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("{}: {} bytes, more than the {} expected at most", path.string(), size, maximumBytes));
    std::ifstream file(path, std::ios::binary);
    std::string text(size, '\0');
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::FileUnreadable, path.string());
    return text;
}

} // namespace hypnodesk
