#include "app/command_line/training_options.h"

#include "app/command_line/labelled_nights.h"
#include "core/model/model_library.h"
#include "core/model/network.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

constexpr std::int64_t kStepsBetweenLines = 10;

/// Progress for people on standard error, and for machines as JSON lines.
TrainingListener makeListener(const std::string& logPath) {
    std::shared_ptr<std::ofstream> log;
    if (!logPath.empty())
        log = std::make_shared<std::ofstream>(logPath, std::ios::app);
    return [log](const TrainingReport& r) {
        if (r.endOfPass)
            fmt::print(stderr, "pass {:3d} done: loss {:.4f}, validation kappa {:.4f}, accuracy {:.2f} %{}\n",
                       r.pass, r.loss, r.validationKappa, 100.0 * r.validationAccuracy,
                       r.bestSoFar ? "  (best so far)" : "");
        else if (r.step % kStepsBetweenLines == 0)
            fmt::print(stderr,
                       "pass {:3d} step {}/{}  loss {:.4f} (stages {:.4f}, InfoNCE {:.4f}, rebuilt {:.4f})  "
                       "{:.0f} epochs/s\n",
                       r.pass, r.step, r.steps, r.loss, r.crossEntropy, r.infoNce, r.reconstruction,
                       r.epochSamplesPerSecond);
        if (!log)
            return;
        nlohmann::json line = {{"pass", r.pass},
                               {"step", r.step},
                               {"loss", r.loss},
                               {"loss_of_step", r.lossOfStep},
                               {"cross_entropy", r.crossEntropy},
                               {"info_nce", r.infoNce},
                               {"reconstruction", r.reconstruction},
                               {"epoch_samples_per_second", r.epochSamplesPerSecond}};
        if (r.endOfPass) {
            line["validation_kappa"] = r.validationKappa;
            line["validation_accuracy"] = r.validationAccuracy;
            line["best"] = r.bestSoFar;
        }
        *log << line.dump() << std::endl;
    };
}

/// The stages that the night has a good epoch of.
std::uint8_t stagesAtHand(const LabelledNight& night) {
    std::uint8_t stages = 0;
    for (std::size_t e = 0; e < night.stages.size(); ++e)
        if (isScored(night.stages[e]) && night.input->quality[e] == EpochQuality::Good)
            stages |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(night.stages[e]));
    return stages;
}

Result<void> gather(const std::vector<std::string>& folders, const std::function<void(LabelledNight&)>& mark,
                    const FolderPreparation& how, std::vector<LabelledNight>& nights) {
    for (const std::string& folder : folders) {
        auto prepared = prepareFolder(folder, terminalContext("reading " + folder), how);
        if (!prepared)
            return tl::make_unexpected(prepared.error());
        for (PreparedNight& one : *prepared) {
            mark(one.night);
            nights.push_back(std::move(one.night));
        }
    }
    return {};
}

Result<std::vector<LabelledNight>> gatherNights(const TrainingArguments& arguments) {
    const ProcessPlace& place = arguments.options.processes;
    NightCache cache = arguments.cache.open();
    const FolderPreparation how{&cache, static_cast<double>(place.rank) / place.size, LabelRule::Reviewed};
    std::vector<LabelledNight> nights;
    const auto asFragments = [](LabelledNight& night) { night.competing = stagesAtHand(night); };
    const auto asValidation = [](LabelledNight& night) { night.isForValidation = true; };
    if (auto done = gather(
            arguments.data, [](LabelledNight&) {}, how, nights);
        !done)
        return tl::make_unexpected(done.error());
    if (auto done = gather(arguments.fragments, asFragments, how, nights); !done)
        return tl::make_unexpected(done.error());
    if (auto done = gather(arguments.validation, asValidation, how, nights); !done)
        return tl::make_unexpected(done.error());
    if (place.rank == 0) {
        cache.trim();
        fmt::print(stderr, "{} nights, {} of them prepared before\n", nights.size(), cache.found());
    }
    return nights;
}

Result<void> train(const TrainingArguments& arguments) {
    if (std::filesystem::exists(arguments.out))
        return fail(ErrorCode::FileUnwritable,
                    arguments.out +
                        ": exists already; a model is never changed in place, choose another name");
    // Said now rather than after an hour of training.
    const auto folder = std::filesystem::absolute(arguments.out).parent_path();
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return fail(ErrorCode::FileUnwritable, folder.string() + ": no folder that can be written to");
    const auto network = loadNetwork();
    if (!network)
        return tl::make_unexpected(network.error());
    auto nights = gatherNights(arguments);
    if (!nights)
        return tl::make_unexpected(nights.error());
    TrainingOptions options = arguments.options;
    if (options.name.empty())
        options.name = std::filesystem::path(arguments.out).stem().string();
    options.checkpoint = arguments.out + ".checkpoint";
    if (options.processes.rank == 0 && std::filesystem::exists(options.checkpoint))
        fmt::print(stderr, "going on from {}\n", options.checkpoint.string());
    const auto trainer = (*network)->createTrainer();
    const bool isFirst = options.processes.rank == 0;
    const auto listener = isFirst ? makeListener(arguments.log) : TrainingListener();
    if (isFirst && !options.processes.isAlone())
        fmt::print(stderr, "{} processes, meeting at {}:{}\n", options.processes.size, options.processes.host,
                   options.processes.port);
    // The listener prints; the context only carries Ctrl+C.
    const TaskContext context = terminalContext(arguments.base.empty() ? "pre-training" : "fine-tuning");
    if (arguments.base.empty())
        return trainer->pretrain(*nights, options, arguments.out, listener, context);
    const auto base = findModel(arguments.base);
    if (!base)
        return tl::make_unexpected(base.error());
    return trainer->finetune(*base, *nights, options, arguments.out, listener, context);
}

} // namespace

void declareTrainingOptions(CLI::App& command, TrainingArguments& a) {
    command.add_option("--data", a.data, "Folders of recordings with a scoring beside each")->required();
    command.add_option("--fragments", a.fragments,
                       "Folders of recordings that hold only some of a night's stages; these compete among "
                       "themselves only");
    command.add_option("--validation-data", a.validation,
                       "Folders of nights to judge by, never trained on (instead of --validation)");
    command.add_option("--out", a.out, "Model file to write (.safetensors); must not exist")->required();
    command.add_option("--name", a.options.name, "Name of the model; default: the file's name");
    command.add_option("--epochs", a.options.epochs, "Passes over the data at most")->capture_default_str();
    command.add_option("--batch", a.options.batch, "Windows a step, of all processes together")
        ->capture_default_str();
    command.add_option("--rate", a.options.learningRate, "Learning rate")->capture_default_str();
    command.add_option("--seed", a.options.seed, "Seed of everything random")->capture_default_str();
    command.add_option("--device", a.options.device, "auto, cpu or cuda")->capture_default_str();
    command
        .add_option("--precision", a.options.precision,
                    "single, mixed (bfloat16 where that is enough) or auto: mixed on a CUDA device")
        ->transform(CLI::CheckedTransformer(
                        std::map<std::string, TrainingPrecision>{{"auto", TrainingPrecision::Automatic},
                                                                 {"single", TrainingPrecision::Single},
                                                                 {"mixed", TrainingPrecision::Mixed}})
                        .description("{auto,single,mixed}"))
        ->default_str("auto");
    command
        .add_option("--validation", a.options.validationShare,
                    "Share of subjects held out for early stopping")
        ->check(CLI::Range(0.0, 0.9))
        ->capture_default_str();
    command.add_option("--patience", a.options.patience, "Passes without progress before stopping")
        ->capture_default_str();
    command.add_option("--minutes", a.options.maximumMinutes, "Stop after this long, keeping the best pass");
    command.add_option("--log", a.log, "File to append one JSON line a step to");
    declareNightCacheOptions(command, a.cache);
}

int runTraining(const TrainingArguments& arguments) {
    const auto trained = train(arguments);
    if (!trained) {
        complain(trained.error());
        return kNothingDone;
    }
    if (arguments.options.processes.rank == 0)
        fmt::print("{}\n", arguments.out);
    return kDone;
}

} // namespace hypnodesk::cli
