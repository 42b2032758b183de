#include "app/command_line/command.h"
#include "app/command_line/machine_size.h"
#include "app/command_line/report_options.h"
#include "app/command_line/score_batch.h"
#include "app/command_line/score_outputs.h"
#include "app/command_line/score_summary.h"
#include "core/model/model_defaults.h"
#include "core/model/network.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

/// Nights at once: as asked for, else one a core. A graphics card is kept busy by few.
int jobsFor(std::size_t nights, const ScoreArguments& arguments, Network& network) {
    constexpr int kJobsOfCard = 4;
    int jobs = arguments.jobs;
    if (jobs == 0) {
        jobs = defaultJobs(thisMachine());
        const bool usesCard = arguments.device != "cpu" && network.engineInfo(false).devices.size() > 1;
        if (usesCard)
            jobs = std::min(jobs, kJobsOfCard);
    }
    return std::min(jobs, static_cast<int>(std::min<std::size_t>(std::max<std::size_t>(nights, 1), 1024)));
}

void tellEnd(const BatchResult& result, std::size_t nights) {
    if (nights < 2)
        return;
    std::string text =
        fmt::format("{} nights: {} scored, {} up to date", nights, result.scored, result.upToDate);
    if (result.passedOver > 0)
        text += fmt::format(", {} passed over", result.passedOver);
    text += fmt::format(", {} failed", result.failures.size());
    if (result.notReached > 0)
        text += fmt::format(", {} not reached: the same command goes on from here", result.notReached);
    fmt::print(stderr, "hypno: {}\n", text);
    for (const auto& [recording, reason] : result.failures)
        fmt::print(stderr, "  {}: {}\n", recording, reason);
}

int exitCodeOf(const BatchResult& result) {
    if (result.failures.empty() && result.notReached == 0)
        return kDone;
    return result.scored + result.upToDate + result.passedOver > 0 ? kSomeFailed : kNothingDone;
}

int runScore(const ScoreArguments& arguments) {
    std::error_code error;
    fs::create_directories(arguments.out, error);
    if (!fs::is_directory(arguments.out)) {
        complain(arguments.out + ": cannot be made a folder: " + error.message());
        return kNothingDone;
    }
    if (const auto plan = plannedOutputs("night", "night.edf", arguments); !plan) {
        complain(plan.error());
        return kWrongUsage;
    }
    auto nights = findNights(arguments.inputs, arguments.out);
    if (!nights) {
        complain(nights.error());
        return kNothingDone;
    }
    const std::size_t ofAllShards = nights->size();
    std::erase_if(*nights, [&](const Night& night) { return !isInShard(night.name, arguments.shard); });
    const auto models = chooseModels(arguments.model);
    if (!models) {
        complain(models.error());
        return kNothingDone;
    }
    const auto network = loadNetwork();
    if (!network) {
        complain(network.error());
        return kNothingDone;
    }
    const int jobs = jobsFor(ofAllShards, arguments, **network);
    // Cores are used by nights. One thread each, however many there are: the last digits of a sum depend on
    // the number of threads, and the parts of an archive shall be as if one machine had scored it alone.
    if (ofAllShards > 1)
        (*network)->useThreads(1);
    const BatchResult result = scoreBatch(*nights, jobs, arguments, **network, *models);
    tellEnd(result, nights->size());
    // A table of a run that was stopped would pass for the whole.
    if (!arguments.summary.empty() && result.notReached == 0)
        if (const auto written = writeSummary(arguments.summary, *nights, result.failures); !written) {
            complain(written.error());
            return kSomeFailed;
        }
    return exitCodeOf(result);
}

} // namespace

void addScore(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<ScoreArguments>();
    CLI::App* command =
        app.add_subcommand("score", "Propose a sleep stage for every 30-s epoch of recordings");
    command->add_option("files", a->inputs, "Recordings (EDF, EDF+, BDF), and folders of them")->required();
    const auto channel =
        command->add_option("--channel", a->channel, "Channel to score; default: the best EEG");
    command->add_option("--derive", a->derive, "Difference of two channels, for example C4-M1")
        ->excludes(channel);
    command->add_option("--model", a->model,
                        "Model file or name; default: the one chosen for the derivation with hypno models "
                        "set-default, else the shipped one");
    command->add_option("--device", a->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--stride", a->stride, "Epochs between windows; smaller ones take longer")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    const auto out = command
                         ->add_option("--out", a->out,
                                      "Folder to write to; nights of a folder lie in it as they lay there")
                         ->capture_default_str();
    const auto format =
        command->add_option("--format", a->formats, "Comma-separated: edf, csv, json, annot, yasa")
            ->capture_default_str();
    command->add_option("--report", a->reports, "Comma-separated: pdf, html, json, csv");
    command
        ->add_option(
            "--jobs", a->jobs,
            "Nights scored at once, a core each; default: one a core, fewer where the memory does not "
            "suffice")
        ->check(CLI::Range(1, 256));
    command->add_option("--summary", a->summary,
                        "Table of all nights with their sleep statistics (CSV), and beside it one of the "
                        "set (NAME.set.csv)");
    const auto shard = std::make_shared<std::string>();
    command->add_option("--shard", *shard,
                        "Only part I of N, for example 3/8: disjoint, the same on every machine, all of "
                        "them together everything");
    command->add_flag("--force", a->force, "Score again what is up to date");
    command->add_flag(
        "--study", a->study,
        "Keep the run in the night's study NIGHT.hypno, which is made where missing; files are then "
        "written only when asked for with --format, --report or --out");
    command->add_option(
        "--study-folder", a->studyFolder,
        "Folder of the studies, for recordings on read-only media; default: beside the recording");
    const auto look = addReportOptions(*command);
    command->callback([a, out, format, shard, look, &chosen] {
        a->study |= !a->studyFolder.empty();
        if (a->study && out->count() == 0 && format->count() == 0)
            a->formats.clear();
        if (!shard->empty()) {
            const auto part = parseShard(*shard);
            if (!part)
                throw CLI::ValidationError(part.error().detail);
            a->shard = *part;
        }
        chosen = [a, look] {
            auto wanted = reportTemplateOf(*look);
            if (!wanted) {
                complain(wanted.error());
                return static_cast<int>(kNothingDone);
            }
            a->reportLook = reportLookOf(*look, *wanted);
            a->reportTemplate = std::move(*wanted);
            return runScore(*a);
        };
    });
}

} // namespace hypnodesk::cli
