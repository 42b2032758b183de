#include "core/study/author.h"

#include <pwd.h>
#include <unistd.h>

#include <array>

namespace hypnodesk {

Author Author::ofThisProcess() {
    Author author{"unknown", "unknown", "Hypnodesk " HYPNODESK_VERSION};
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        author.user = found->pw_name;
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0 && host[0] != '\0')
        author.host = host.data();
    return author;
}

} // namespace hypnodesk
