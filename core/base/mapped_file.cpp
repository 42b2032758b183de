#include "core/base/mapped_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace hypnodesk {

namespace {

struct Descriptor {
    explicit Descriptor(int value) : value(value) {}
    ~Descriptor() {
        if (value >= 0)
            ::close(value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int value;
};

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    // O_NONBLOCK: a named pipe must be refused, not waited for.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.value < 0) {
        const ErrorCode code = errno == ENOENT ? ErrorCode::FileMissing : ErrorCode::FileUnreadable;
        return fail(code, fmt::format("{}: {}", path.string(), std::strerror(errno)));
    }
    struct stat status = {};
    if (::fstat(file.value, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnreadable, path.string() + ": not a regular file");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0)
        return MappedFile(nullptr, 0);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
    if (data == MAP_FAILED)
        return fail(ErrorCode::FileUnreadable, fmt::format("{}: {}", path.string(), std::strerror(errno)));
    return MappedFile(static_cast<const std::byte*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedFile::~MappedFile() {
    if (m_data)
        ::munmap(const_cast<std::byte*>(m_data), m_size);
}

void MappedFile::release() const {
    if (m_data) // a wish: where the system refuses it, the pages stay until it needs the memory
        ::madvise(const_cast<std::byte*>(m_data), m_size, MADV_DONTNEED);
}

} // namespace hypnodesk
