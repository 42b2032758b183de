#include "app/command_line/command.h"
#include "app/command_line/evaluation.h"
#include "app/command_line/labelled_nights.h"
#include "core/model/model_library.h"
#include "core/model/network.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <set>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

struct EvaluateArguments {
    std::string model;
    std::vector<std::string> data;
    std::string device = "auto";
    int folds = 0;
    std::uint64_t seed = 1;
    int stride = 1;
    bool json = false;
};

NightEvaluation judge(const PreparedNight& prepared, const NightProbabilities& night) {
    NightEvaluation result{prepared.night.name, prepared.night.subject, {}, {}};
    Hypnogram reference(night.grid);
    for (std::int64_t e = 0; e < night.grid.count; ++e) {
        const Stage truth = prepared.night.stages[static_cast<std::size_t>(e)];
        reference.set(e, {truth, StageSource::Imported});
        const EpochVerdict& verdict = night.epochs[static_cast<std::size_t>(e)];
        if (isScored(truth) && night.isScored(e) && verdict.quality == EpochQuality::Good)
            result.samples.push_back({verdict.joint, truth});
    }
    result.agreement = agreement(reference, Hypnogram::fromProbabilities(night));
    return result;
}

Result<Evaluation> evaluateModel(Network& network, const fs::path& model,
                                 const std::vector<const PreparedNight*>& nights,
                                 const EvaluateArguments& arguments, const TaskContext& context) {
    const auto scorer = network.openScorer(model, arguments.device);
    if (!scorer)
        return tl::make_unexpected(scorer.error());
    Evaluation evaluation{(*scorer)->modelName(), (*scorer)->modelDigest(), {}};
    for (std::size_t i = 0; i < nights.size(); ++i) {
        const double from = static_cast<double>(i) / static_cast<double>(nights.size());
        const double to = static_cast<double>(i + 1) / static_cast<double>(nights.size());
        const auto night =
            (*scorer)->score(*nights[i]->night.input, {.stride = arguments.stride}, context.part(from, to));
        if (!night)
            return failAt(nights[i]->night.name, night.error());
        evaluation.nights.push_back(judge(*nights[i], *night));
    }
    return evaluation;
}

/// Subjects dealt into folds in an order drawn by the seed.
std::vector<std::set<std::string>> dealSubjects(const std::vector<PreparedNight>& nights, int folds,
                                                std::uint64_t seed) {
    std::set<std::string> distinct;
    for (const PreparedNight& night : nights)
        distinct.insert(night.night.subject);
    std::vector<std::string> subjects(distinct.begin(), distinct.end());
    std::mt19937_64 random(seed);
    std::shuffle(subjects.begin(), subjects.end(), random);
    std::vector<std::set<std::string>> dealt(
        std::min<std::size_t>(static_cast<std::size_t>(folds), subjects.size()));
    for (std::size_t i = 0; i < subjects.size(); ++i)
        dealt[i % dealt.size()].insert(subjects[i]);
    return dealt;
}

/// Cross-validation: for each fold of subjects, the model is fine-tuned on the others and judged on the fold.
Result<Evaluation> crossValidate(Network& network, const fs::path& model,
                                 const std::vector<PreparedNight>& nights, const EvaluateArguments& arguments,
                                 const TaskContext& context) {
    const auto folds = dealSubjects(nights, arguments.folds, arguments.seed);
    if (folds.size() < 2)
        return fail(ErrorCode::DataMissing, "cross-validation needs at least two subjects");
    Evaluation all;
    for (std::size_t f = 0; f < folds.size(); ++f) {
        std::vector<LabelledNight> training;
        std::vector<const PreparedNight*> held;
        for (const PreparedNight& night : nights) {
            if (folds[f].contains(night.night.subject))
                held.push_back(&night);
            else
                training.push_back(night.night);
        }
        const fs::path tuned =
            fs::temp_directory_path() / fmt::format("hypno-fold-{}-{}.safetensors", ::getpid(), f + 1);
        TrainingOptions options;
        options.learningRate = 1e-4;
        options.epochs = 20;
        options.seed = arguments.seed + f;
        options.device = arguments.device;
        options.name = fmt::format("fold {}", f + 1);
        auto trained = network.createTrainer()->finetune(model, training, options, tuned, {}, context);
        if (!trained)
            return tl::make_unexpected(trained.error());
        auto evaluation = evaluateModel(network, tuned, held, arguments, context);
        std::error_code ignored;
        fs::remove(tuned, ignored);
        if (!evaluation)
            return evaluation;
        fmt::print(stderr, "fold {}/{}: kappa {:.3f} on {} nights\n", f + 1, folds.size(),
                   evaluation->pooled().kappa.value_or(0.0), held.size());
        std::move(evaluation->nights.begin(), evaluation->nights.end(), std::back_inserter(all.nights));
    }
    all.model = fmt::format("{}, fine-tuned in {} folds of subjects", model.stem().string(), folds.size());
    return all;
}

Result<Evaluation> evaluate(const EvaluateArguments& arguments) {
    const auto model = findModel(arguments.model);
    if (!model)
        return tl::make_unexpected(model.error());
    const auto network = loadNetwork();
    if (!network)
        return tl::make_unexpected(network.error());
    std::vector<PreparedNight> nights;
    for (const std::string& folder : arguments.data) {
        auto prepared = prepareFolder(folder, terminalContext("reading " + folder));
        if (!prepared)
            return tl::make_unexpected(prepared.error());
        std::move(prepared->begin(), prepared->end(), std::back_inserter(nights));
    }
    const TaskContext context = terminalContext("evaluating");
    if (arguments.folds > 0)
        return crossValidate(**network, *model, nights, arguments, context);
    std::vector<const PreparedNight*> all;
    for (const PreparedNight& night : nights)
        all.push_back(&night);
    return evaluateModel(**network, *model, all, arguments, context);
}

int runEvaluate(const EvaluateArguments& arguments) {
    const auto evaluation = evaluate(arguments);
    if (!evaluation) {
        complain(evaluation.error());
        return kNothingDone;
    }
    if (arguments.json)
        fmt::print("{}\n", toJson(*evaluation).dump(2));
    else
        fmt::print("{}", toTable(*evaluation));
    return kDone;
}

} // namespace

void addEvaluate(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<EvaluateArguments>();
    CLI::App* command =
        app.add_subcommand("evaluate", "Judge a model on recordings that experts have scored");
    command->add_option("--model", a->model, "Model file or name; default: the shipped one");
    command->add_option("--data", a->data, "Folders of recordings with a scoring beside each")->required();
    command
        ->add_option("--folds", a->folds,
                     "Cross-validate: fine-tune on all other subjects, judge on the fold")
        ->check(CLI::Range(2, 1000));
    command->add_option("--seed", a->seed, "Seed of the folds and of fine-tuning")->capture_default_str();
    command->add_option("--stride", a->stride, "Epochs between windows")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--device", a->device, "auto, cpu or cuda")->capture_default_str();
    command->add_flag("--json", a->json, "For machines");
    command->callback([a, &chosen] { chosen = [a] { return runEvaluate(*a); }; });
}

} // namespace hypnodesk::cli
