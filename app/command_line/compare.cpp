#include "app/command_line/command.h"
#include "app/command_line/compare_group.h"
#include "app/command_line/hypnogram_input.h"
#include "core/scoring/agreement.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct CompareOptions {
    std::string reference;
    std::string other;
    std::vector<std::string> more;
    std::string consensus;
    bool json = false;
};

nlohmann::ordered_json orNull(std::optional<double> value) {
    return value ? nlohmann::ordered_json(*value) : nullptr;
}

nlohmann::ordered_json jsonOf(const Agreement& agreement, const CompareOptions& options) {
    using json = nlohmann::ordered_json;
    json classes = json::array();
    json f1 = json::object();
    for (std::size_t i = 0; i < kStageClasses.size(); ++i) {
        classes.push_back(stageCode(kStageClasses[i]));
        f1[std::string(stageCode(kStageClasses[i]))] = orNull(agreement.f1[i]);
    }
    return {{"reference", options.reference},
            {"other", options.other},
            {"compared", agreement.compared},
            {"excluded", agreement.excluded},
            {"accuracy", agreement.compared > 0 ? json(agreement.accuracy) : json()},
            {"kappa", orNull(agreement.kappa)},
            {"macro_f1", agreement.compared > 0 ? json(agreement.macroF1) : json()},
            {"f1", f1},
            {"classes", classes},
            {"confusion", agreement.confusion}};
}

void printTable(const Agreement& agreement) {
    fmt::print("epochs compared  {}\n", agreement.compared);
    fmt::print("excluded         {} (without a stage in one of both)\n", agreement.excluded);
    fmt::print("accuracy         {:.1f} %\n", 100.0 * agreement.accuracy);
    fmt::print("Cohen's kappa    {}\n",
               agreement.kappa ? fmt::format("{:.3f}", *agreement.kappa) : "undefined (one stage only)");
    fmt::print("macro-F1         {:.3f} (mean over the stages of the reference)\n\n", agreement.macroF1);

    fmt::print("reference \\ other");
    for (const Stage stage : kStageClasses)
        fmt::print("{:>7}", stageCode(stage));
    fmt::print("{:>8}\n", "F1");
    for (std::size_t row = 0; row < kStageClasses.size(); ++row) {
        fmt::print("{:<17}", stageCode(kStageClasses[row]));
        for (const std::int64_t count : agreement.confusion[row])
            fmt::print("{:>7}", count);
        fmt::print("{:>8}\n", agreement.f1[row] ? fmt::format("{:.3f}", *agreement.f1[row]) : "-");
    }
}

/// What a person should know about two hypnograms that do not cover the same epochs.
void explainDifferences(const EpochGrid& reference, const EpochGrid& other) {
    if (reference.startSeconds != other.startSeconds)
        fmt::print(stderr, "the first epochs begin at {} s and {} s: epochs are paired by their number\n",
                   reference.startSeconds, other.startSeconds);
    if (reference.count != other.count)
        fmt::print(stderr, "{} epochs against {}: the first {} are compared\n", reference.count, other.count,
                   std::min(reference.count, other.count));
}

int compareTwo(const CompareOptions& options) {
    const auto reference = readHypnogramInput(options.reference);
    const auto other = readHypnogramInput(options.other);
    for (const auto* night : {&reference, &other})
        if (!*night)
            complain(night->error());
    if (!reference || !other)
        return kNothingDone;
    const EpochGrid& referenceGrid = reference->night.hypnogram.grid();
    const EpochGrid& otherGrid = other->night.hypnogram.grid();
    if (referenceGrid.epochSeconds != otherGrid.epochSeconds) {
        complain(fmt::format("epochs of {} s and of {} s cannot be compared", referenceGrid.epochSeconds,
                             otherGrid.epochSeconds));
        return kNothingDone;
    }
    explainDifferences(referenceGrid, otherGrid);

    const Agreement result = agreement(reference->night.hypnogram, other->night.hypnogram);
    if (options.json)
        fmt::print("{}\n",
                   jsonOf(result, options).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else if (result.compared > 0)
        printTable(result);
    if (result.compared == 0) {
        complain("no epoch has a stage in both hypnograms");
        return kNothingDone;
    }
    return kDone;
}

int run(const CompareOptions& options) {
    std::vector<std::string> scorers{options.reference, options.other};
    scorers.insert(scorers.end(), options.more.begin(), options.more.end());
    if (isGroup(scorers) || !options.consensus.empty())
        return compareGroup({scorers, options.consensus, options.json});
    return compareTwo(options);
}

} // namespace

void addCompare(CLI::App& app, Action& chosen) {
    CLI::App* command =
        app.add_subcommand("compare", "Agreement of two hypnograms of one recording, or of several scorers");
    const auto options = std::make_shared<CompareOptions>();
    command
        ->add_option("reference", options->reference,
                     "Hypnogram that counts as the truth; a file, or STUDY#SCORING")
        ->required();
    command->add_option("other", options->other, "Hypnogram to be judged; a file, or STUDY#SCORING")
        ->required();
    command->add_option(
        "more", options->more,
        "Further scorers; then each is compared with the consensus of all others. Folders, one a "
        "scorer: all nights that are in each of them, by file name");
    command->add_option("--consensus", options->consensus,
                        "Write what most scorers say into this file; its suffix names the format");
    command->add_flag("--json", options->json, "JSON for machines");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace hypnodesk::cli
