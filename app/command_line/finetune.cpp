#include "app/command_line/finetune_nights.h"

namespace hypnodesk::cli {

namespace {

constexpr const char* kGroup = "The clinic's nights";

struct FinetuneArguments {
    TrainingArguments training;
    NightsArguments nights;
};

void declareNights(CLI::App& command, NightsArguments& a) {
    command
        .add_option("--nights", a.nights,
                    "Studies, recordings or folders to learn from and to be examined on, by subject; instead "
                    "of --data")
        ->group(kGroup);
    command
        .add_option("--subjects-from", a.subjectsFrom,
                    "Whose nights they are: header, name (of the file), or a CSV table with the columns "
                    "recording and subject")
        ->capture_default_str()
        ->group(kGroup);
    command
        .add_option("--mode", a.mode, "other-electrode: the backbones learn as well, at a tenth of the rate")
        ->check(CLI::IsMember({"same-electrode", "other-electrode"}))
        ->capture_default_str()
        ->group(kGroup);
    command
        .add_option("--exam", a.exam,
                    "How nights are kept from the model that is examined on them; automatic: one subject at "
                    "a time below eight of them, else groups")
        ->check(CLI::IsMember({"automatic", "loso", "holdout", "none"}))
        ->capture_default_str()
        ->group(kGroup);
    command
        .add_flag("--with-accepted", a.withAccepted,
                  "Learn from proposals, too, that were accepted together and not looked at")
        ->group(kGroup);
    command
        .add_flag("--accept-if-better", a.acceptIfBetter,
                  "Write the model only when the exam finds it better")
        ->group(kGroup);
    command
        .add_option("--record", a.record,
                    "File for the record of the change (JSON, and a page beside it); default: beside the "
                    "model")
        ->group(kGroup);
    command.add_option("--note", a.note, "A sentence for the record")->group(kGroup);
    command
        .add_option("--run", a.runFolder,
                    "Folder that keeps the run, so that it can go on after an interruption; default: beside "
                    "the model")
        ->group(kGroup);
    command.add_flag("--json", a.json, "Print the record")->group(kGroup);
}

int run(const FinetuneArguments& a) {
    if (const auto place = placeAmongProcesses(); !place || !place->isAlone()) {
        complain("fine-tuning takes minutes and runs in one process; start it without torchrun or srun");
        return kWrongUsage;
    }
    if (a.nights.nights.empty() == a.training.data.empty()) {
        complain("name what to learn from: either --nights or --data");
        return kWrongUsage;
    }
    if (!a.nights.nights.empty())
        return runNights(a.training, a.nights);
    if (a.training.base.empty() || a.training.out.empty()) {
        complain("--data needs --base and --out");
        return kWrongUsage;
    }
    return runTraining(a.training);
}

} // namespace

void addFinetune(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<FinetuneArguments>();
    TrainingArguments& training = a->training;
    training.options.learningRate = 1e-4;
    training.options.epochs = 20;
    CLI::App* command =
        app.add_subcommand("finetune", "Adapt a model to recordings that a person has scored");
    declareNights(*command, a->nights);
    declareTrainingOptions(*command, training);
    command->get_option("--data")->required(false);
    command->get_option("--out")->required(false);
    TrainingOptions& o = training.options;
    command->add_option("--base", training.base,
                        "Model to start from: a file, or an installed model's name; with --nights by default "
                        "the present one");
    command
        ->add_option("--kl", o.klWeight,
                     "Weight of staying close to the base model, 0 to 1; with --nights by their number")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        ->add_option(
            "--backbone-rate", o.backboneRate,
            "Share of the learning rate for the backbones (0.1 for another electrode); 0 keeps them frozen")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->callback([a, command, &chosen] {
        const auto isTyped = [command](const char* name) { return command->count(name) > 0; };
        NightsArguments& nights = a->nights;
        nights.hasEpochs = isTyped("--epochs");
        nights.hasBatch = isTyped("--batch");
        nights.hasRate = isTyped("--rate");
        nights.hasPatience = isTyped("--patience");
        nights.hasKl = isTyped("--kl");
        nights.hasBackboneRate = isTyped("--backbone-rate");
        nights.hasValidation = isTyped("--validation");
        chosen = [a] { return run(*a); };
    });
}

} // namespace hypnodesk::cli
