#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/night_cache.h"
#include "core/model/trainer.h"
#include "core/recording/derivation.h"
#include "core/scoring/sleep_statistics.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// By which rule a recording and its scoring were found.
enum class NightLayout { Own, Manifest, SleepEdf, Nsrr, Dreams };

/// A recording with the scoring that belongs to it.
struct LabelledRecording {
    std::filesystem::path recording;
    std::string scoring; ///< a hypnogram file, or a study's scoring as STUDY#SCORING
    std::string channel; ///< a derivation as typed, which must exist; empty: see `preferred`
    std::string subject; ///< nights of one person share it
    NightLayout layout = NightLayout::Own;
    std::vector<std::string> preferred; ///< the first of these that exists, else the suggested derivation
    /// Only the night's sleep and this much around it is used, as the field does with recordings of a whole
    /// day; absent: everything.
    std::optional<double> wakeMarginMinutes;
};

/// The recordings below a folder that have a scoring, sorted by path: those named by its manifest.csv
/// (columns recording, scoring, channel, subject; the last two optional; fields may be quoted), else those
/// found by naming rules, the first that fits, whatever the case of letters:
///   SC4001E0-PSG.edf    + SC4001EC-Hypnogram.edf    Sleep-EDF, SC and ST: the first seven letters are the
///                         same, else the first six where that is unique; subject SC400; sleep +- 30 min
///   shhs1-200001.edf    + shhs1-200001-nsrr.xml or -profusion.xml    SHHS and other NSRR sets; the XML may
///   lie
///                         anywhere below the folder; subject shhs-200001 for both visits; C4-A1
///   subject1.edf        + HypnogramAASM_subject1.txt, HypnogramR&K_..., Hypnogram_...    DREAMS
///   NAME.edf            + NAME.hypno    our study, if it has a scoring that is not a network's; the latest
///   NAME.edf            + NAME.hypnogram.{csv,edf,json} or NAME_hypnogram.csv    ours
///   NAME_anything.edf   + NAME_hypnogram.csv    one derivation per file; subject NAME
/// A study named instead of a folder gives its own recording.
Result<std::vector<LabelledRecording>> findLabelledRecordings(const std::filesystem::path& folderOrStudy);

/// A night to learn from or to be judged on.
struct PreparedNight {
    LabelledNight night;
    LightsTimes lights; ///< of the scoring, from the night's first epoch on; absent where the night was cut
};

/// Opens, cuts, prepares the network's input (or takes it from the cache) and aligns the scoring to its
/// epochs by their middles. DataMissing when the scoring has no stage within the recording.
Result<PreparedNight> prepareNight(const LabelledRecording& labelled, const TaskContext& context,
                                   NightCache* cache = nullptr);

/// How a folder is prepared.
struct FolderPreparation {
    NightCache* cache = nullptr; ///< absent: the nights are held in memory
    /// Where to begin, as a share of the folder: several processes that begin at different places fill a
    /// cache together. The order of the nights is the same.
    double beginAt = 0.0;
};

/// All of a folder; recordings that fail are named on standard error and left out. Fails when none is left.
Result<std::vector<PreparedNight>> prepareFolder(const std::filesystem::path& folder,
                                                 const TaskContext& context,
                                                 const FolderPreparation& how = {});

/// The derivation the user asked for: a channel, a pair, or nothing (the best suggestion).
Result<Derivation> chooseDerivation(const Recording& recording, const std::string& wish);

} // namespace hypnodesk::cli
