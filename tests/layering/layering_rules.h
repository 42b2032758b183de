#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk::layering {

/// One #include as it stands in a file.
struct Include {
    std::string file; ///< from the project's root, e.g. "core/edf/reader.cpp"
    std::size_t line = 0;
    std::string target; ///< between the quotes or brackets; what follows #include when there are none
    bool quoted = false;
};

/// folder -> the folders it may include, itself aside; "everything" stands for all.
using LayerTable = std::map<std::string, std::set<std::string>>;
/// header or header folder ("torch/") -> the only place (folder ending in '/', or file) that may include it.
using LibraryTable = std::map<std::string, std::string>;

/// The layering of the project. CONTRIBUTING.md shows the same tables to people.
const LayerTable& layerTable();
const LibraryTable& libraryTable();

/// Every #include of a source text, comments left out.
std::vector<Include> includesOf(const std::string& file, std::string_view text);

/// The folder that a path from the root belongs to: "core/edf", "ui", "app"; empty for any other.
std::string layerOf(std::string_view path);

/// Why this include must not be, in words for the person who wrote it; nullopt when it may.
std::optional<std::string> violation(const Include& include);

/// The tables as the Markdown of CONTRIBUTING.md states them, below the headings "Folders" and "Libraries".
LayerTable layerTableOf(std::string_view markdown);
LibraryTable libraryTableOf(std::string_view markdown);

} // namespace hypnodesk::layering
