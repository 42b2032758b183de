#include "app/command_line/night_cache_options.h"

namespace hypnodesk::cli {

namespace fs = std::filesystem;

NightCache NightCacheArguments::open() const {
    const fs::path place = !isUsed          ? fs::path()
                           : folder.empty() ? NightCache::defaultFolder()
                                            : fs::path(folder);
    return NightCache(place, static_cast<std::uint64_t>(gigabytes * 1e9),
                      [](const std::string& what) { complain(what); });
}

void declareNightCacheOptions(CLI::App& command, NightCacheArguments& arguments, const std::string& group) {
    command
        .add_option("--cache", arguments.folder,
                    "Folder for the nights prepared for training, which are signals of patients; default: "
                    "~/.cache/hypnodesk/nights")
        ->group(group);
    command
        .add_flag_callback(
            "--no-cache", [&arguments] { arguments.isUsed = false; },
            "Hold the nights to train on in memory instead")
        ->group(group);
    command.add_option("--cache-limit", arguments.gigabytes, "Gigabytes to which that folder may grow")
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->group(group);
}

} // namespace hypnodesk::cli
