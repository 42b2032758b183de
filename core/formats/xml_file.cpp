#include "core/formats/xml_file.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/text_file.h"

#include <fmt/format.h>

#include <sstream>

namespace hypnodesk {

namespace {

std::string_view withoutPrefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

} // namespace

Result<std::unique_ptr<pugi::xml_document>> readXml(const std::filesystem::path& path) {
    const Result<std::string> bytes = readTextFile(path, kLargestTextBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    auto document = std::make_unique<pugi::xml_document>();
    const pugi::xml_parse_result parsed =
        document->load_buffer(bytes->data(), bytes->size(), pugi::parse_default | pugi::parse_doctype);
    for (const pugi::xml_node& node : document->children())
        if (node.type() == pugi::node_doctype)
            return fail(ErrorCode::FormatUnsupported,
                        "XML with a document type declaration, which no hypnogram needs, is not opened");
    if (!parsed)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("XML broken at byte {}: {}", parsed.offset, parsed.description()));
    return document;
}

std::string_view rootElement(std::string_view head) {
    for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
        const std::string_view rest = head.substr(at + 1);
        if (rest.starts_with("!--")) {
            const std::size_t end = head.find("-->", at);
            if (end == std::string_view::npos)
                return {};
            at = end;
        } else if (!rest.starts_with('?') && !rest.starts_with('!')) {
            return withoutPrefix(rest.substr(0, rest.find_first_of(" \t\r\n/>")));
        }
    }
    return {};
}

std::string_view localName(const pugi::xml_node& node) {
    return withoutPrefix(node.name());
}

pugi::xml_node findElement(const pugi::xml_node& root, std::string_view name) {
    return root.find_node([&](const pugi::xml_node& node) { return localName(node) == name; });
}

std::string_view childText(const pugi::xml_node& node, const char* name) {
    return trimmed(node.child(name).text().get());
}

std::optional<double> childNumber(const pugi::xml_node& node, const char* name) {
    return parseNumber(childText(node, name));
}

void appendText(pugi::xml_node& parent, const char* name, const std::string& text) {
    parent.append_child(name).text().set(text.c_str());
}

Result<void> writeXml(const std::filesystem::path& path, const pugi::xml_document& document) {
    std::ostringstream text;
    document.save(text, " ", pugi::format_indent, pugi::encoding_utf8);
    return writeFileAtomically(path, text.str());
}

} // namespace hypnodesk
