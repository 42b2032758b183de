#pragma once

#include "core/study/author.h"
#include "core/study/schema.h"
#include "core/study/study_open.h"

#include <filesystem>
#include <string_view>

namespace hypnodesk::study {

/// Puts what can be read of a damaged study into a new one that takes its name; the damaged file stays beside
/// it as NIGHT.hypno.damaged-TIME, with its write-ahead log. Journal and stages stand in for each other: what
/// one of them has lost is rebuilt from the other. Everything lost is in the findings and in the new study's
/// journal. The caller holds the lock. Throws FormatInvalid, and changes nothing, when nothing can be read.
StudyOpenReport::Recovery recoverStudy(const std::filesystem::path& path, const StudySchema& schema,
                                       const Author& author, std::string_view utc,
                                       const std::string& fileSystemName);

} // namespace hypnodesk::study
