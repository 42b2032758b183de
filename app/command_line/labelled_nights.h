#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/night_cache.h"
#include "core/retraining/prepared_night.h"

#include <filesystem>
#include <vector>

namespace hypnodesk::cli {

using hypnodesk::LabelledRecording;
using hypnodesk::NightLayout;
using hypnodesk::PreparedNight;

/// findLabelledRecordings() of core, telling on standard error.
Result<std::vector<LabelledRecording>> findLabelledRecordings(const std::filesystem::path& folderOrStudy);

/// prepareLabelledNight() with every stage of the scoring, telling on standard error.
Result<PreparedNight> prepareNight(const LabelledRecording& labelled, const TaskContext& context,
                                   NightCache* cache = nullptr);

/// How a folder is prepared.
struct FolderPreparation {
    NightCache* cache = nullptr; ///< absent: the nights are held in memory
    /// Where to begin, as a share of the folder: several processes that begin at different places fill a
    /// cache together. The order of the nights is the same.
    double beginAt = 0.0;
    LabelRule rule = LabelRule::EveryStage;
};

/// All of a folder; recordings that fail are named on standard error and left out. Fails when none is left.
Result<std::vector<PreparedNight>> prepareFolder(const std::filesystem::path& folder,
                                                 const TaskContext& context,
                                                 const FolderPreparation& how = {});

} // namespace hypnodesk::cli
