#pragma once

#include "core/base/result.h"
#include "core/model/network.h"
#include "core/recording/recording.h"
#include "core/retraining/forgetting_check.h"
#include "core/study/study_open.h"

#include <filesystem>
#include <functional>

namespace hypnodesk {

/// What the desktop needs from outside: the program hands in the real things, tests hand in fakes. The
/// functions are called on worker threads.
struct Services {
    std::function<Result<RecordingPtr>(const std::filesystem::path&)> openRecording;
    std::function<Result<Network*>()> network;
    /// The model file to score a derivation of this name with.
    std::function<Result<std::filesystem::path>(const std::string& derivation)> model;
    /// Studies of recordings whose folder takes no files; empty: there is no such place.
    std::filesystem::path studyFolder;
    /// Where the demo night is made.
    std::filesystem::path demoFolder;
    /// Where retraining keeps its runs until somebody decides.
    std::filesystem::path retrainingFolder;
    /// Where the agreement of people and network is kept, a line for each study; empty: nowhere.
    std::filesystem::path agreementLog;
    ReferenceOptions retrainingReference; ///< of its forgetting check
    StudyOptions studyOptions;
    /// See OpeningPlaces::onlyFolder.
    std::filesystem::path onlyStudyFolder;
    /// Where versions without study files kept stages that were not saved; empty: nowhere.
    std::filesystem::path recoveryFolder;
};

} // namespace hypnodesk
