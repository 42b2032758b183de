#pragma once

#include "core/edf/edf_header.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk::edf_detail {

/// The strings of a recording's header that may tell who the patient is, who recorded, and where: the words
/// of the patient and of the recording field that are none of the trade, and both fields as a whole.
class IdentityStrings {
public:
    IdentityStrings(std::string_view patientField, std::string_view recordingField);

    /// The first identity string that stands in a text: long ones anywhere in it, those of three or four
    /// characters as a word of their own ("Ann" is not in "Channel"). Letter case does not matter.
    std::optional<std::string> findInText(std::string_view text) const;

    /// The first one that stands among raw samples, byte for byte. Only strings of six and more characters
    /// are looked for: shorter ones turn up by chance.
    std::optional<std::string> findInBytes(std::span<const std::byte> bytes) const;

    bool isEmpty() const { return m_strings.empty(); }

private:
    void add(std::string_view field);

    std::vector<std::string> m_strings; ///< as written
};

} // namespace hypnodesk::edf_detail
