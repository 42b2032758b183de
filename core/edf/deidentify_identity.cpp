#include "core/edf/deidentify_identity.h"

#include "core/base/text_fields.h"
#include "core/edf/deidentify_words.h"

#include <algorithm>
#include <cstring>

namespace hypnodesk::edf_detail {

namespace {

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kShortestNumber = 4; ///< three digits are everywhere
constexpr std::size_t kShortestInside = 5; ///< shorter strings must be words of their own
constexpr std::size_t kShortestInBytes = 6;

/// ASCII letters and digits, and all bytes of other alphabets.
bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool mayIdentify(std::string_view word) {
    const bool isNumber = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (word.size() < (isNumber ? kShortestNumber : kShortestWord) || isCommonWord(word))
        return false;
    // "XXXX" and "00000000" fill a field; they name nobody.
    return std::any_of(word.begin(), word.end(), [&](char c) { return c != word.front(); });
}

bool standsAlone(std::string_view text, std::size_t at, std::size_t size) {
    return (at == 0 || !isWordByte(text[at - 1])) &&
           (at + size == text.size() || !isWordByte(text[at + size]));
}

} // namespace

IdentityStrings::IdentityStrings(std::string_view patientField, std::string_view recordingField) {
    add(patientField);
    add(recordingField);
}

void IdentityStrings::add(std::string_view field) {
    bool hasIdentity = false;
    for (std::size_t at = 0; at < field.size();) {
        std::size_t end = at;
        while (end < field.size() && isWordByte(field[end]))
            ++end;
        if (const std::string_view word = field.substr(at, end - at); mayIdentify(word)) {
            hasIdentity = true;
            if (std::find(m_strings.begin(), m_strings.end(), word) == m_strings.end())
                m_strings.emplace_back(word);
        }
        at = end + 1;
    }
    if (hasIdentity)
        m_strings.emplace_back(trimmed(field));
}

std::optional<std::string> IdentityStrings::findInText(std::string_view text) const {
    const std::string lower = toLowerAscii(text);
    for (const std::string& string : m_strings) {
        const std::string wanted = toLowerAscii(string);
        for (std::size_t at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1))
            if (wanted.size() >= kShortestInside || standsAlone(lower, at, wanted.size()))
                return string;
    }
    return std::nullopt;
}

std::optional<std::string> IdentityStrings::findInBytes(std::span<const std::byte> bytes) const {
    for (const std::string& string : m_strings)
        if (string.size() >= kShortestInBytes && !bytes.empty() &&
            ::memmem(bytes.data(), bytes.size(), string.data(), string.size()))
            return string;
    return std::nullopt;
}

} // namespace hypnodesk::edf_detail
