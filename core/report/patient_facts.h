#pragma once

#include "core/recording/recording.h"

#include <string>
#include <string_view>

namespace hypnodesk {

/// What the patient field of a recording says. Empty where it says nothing.
struct PatientFacts {
    std::string name; ///< UTF-8; the whole field where it is not written as EDF+ asks
    std::string code;
    char sex = 'X'; ///< 'F', 'M' or 'X': not told
    StartTime birthDate;
    bool operator==(const PatientFacts&) const = default;
};

/// EDF+: "code sex dd-MMM-yyyy name", 'X' for what is not told, '_' for blanks inside a part.
PatientFacts patientFacts(std::string_view field);

} // namespace hypnodesk
