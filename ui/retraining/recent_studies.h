#pragma once

#include <filesystem>
#include <vector>

namespace hypnodesk {

/// Those of the studies that are there, in their order. Asks the disk, which may be that of a server which
/// does not answer: for workers.
std::vector<std::filesystem::path> studiesThatAreThere(std::vector<std::filesystem::path> studies);

} // namespace hypnodesk
