#pragma once

#include "app/command_line/score_options.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk::cli {

/// A recording to score.
struct Night {
    std::filesystem::path recording;
    /// Its path below the folder that the user named, with '/'; of a file that the user named, its own name.
    /// By it nights are sorted, dealt to shards and called in tables: it does not depend on where an archive
    /// is mounted.
    std::string name;
    std::filesystem::path stem;   ///< outputs are called <stem>.hypnogram.csv, ...
    bool wasNamed = false;        ///< by the user, not found in a folder
    std::optional<Error> refused; ///< why it cannot be scored, known beforehand

    bool operator==(const Night&) const = default;
};

/// The recordings that the user named and those in the folders that he named, at any depth: *.edf, *.bdf and
/// *.rec but no hypnograms (NIGHT.hypnogram.edf, ...-Hypnogram.edf), links to folders are not followed.
/// Sorted by name. Outputs lie below `out` as the recordings below their folder. A night whose outputs would
/// be those of another one is refused. FileMissing for a folder without recordings.
Result<std::vector<Night>> findNights(const std::vector<std::string>& inputs,
                                      const std::filesystem::path& out);

/// "3/8": the third of eight parts.
Result<Shard> parseShard(std::string_view text);

/// Whether a night of this name belongs to the part. Every name belongs to exactly one of `count` parts, the
/// same on every machine: the first eight bytes of the SHA-256 of the name, modulo count.
bool isInShard(std::string_view name, const Shard& shard);

} // namespace hypnodesk::cli
