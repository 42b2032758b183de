#pragma once

#include "core/model/night_scorer.h"
#include "core/report/report_template.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hypnodesk::cli {

/// One of several parts of a set of nights that different machines take: part `index` of `count`, from 1.
struct Shard {
    std::size_t index = 1;
    std::size_t count = 1;
    bool operator==(const Shard&) const = default;
};

/// What the user asked `hypno score` for.
struct ScoreArguments {
    std::vector<std::string> inputs; ///< recordings, and folders of them
    std::string channel;
    std::string derive;
    std::string model;
    std::string device = "auto";
    int stride = ScoreOptions{}.stride;
    std::string out = ".";
    std::string formats = "edf,csv,json";
    std::string reports;
    ReportTemplate reportTemplate;
    std::string reportLook; ///< reportLookOf() it
    int jobs = 0;           ///< nights at once; 0: as many as the machine can take
    Shard shard;
    std::string summary; ///< table of all nights; empty: none
    bool force = false;
    bool study = false; ///< keep the run in the night's study
    std::string studyFolder;

    /// The channel or difference of channels that the user named; empty: the suggested one.
    const std::string& wish() const { return derive.empty() ? channel : derive; }
};

} // namespace hypnodesk::cli
