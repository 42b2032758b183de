#pragma once

#include <filesystem>
#include <string>

namespace hypnodesk {

/// What EDFlib, a strict reader that many programs share, thinks of a file.
struct Conformance {
    bool opens = false;
    std::string problem; ///< one sentence; empty when it opens

    bool operator==(const Conformance&) const = default;
};

/// Opens the file with EDFlib and closes it again. EDFlib knows one global table of files, so calls wait for
/// each other; safe from any thread.
Conformance checkConformance(const std::filesystem::path& path);

} // namespace hypnodesk
