#include "core/study/study_lock.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

namespace hypnodesk::study {

namespace {

/// Field 22 of /proc/PID/stat, clock ticks after boot, with the boot's own number in front; empty when there
/// is no such process.
std::string startOf(std::int64_t process) {
    std::ifstream stat(fmt::format("/proc/{}/stat", process));
    std::string line;
    if (!std::getline(stat, line))
        return {};
    // The second field is the program's name in brackets and may hold anything.
    const std::size_t nameEnd = line.rfind(')');
    if (nameEnd == std::string::npos)
        return {};
    const std::string rest = line.substr(nameEnd + 1);
    std::vector<std::string_view> fields;
    for (const std::string_view field : split(rest, ' '))
        if (!field.empty())
            fields.push_back(field);
    constexpr std::size_t kStartField = 22 - 3; // counted from the state, the third field
    if (fields.size() <= kStartField)
        return {};
    std::ifstream boot("/proc/sys/kernel/random/boot_id");
    std::string bootId;
    std::getline(boot, bootId);
    return fmt::format("{}:{}", bootId, fields[kStartField]);
}

std::string randomToken() {
    std::random_device device;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

std::string contentOf(int descriptor) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), 0);
    return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string();
}

/// False when somebody has it.
bool lockFile(int descriptor) {
    // Locks of the open file description: they fall with the process, hold within it too, and closing another
    // descriptor of the same file does not drop them, as it does with the older fcntl locks.
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    // A file system without locks gives other errors: there the names in file and study decide alone.
    return ::fcntl(descriptor, F_OFD_SETLK, &whole) == 0 || (errno != EAGAIN && errno != EACCES);
}

/// Whether the file at the path is still the one that was opened: its last holder may have removed it since.
bool isSameFile(int descriptor, const std::filesystem::path& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace

StudyHolder holderNow(const Author& author, std::string_view utc) {
    const std::int64_t process = ::getpid();
    return {author, process, startOf(process), std::string(utc), randomToken()};
}

std::string describeHolder(const StudyHolder& holder) {
    const nlohmann::json json{{"user", holder.author.user},
                              {"host", holder.author.host},
                              {"program", holder.author.program},
                              {"pid", holder.process},
                              {"process_start", holder.processStart},
                              {"since", holder.sinceUtc},
                              {"token", holder.token}};
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<StudyHolder> parseHolder(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const auto field = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    StudyHolder holder{{field("user"), field("host"), field("program")},
                       0,
                       field("process_start"),
                       field("since"),
                       field("token")};
    if (const auto pid = json.find("pid"); pid != json.end() && pid->is_number_integer())
        holder.process = pid->get<std::int64_t>();
    return holder.token.empty() ? std::nullopt : std::optional(holder);
}

HolderState stateOf(const StudyHolder& holder, const std::string& thisHost) {
    if (holder.author.host != thisHost)
        return HolderState::Unknown;
    const std::string start = startOf(holder.process);
    return !start.empty() && start == holder.processStart ? HolderState::Running : HolderState::Gone;
}

bool mayTakeOver(const StudyHolder& previous, const std::string& thisHost, StorageKind storage,
                 bool isConfirmed) {
    switch (stateOf(previous, thisHost)) {
    case HolderState::Gone:
        return true;
    case HolderState::Running:
        return false;
    case HolderState::Unknown:
        return storage == StorageKind::Local || isConfirmed;
    }
    return false;
}

std::filesystem::path StudyLock::pathFor(const std::filesystem::path& study) {
    std::filesystem::path path = study;
    path += "-lock";
    return path;
}

std::optional<StudyHolder> StudyLock::peek(const std::filesystem::path& study) {
    const auto text = readTextFile(pathFor(study), 4096);
    return text ? parseHolder(*text) : std::nullopt;
}

Result<StudyLock::Attempt> StudyLock::acquire(const std::filesystem::path& study, const StudyHolder& holder,
                                              StorageKind storage, bool isConfirmed) {
    const std::filesystem::path path = pathFor(study);
    for (int attempt = 0; attempt < 10; ++attempt) {
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (descriptor < 0)
            return fail(ErrorCode::FileUnwritable,
                        fmt::format("{}: {}", path.string(), std::strerror(errno)));
        StudyLock lock({}, descriptor);
        Attempt result;
        const bool isLocked = lockFile(descriptor);
        result.previous = parseHolder(contentOf(descriptor));
        if (!isLocked) {
            // Its holder may be writing its name this moment: an unnamed holder is a holder all the same.
            result.holder = result.previous.value_or(StudyHolder{});
            result.previous.reset();
            return result;
        }
        if (!isSameFile(descriptor, path))
            continue;
        if (result.previous && !mayTakeOver(*result.previous, holder.author.host, storage, isConfirmed)) {
            result.holder = std::exchange(result.previous, std::nullopt);
            return result;
        }
        // The name is for others to read; on a full disk the lock holds without it.
        const std::string text = describeHolder(holder);
        if (::ftruncate(descriptor, 0) != 0 ||
            ::pwrite(descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
            (void)::ftruncate(descriptor, 0);
        lock.m_path = path;
        result.lock = std::move(lock);
        return result;
    }
    return fail(ErrorCode::FileUnwritable, fmt::format("{}: the lock file keeps changing", path.string()));
}

StudyLock::StudyLock(StudyLock&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_descriptor(std::exchange(other.m_descriptor, -1)) {}

StudyLock& StudyLock::operator=(StudyLock&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

StudyLock::~StudyLock() {
    if (m_descriptor < 0)
        return;
    if (!m_path.empty()) // removed while still locked: nobody can hold a removed file for the lock
        ::unlink(m_path.c_str());
    ::close(m_descriptor);
}

} // namespace hypnodesk::study
