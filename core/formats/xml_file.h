#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace hypnodesk {

/// An XML file of at most kLargestTextBytes, in any encoding that it declares. Nothing outside it is ever
/// looked up: a document type declaration, which could define entities, is refused (FormatUnsupported), and
/// pugixml itself expands only &amp; and its four siblings. FormatInvalid when it is not well-formed up to
/// its end. All trees are walked without recursion, however deep they are.
Result<std::unique_ptr<pugi::xml_document>> readXml(const std::filesystem::path& path);

/// The name of the first element, without its namespace prefix; empty when the head does not reach it.
std::string_view rootElement(std::string_view head);

/// The name without "p:" in front.
std::string_view localName(const pugi::xml_node& node);

/// The first element of that name, whatever its namespace prefix, at any depth; empty when there is none.
pugi::xml_node findElement(const pugi::xml_node& root, std::string_view name);

/// The trimmed text of the child of that name; empty when there is none.
std::string_view childText(const pugi::xml_node& node, const char* name);
/// The same as a number.
std::optional<double> childNumber(const pugi::xml_node& node, const char* name);

/// An element with a text inside.
void appendText(pugi::xml_node& parent, const char* name, const std::string& text);

/// Declaration and all; written whole or not at all.
Result<void> writeXml(const std::filesystem::path& path, const pugi::xml_document& document);

} // namespace hypnodesk
