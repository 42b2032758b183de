#pragma once

#include <optional>
#include <string>

namespace hypnodesk {

/// A text with a place in time, from or for an annotation channel of EDF+.
struct Annotation {
    double onsetSeconds = 0.0;             ///< from the start of the recording; may be negative
    std::optional<double> durationSeconds; ///< absent when the file gives none
    std::string text;                      ///< UTF-8

    bool operator==(const Annotation&) const = default;
};

} // namespace hypnodesk
