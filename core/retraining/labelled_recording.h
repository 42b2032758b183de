#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// Hears, in a sentence, what a person should know and what fails nothing.
using Tell = std::function<void(const std::string&)>;

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
/// A study named instead of a folder gives its own recording. `tell` hears of studies that cannot be read and
/// of which of several scorings was taken.
Result<std::vector<LabelledRecording>> findLabelledRecordings(const std::filesystem::path& folderOrStudy,
                                                              const Tell& tell);

/// A table of file names, line by line: fields may be quoted; lower-case names of the columns first.
struct NameTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; ///< as many fields as columns
    std::vector<std::size_t> lines;             ///< of each row, from 1

    /// Index of a column; nullopt when there is none.
    std::optional<std::size_t> column(std::string_view name) const;
};
Result<NameTable> readNameTable(const std::filesystem::path& path);

} // namespace hypnodesk
