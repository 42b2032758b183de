#pragma once

#include <string>

namespace hypnodesk {

/// Who works on a study, and with what. It stands in every row of the audit journal and in the lock.
struct Author {
    std::string user;    ///< a person's name or account, "anna"
    std::string host;    ///< the machine, "sleeplab-2"
    std::string program; ///< name and version, "Hypnodesk 0.1.0"

    /// The account, machine and version of the running program; "unknown" where the system does not tell.
    static Author ofThisProcess();

    bool operator==(const Author&) const = default;
};

} // namespace hypnodesk
