#pragma once

#include <string>
#include <string_view>

namespace hypnodesk::edf_detail {

/// The parts of EDF+'s patient field, blanks within a part for the underscores of the file.
struct PatientFields {
    std::string code;
    char sex = 'X';                                  ///< 'M', 'F' or 'X'
    int birthYear = 0, birthMonth = 0, birthDay = 0; ///< all 0 when unknown
    std::string name;
    std::string additional;
};

/// "X F 02-MAY-1951 Some_Name more" as EDF+ wants it; anything else is taken for a name.
PatientFields parsePatient(std::string_view field);

/// Printable ASCII only: EDFlib copies what it is given into the header. Other characters become '_'.
std::string asciiField(std::string_view text);

} // namespace hypnodesk::edf_detail
