#pragma once

#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

namespace hypnodesk {

/// Core speaks UTF-8 and std::filesystem, Qt speaks QString: the one place where they are converted.
QString toQString(std::string_view utf8);
inline QString toQString(const std::string& utf8) {
    return toQString(std::string_view(utf8));
}
inline QString toQString(const char* utf8) {
    return toQString(std::string_view(utf8));
}
QString toQString(const std::filesystem::path& path);
std::filesystem::path toPath(const QString& path);

} // namespace hypnodesk
