#pragma once

#include <string>
#include <vector>

namespace hypnodesk::cli {

/// Three and more scorers, or folders of theirs.
struct GroupComparison {
    /// Hypnograms of one night, a scorer each; or a folder a scorer, in which nights are paired by their file
    /// names, whatever the suffix.
    std::vector<std::string> scorers;
    std::string consensus; ///< file for what most of them say; of one night only
    bool json = false;
};

/// True when these are what compareGroup() is for: more than two, or all of them folders.
bool isGroup(const std::vector<std::string>& scorers);

/// Says how far each scorer agrees with the others; the exit code.
int compareGroup(const GroupComparison& comparison);

} // namespace hypnodesk::cli
