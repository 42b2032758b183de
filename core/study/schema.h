#pragma once

#include "core/study/database.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// One version's tables and the ways there. Version n + 1 is reached from n by migrations[n - 1].
struct StudySchema {
    int version = 1;
    /// The oldest program's schema version that may still read (not write) files of this version.
    int readableFrom = 1;
    std::string sql; ///< makes all tables and triggers of `version`
    std::vector<std::function<void(study::Database&)>> migrations;
};

} // namespace hypnodesk

namespace hypnodesk::study {

/// "Hypn" in ASCII: the application id in the header of every study.
inline constexpr std::int64_t kApplicationId = 0x4879706e;

const StudySchema& currentSchema();

void createSchema(Database& database, const StudySchema& schema);

/// Throws FormatUnknown when the file is not a study.
void requireStudy(const Database& database);
int schemaVersion(const Database& database);
/// The oldest schema version whose programs may read the file.
int readableFrom(const Database& database);

/// Brings an older study to the schema's version in one transaction. The caller has made a backup.
void migrate(Database& database, const StudySchema& schema);

/// Looks for damage, the journal last, for about as long as given. Throws FormatInvalid when there is some;
/// what it found no time for counts as sound.
void requireSound(Database& database, std::chrono::milliseconds limit);

/// The tables of version 1, the journal last; later versions add to them. References point backwards.
const std::vector<std::string>& tableNames();

/// Single values under a key, see the table `meta`.
std::optional<std::string> meta(const Database& database, std::string_view key);
void setMeta(Database& database, std::string_view key, std::string_view value);

} // namespace hypnodesk::study
