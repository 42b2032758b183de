#include "core/base/csv_field.h"

namespace hypnodesk {

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string field = "\"";
    for (const char c : text) {
        if (c == '"')
            field.push_back('"');
        field.push_back(c);
    }
    field.push_back('"');
    return field;
}

} // namespace hypnodesk
