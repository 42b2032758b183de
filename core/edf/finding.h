#pragma once

#include <string>
#include <string_view>

namespace hypnodesk {

/// Something noticed while reading a file: a repair, an oddity, a reason for doubt.
struct Finding {
    enum class Severity {
        Note,   ///< worth knowing, nothing was changed
        Repair, ///< the file breaks its standard; we read it in the one sensible way
        Loss,   ///< data is missing or cannot be trusted
    };

    Severity severity = Severity::Note;
    /// Stable identifier for machines and tests: "record-count", "truncated", "physical-range", ...
    std::string code;
    /// One sentence for people, naming the place: "Header says 120 records, the file holds 118; 118 are
    /// used."
    std::string text;

    bool operator==(const Finding&) const = default;
};

/// "note", "repair" or "loss".
std::string_view severityName(Finding::Severity severity);

} // namespace hypnodesk
