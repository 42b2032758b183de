#pragma once

#include "core/base/result.h"
#include "core/model/network.h"

#include <filesystem>
#include <string>

namespace hypnodesk::cli {

/// Scores 20 minutes of a fixed virtual night with a model and checks that every answer is a probability
/// distribution and that scoring again, with another batch size, gives the same ones. Returns a summary in
/// words.
Result<std::string> askKnownQuestion(Network& network, const std::filesystem::path& model,
                                     const std::string& device);

} // namespace hypnodesk::cli
