#pragma once

#include "core/base/result.h"
#include "core/model/network.h"
#include "core/recording/recording.h"

#include <filesystem>
#include <functional>

namespace hypnodesk {

/// What the desktop needs from outside: the program hands in the real things, tests hand in fakes. The
/// functions are called on worker threads.
struct Services {
    std::function<Result<RecordingPtr>(const std::filesystem::path&)> openRecording;
    std::function<Result<Network*>()> network;
    std::function<Result<std::filesystem::path>()> model; ///< the model file to score with
    std::filesystem::path recoveryFolder;                 ///< empty: no copies of unsaved stages are kept
};

} // namespace hypnodesk
