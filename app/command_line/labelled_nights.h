#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/trainer.h"
#include "core/recording/derivation.h"
#include "core/scoring/hypnogram.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// A recording with the scoring that belongs to it.
struct LabelledRecording {
    std::filesystem::path recording;
    std::filesystem::path scoring;
    std::string channel; ///< a derivation as typed; empty: the suggested one
    std::string subject;
};

/// The recordings of a folder that have a scoring beside them, sorted by path: those named by its
/// manifest.csv (columns recording, scoring, channel, subject; the last two optional), else those found by
/// naming rules:
///   NAME.edf            + NAME.hypnogram.{csv,edf} or NAME_hypnogram.csv   (ours)
///   NAME_anything.edf   + NAME_hypnogram.csv                              (one derivation per file)
///   SC4001E0-PSG.edf    + SC4001EC-Hypnogram.edf                          (Sleep-EDF; subject SC400)
///   shhs1-200001.edf    + shhs1-200001-nsrr.xml                           (SHHS, NSRR)
Result<std::vector<LabelledRecording>> findLabelledRecordings(const std::filesystem::path& folder);

/// A night to learn from or to be judged on, with its reference.
struct PreparedNight {
    LabelledNight night;
    Hypnogram reference;
};

/// Opens, prepares the network's input and aligns the scoring to its epochs.
Result<PreparedNight> prepareNight(const LabelledRecording& labelled, const TaskContext& context);

/// All of a folder; recordings that fail are named on standard error and left out. Fails when none is left.
Result<std::vector<PreparedNight>> prepareFolder(const std::filesystem::path& folder,
                                                 const TaskContext& context);

/// The derivation the user asked for: a channel, a pair, or nothing (the best suggestion).
Result<Derivation> chooseDerivation(const Recording& recording, const std::string& wish);

} // namespace hypnodesk::cli
