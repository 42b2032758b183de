#pragma once

#include "core/base/result.h"

#include <span>
#include <string>

namespace hypnodesk {

/// A file in an archive.
struct ArchiveMember {
    std::string name; ///< ASCII, "scoring.csv"
    std::string bytes;
};

/// A zip archive (deflate) of these members in this order, in memory. The same members give the same bytes at
/// any time and in any time zone: every member is dated 1 January 1980. FormatInvalid for names that occur
/// twice, Internal when the library fails.
Result<std::string> zipArchive(std::span<const ArchiveMember> members);

} // namespace hypnodesk
