#pragma once

#include <filesystem>

namespace hypnodesk {

/// The folder of the running program; empty when the system does not tell.
std::filesystem::path programFolder();

} // namespace hypnodesk
