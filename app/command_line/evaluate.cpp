#include "app/command_line/command.h"
#include "app/command_line/evaluation_folds.h"
#include "app/command_line/evaluation_protocol.h"
#include "core/model/model_library.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

struct EvaluateArguments {
    std::string model;
    std::vector<std::string> data;
    std::string protocol;
    int folds = 0;
    bool asIs = false;
    std::optional<double> wakeMarginMinutes;
    std::string channel;
    ScoringSettings scoring;
    FoldTraining training;
    std::string work;
    std::uint32_t seed = 1;
    int resamples = 1000;
    int finetuneEpochs = 20;
    bool json = false;
    bool details = false;
};

std::set<std::string> subjectsOf(const std::vector<LabelledRecording>& recordings) {
    std::set<std::string> subjects;
    for (const LabelledRecording& recording : recordings)
        subjects.insert(recording.subject);
    return subjects;
}

Result<std::vector<LabelledRecording>> gatherRecordings(const EvaluateArguments& arguments) {
    std::vector<LabelledRecording> recordings;
    for (const std::string& folder : arguments.data) {
        auto found = findLabelledRecordings(folder);
        if (!found)
            return tl::make_unexpected(found.error());
        std::move(found->begin(), found->end(), std::back_inserter(recordings));
    }
    // A folder named twice, or within another one, must not count twice.
    std::set<fs::path> seen;
    std::erase_if(recordings, [&](const LabelledRecording& one) {
        std::error_code error;
        const fs::path file = fs::weakly_canonical(one.recording, error);
        return !seen.insert(error ? one.recording : file).second;
    });
    if (const Protocol* protocol = findProtocol(arguments.protocol)) {
        auto taken = recordingsOf(*protocol, recordings);
        if (!taken)
            return taken;
        recordings = std::move(*taken);
    }
    for (LabelledRecording& recording : recordings) {
        if (!arguments.channel.empty())
            recording.channel = arguments.channel;
        if (arguments.wakeMarginMinutes)
            recording.wakeMarginMinutes = arguments.wakeMarginMinutes;
    }
    return recordings;
}

/// No folds: the model is judged as it is.
Result<std::vector<SubjectFold>> gatherFolds(const EvaluateArguments& arguments,
                                             const std::set<std::string>& subjects) {
    if (arguments.folds == 0 && arguments.protocol.empty())
        return std::vector<SubjectFold>();
    Protocol protocol{"cross-validation", {}, 0, 0.0, 0, 0, nullptr};
    if (const Protocol* named = findProtocol(arguments.protocol))
        protocol = *named;
    if (arguments.folds > 0) {
        protocol.folds = static_cast<std::size_t>(arguments.folds);
        const auto others = static_cast<double>(subjects.size()) * (1.0 - 1.0 / arguments.folds);
        if (protocol.validationSubjects == 0)
            protocol.validationSubjects = static_cast<std::size_t>(std::max(1.0, std::round(0.1 * others)));
    }
    return foldsOf(protocol, subjects, arguments.seed);
}

std::string inWords(const EvaluateArguments& arguments, std::size_t folds) {
    std::string text;
    if (const Protocol* protocol = findProtocol(arguments.protocol))
        text = protocol->inWords + "; ";
    if (arguments.wakeMarginMinutes)
        text += fmt::format("sleep +- {} min; ", *arguments.wakeMarginMinutes);
    if (folds == 0 || arguments.asIs)
        return text + "the model as it is";
    if (folds > 1)
        text += fmt::format("{} folds of subjects; ", folds);
    return text + (arguments.training.fromScratch
                       ? "pre-trained from random weights and fine-tuned in each fold"
                       : "fine-tuned in each fold");
}

/// Fine-tuned models of folds nobody asked to keep.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::error_code error;
        const fs::path folder = fs::temp_directory_path(error);
        m_path = (error ? fs::path("/tmp") : folder) / fmt::format("hypno-evaluate-{}", ::getpid());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

Result<void> trainAndJudge(Network& network, EvaluateArguments arguments,
                           const std::vector<LabelledRecording>& recordings,
                           const std::vector<SubjectFold>& folds, Evaluation& evaluation) {
    FoldTraining& training = arguments.training;
    if (!training.fromScratch) {
        const auto model = findModel(arguments.model);
        if (!model)
            return tl::make_unexpected(model.error());
        training.base = *model;
    }
    training.finetuning = training.pretraining;
    training.finetuning.learningRate = 1e-4;
    training.finetuning.epochs = arguments.finetuneEpochs;
    for (TrainingOptions* options : {&training.pretraining, &training.finetuning}) {
        options->seed = arguments.seed;
        options->device = arguments.scoring.device;
    }
    const TemporaryFolder temporary;
    training.folder = arguments.work.empty() ? temporary.path() : fs::path(arguments.work);
    auto done = crossValidate(network, recordings, folds, training, arguments.scoring, evaluation);
    evaluation.model = training.fromScratch ? "MC2SleepNet, one per fold"
                                            : fmt::format("{}, one per fold", training.base.stem().string());
    return done;
}

Result<void> judgeAsIs(Network& network, const EvaluateArguments& arguments,
                       const std::vector<LabelledRecording>& recordings,
                       const std::vector<SubjectFold>& folds, Evaluation& evaluation) {
    const auto model = findModel(arguments.model);
    if (!model)
        return tl::make_unexpected(model.error());
    std::vector<LabelledRecording> tested = recordings;
    if (folds.size() == 1) // a single split judges its test subjects only
        std::erase_if(tested, [&](const auto& one) { return !folds.front().test.contains(one.subject); });
    const bool isOneSubject = subjectsOf(tested).size() == 1;
    return judgeRecordings(network, *model, tested, arguments.scoring, 0, isOneSubject, evaluation,
                           terminalContext("evaluating"));
}

Result<Evaluation> evaluate(const EvaluateArguments& arguments) {
    const auto recordings = gatherRecordings(arguments);
    if (!recordings)
        return tl::make_unexpected(recordings.error());
    const auto folds = gatherFolds(arguments, subjectsOf(*recordings));
    if (!folds)
        return tl::make_unexpected(folds.error());
    const auto network = loadNetwork();
    if (!network)
        return tl::make_unexpected(network.error());
    Evaluation evaluation;
    evaluation.protocol = inWords(arguments, folds->size());
    evaluation.bootstrap.seed = arguments.seed;
    evaluation.bootstrap.resamples = arguments.resamples;
    const auto done = folds->empty() || arguments.asIs
                          ? judgeAsIs(**network, arguments, *recordings, *folds, evaluation)
                          : trainAndJudge(**network, arguments, *recordings, *folds, evaluation);
    if (!done)
        return tl::make_unexpected(done.error());
    if (evaluation.nights.empty())
        return fail(ErrorCode::DataMissing, "none of the recordings could be judged");
    return evaluation;
}

int runEvaluate(const EvaluateArguments& arguments) {
    const bool hasFolds = arguments.folds > 0 || !arguments.protocol.empty();
    if (!hasFolds && (arguments.training.fromScratch || arguments.training.onlyFold > 0)) {
        complain("--from-scratch and --only-fold need folds: name them with --folds or --protocol");
        return kWrongUsage;
    }
    const auto evaluation = evaluate(arguments);
    if (!evaluation) {
        complain(evaluation.error());
        return kNothingDone;
    }
    if (arguments.json)
        fmt::print("{}\n", toJson(*evaluation).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        fmt::print("{}", toTable(*evaluation, arguments.details));
    return evaluation->failed.empty() ? kDone : kSomeFailed;
}

void declareFoldOptions(CLI::App& command, EvaluateArguments& a) {
    constexpr const char* kGroup = "Folds";
    FoldTraining& t = a.training;
    TrainingOptions& o = t.pretraining;
    std::vector<std::string> ids;
    for (const Protocol& protocol : protocols())
        ids.push_back(protocol.id);
    command
        .add_option("--protocol", a.protocol,
                    "As papers divide a data set: recordings, channel, sleep +- 30 min, folds")
        ->check(CLI::IsMember(ids))
        ->group(kGroup);
    command
        .add_option(
            "--folds", a.folds,
            "Cross-validate over subjects: train on the others, judge on the fold; as many as subjects: "
            "leave one out")
        ->check(CLI::Range(2, 10000))
        ->group(kGroup);
    auto* asIs =
        command
            .add_flag("--as-is", a.asIs, "With --protocol: judge the model on its recordings, train nothing")
            ->group(kGroup);
    auto* work = command
                     .add_option("--work", a.work,
                                 "Folder for the models of the folds; those there are not trained again")
                     ->group(kGroup);
    command
        .add_flag(
            "--from-scratch", t.fromScratch,
            "Pre-train each fold from random weights, then fine-tune it, instead of fine-tuning --model")
        ->needs(work)
        ->excludes(asIs)
        ->group(kGroup);
    declareNightCacheOptions(command, t.cache, kGroup);
    command.add_option("--only-fold", t.onlyFold, "This fold only, from 1 (for several machines)")
        ->check(CLI::Range(1, 10000))
        ->group(kGroup);
    command.add_option("--epochs", o.epochs, "Pre-training: passes at most")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str()
        ->group(kGroup);
    command
        .add_option("--finetune-epochs", a.finetuneEpochs,
                    "Fine-tuning: passes at most; 0 with --from-scratch: none")
        ->check(CLI::Range(0, 100000))
        ->capture_default_str()
        ->group(kGroup);
    command.add_option("--batch", o.batch, "Windows a step")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str()
        ->group(kGroup);
    command.add_option("--rate", o.learningRate, "Learning rate of pre-training")
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->group(kGroup);
    command.add_option("--patience", o.patience, "Passes without progress before stopping")
        ->capture_default_str()
        ->group(kGroup);
    command
        .add_option("--minutes", o.maximumMinutes,
                    "Stop each training after this long, keeping the best pass")
        ->group(kGroup);
    command.add_option("--raw-stride", o.config.rawStride, "Stride of the raw view's first convolution")
        ->check(CLI::Range(1, 5))
        ->capture_default_str()
        ->group(kGroup);
    command.add_option("--raw-kernel", o.config.rawKernel, "Taps of that convolution, an odd number")
        ->check(CLI::Range(3, 101))
        ->capture_default_str()
        ->group(kGroup);
    command.add_option("--length", o.config.sequenceLength, "Epochs in a window")
        ->check(CLI::Range(2, 200))
        ->capture_default_str()
        ->group(kGroup);
}

} // namespace

void addEvaluate(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<EvaluateArguments>();
    CLI::App* command =
        app.add_subcommand("evaluate", "Judge a model on recordings that experts have scored");
    command->add_option("--model", a->model, "Model file or name; default: the shipped one");
    command->add_option("--data", a->data, "Folders of recordings with their scorings, or studies")
        ->required();
    command->add_option("--channel", a->channel,
                        "Derivation to score in every recording; default: by data set");
    command
        ->add_option(
            "--wake-margin", a->wakeMarginMinutes,
            "Minutes of wake kept around sleep; default: 30 for Sleep-EDF and protocols, else everything")
        ->check(CLI::Range(0.0, 100000.0));
    command->add_option("--seed", a->seed, "Seed of folds, training and intervals")->capture_default_str();
    command->add_option("--resamples", a->resamples, "Of the bootstrap; 0: no intervals")
        ->check(CLI::Range(0, 1000000))
        ->capture_default_str();
    command->add_option("--stride", a->scoring.stride, "Epochs between windows")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--device", a->scoring.device, "auto, cpu or cuda")->capture_default_str();
    command->add_flag("--json", a->json, "For machines");
    command->add_flag("--details", a->details, "Statistics and reliability of each recording too");
    declareFoldOptions(*command, *a);
    command->callback([a, &chosen] { chosen = [a] { return runEvaluate(*a); }; });
}

} // namespace hypnodesk::cli
