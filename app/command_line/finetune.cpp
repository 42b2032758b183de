#include "app/command_line/training_options.h"

namespace hypnodesk::cli {

void addFinetune(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<TrainingArguments>();
    a->options.learningRate = 1e-4;
    a->options.epochs = 20;
    CLI::App* command =
        app.add_subcommand("finetune", "Adapt a model to recordings that a person has scored");
    declareTrainingOptions(*command, *a);
    TrainingOptions& o = a->options;
    command->add_option("--base", a->base, "Model to start from: a file, or an installed model's name")
        ->required();
    command->add_option("--kl", o.klWeight, "Weight of staying close to the base model, 0 to 1")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        ->add_option(
            "--backbone-rate", o.backboneRate,
            "Share of the learning rate for the backbones (0.1 for another electrode); 0 keeps them frozen")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->callback([a, &chosen] {
        chosen = [a] {
            if (const auto place = placeAmongProcesses(); !place || !place->isAlone()) {
                complain(
                    "fine-tuning takes minutes and runs in one process; start it without torchrun or srun");
                return int(kWrongUsage);
            }
            return runTraining(*a);
        };
    });
}

} // namespace hypnodesk::cli
