#include "app/command_line/compare_group.h"

#include "app/command_line/command.h"
#include "app/command_line/hypnogram_input.h"
#include "core/formats/format_registry.h"
#include "core/scoring/group_agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

/// A night, with the file of each scorer in the order of the scorers.
struct NightFiles {
    std::string name;
    std::vector<std::string> files;
};

/// "night1" of night1.hypnogram.csv and night1.json.
std::string nightName(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.substr(0, name.find('.'));
}

std::map<std::string, std::string> nightsIn(const std::string& folder) {
    std::map<std::string, std::string> nights;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_regular_file(error) && !entry.path().filename().string().starts_with('.'))
            nights.emplace(nightName(entry.path()), entry.path().string());
    return nights;
}

/// Nights that every scorer has a file of; those that some lack are told.
std::vector<NightFiles> pairedNights(const std::vector<std::string>& scorers) {
    std::map<std::string, std::vector<std::string>> files;
    for (const std::string& scorer : scorers)
        for (const auto& [night, file] : nightsIn(scorer))
            files[night].push_back(file);
    std::vector<NightFiles> nights;
    for (auto& [night, found] : files) {
        if (found.size() == scorers.size())
            nights.push_back({night, std::move(found)});
        else
            fmt::print(stderr, "hypno: {}: {} of {} scorers have it; left out\n", night, found.size(),
                       scorers.size());
    }
    return nights;
}

Result<std::vector<Hypnogram>> readNight(const NightFiles& night) {
    std::vector<Hypnogram> hypnograms;
    for (const std::string& file : night.files) {
        auto input = readHypnogramInput(file);
        if (!input)
            return tl::make_unexpected(input.error());
        const EpochGrid& grid = input->night.hypnogram.grid();
        if (!hypnograms.empty() && grid.epochSeconds != hypnograms.front().grid().epochSeconds)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("{}: epochs of {} s cannot be compared with epochs of {} s", file,
                                    grid.epochSeconds, hypnograms.front().grid().epochSeconds));
        hypnograms.push_back(std::move(input->night.hypnogram));
    }
    return hypnograms;
}

std::vector<const Hypnogram*> pointersTo(const std::vector<Hypnogram>& hypnograms) {
    std::vector<const Hypnogram*> pointers;
    for (const Hypnogram& hypnogram : hypnograms)
        pointers.push_back(&hypnogram);
    return pointers;
}

Result<void> writeConsensus(const std::string& path, const std::vector<Hypnogram>& scorers) {
    std::vector<const Hypnogram*> ranked;
    for (const std::size_t rank : rankedByAgreement(pointersTo(scorers)))
        ranked.push_back(&scorers[rank]);
    ExportContent content;
    content.hypnogram = consensusOf(ranked).hypnogram;
    content.scorer = fmt::format("consensus of {}", scorers.size());
    return writeHypnogram(path, content);
}

json orNull(std::optional<double> value) {
    return value ? json(*value) : json();
}

json byStage(const std::array<std::optional<double>, kStageClassCount>& values) {
    json object = json::object();
    for (std::size_t i = 0; i < values.size(); ++i)
        object[std::string(stageCode(kStageClasses[i]))] = orNull(values[i]);
    return object;
}

json jsonOf(const GroupAgreement& group, const GroupComparison& comparison) {
    json scorers = json::array();
    for (std::size_t i = 0; i < group.scorers.size(); ++i) {
        const ScorerAgreement& scorer = group.scorers[i];
        scorers.push_back(
            {{"scorer", comparison.scorers[i]},
             {"soft_agreement", orNull(scorer.softAgreement)},
             {"accuracy", scorer.withOthers.compared > 0 ? json(scorer.withOthers.accuracy) : json()},
             {"kappa", orNull(scorer.withOthers.kappa)},
             {"weighted_kappa", orNull(scorer.weightedKappa)},
             {"stage_kappa", byStage(scorer.stageKappa)},
             {"f1", byStage(scorer.withOthers.f1)},
             {"confusion", scorer.withOthers.confusion}});
    }
    json classes = json::array();
    for (const Stage stage : kStageClasses)
        classes.push_back(stageCode(stage));
    return {{"nights", group.nights},
            {"compared", group.compared},
            {"excluded", group.excluded},
            {"unanimous", group.unanimous},
            {"fleiss_kappa", orNull(group.fleissKappa)},
            {"fleiss_stage_kappa", byStage(group.fleissStageKappa)},
            {"classes", classes},
            {"scorers", scorers}};
}

std::string figure(std::optional<double> value) {
    return value ? fmt::format("{:.3f}", *value) : "-";
}

void printTable(const GroupAgreement& group, const GroupComparison& comparison) {
    fmt::print("nights           {}\n", group.nights);
    fmt::print("epochs compared  {} (that all {} scored)\n", group.compared, group.scorers.size());
    fmt::print("excluded         {} (somebody gave no stage)\n", group.excluded);
    fmt::print("unanimous        {:.1f} %\n",
               100.0 * static_cast<double>(group.unanimous) / static_cast<double>(group.compared));
    fmt::print("Fleiss' kappa    {}\n\n", figure(group.fleissKappa));
    fmt::print("{:<38}{:>8}{:>8}{:>10}", "each against the others' consensus", "soft", "kappa", "weighted");
    for (const Stage stage : kStageClasses)
        fmt::print("{:>8}", stageCode(stage));
    fmt::print("\n");
    for (std::size_t i = 0; i < group.scorers.size(); ++i) {
        const ScorerAgreement& scorer = group.scorers[i];
        std::string name = comparison.scorers[i];
        if (name.size() > 37)
            name.replace(0, name.size() - 34, "...");
        fmt::print("{:<38}{:>8}{:>8}{:>10}", name, figure(scorer.softAgreement),
                   figure(scorer.withOthers.kappa), figure(scorer.weightedKappa));
        for (const auto& kappa : scorer.stageKappa)
            fmt::print("{:>8}", figure(kappa));
        fmt::print("\n");
    }
    fmt::print("{:<64}", "all together (Fleiss)");
    for (const auto& kappa : group.fleissStageKappa)
        fmt::print("{:>8}", figure(kappa));
    fmt::print("\n\nsoft: how often it says what most others say, or one of the stages that equally many "
               "say. kappa: Cohen's,\n"
               "against the stage that most others say. weighted: epochs weigh as the others agree, mean "
               "over the nights.\n"
               "W to R: kappa of this stage against all others.\n");
}

} // namespace

bool isGroup(const std::vector<std::string>& scorers) {
    std::error_code error;
    return scorers.size() > 2 || std::all_of(scorers.begin(), scorers.end(), [&](const std::string& scorer) {
               return fs::is_directory(scorer, error);
           });
}

int compareGroup(const GroupComparison& comparison) {
    std::error_code error;
    const auto folders =
        std::count_if(comparison.scorers.begin(), comparison.scorers.end(),
                      [&](const std::string& scorer) { return fs::is_directory(scorer, error); });
    const bool areFolders = folders > 0;
    if (areFolders && static_cast<std::size_t>(folders) != comparison.scorers.size()) {
        complain("name either files of one night or folders, one a scorer");
        return kWrongUsage;
    }
    if (areFolders && !comparison.consensus.empty()) {
        complain("--consensus is of one night: name the files of its scorers");
        return kWrongUsage;
    }
    const std::vector<NightFiles> nights =
        areFolders ? pairedNights(comparison.scorers) : std::vector{NightFiles{{}, comparison.scorers}};
    GroupAgreementSum sum(comparison.scorers.size());
    bool hasFailed = false;
    for (const NightFiles& night : nights) {
        const auto hypnograms = readNight(night);
        if (!hypnograms) {
            complain(hypnograms.error());
            hasFailed = true;
            continue;
        }
        sum.add(pointersTo(*hypnograms));
        if (comparison.consensus.empty())
            continue;
        if (const Result<void> written = writeConsensus(comparison.consensus, *hypnograms); !written) {
            complain(written.error());
            return kNothingDone;
        }
    }
    const GroupAgreement group = sum.result();
    if (group.compared == 0) {
        complain(areFolders && nights.empty() ? "no night is in all of these folders"
                                              : "no epoch has a stage from every scorer");
        return kNothingDone;
    }
    if (comparison.json)
        fmt::print("{}\n",
                   jsonOf(group, comparison).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        printTable(group, comparison);
    return hasFailed ? kSomeFailed : kDone;
}

} // namespace hypnodesk::cli
