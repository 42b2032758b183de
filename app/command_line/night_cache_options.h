#pragma once

#include "app/command_line/command.h"
#include "core/model/night_cache.h"

#include <string>

namespace hypnodesk::cli {

/// Where the user wants prepared nights to be kept.
struct NightCacheArguments {
    std::string folder; ///< empty: the user's cache folder
    bool isUsed = true;
    double gigabytes = 50.0; ///< what the folder may grow to

    /// Tells on standard error what goes wrong with it.
    NightCache open() const;
};

/// `group` is the heading under which the help shows them.
void declareNightCacheOptions(CLI::App& command, NightCacheArguments& arguments,
                              const std::string& group = "Options");

} // namespace hypnodesk::cli
