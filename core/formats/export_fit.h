#pragma once

#include "core/formats/format_registry.h"

#include <string>
#include <vector>

namespace hypnodesk {

/// A hypnogram in other epochs.
struct Regridded {
    Hypnogram hypnogram;
    std::int64_t mixed = 0; ///< new epochs that hold more than one stage
};

/// The same night in epochs of another length, the first at the same time: each takes the stage at its
/// middle, what is not covered is unscored.
Regridded regridded(const Hypnogram& hypnogram, double epochSeconds);

/// What a format can hold of a night, and what is lost, in words for people.
struct FittedExport {
    ExportContent content;
    std::vector<std::string> losses; ///< "12 epochs: Artefact becomes Unscored"
};

/// Brings the content into epochs that the format knows and leaves out what it cannot hold, listing each
/// loss. Writing the result in that format loses nothing more.
FittedExport fitToFormat(ExportContent content, const HypnogramFormat& format);

} // namespace hypnodesk
