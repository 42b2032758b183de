#include "app/command_line/training_options.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

namespace {

/// Takes one ingredient of the method away, to measure what it brings.
void ablate(TrainingOptions& options, const std::string& what) {
    if (what == "infonce")
        options.weights.infoNce = 0.0;
    else if (what == "crossmask")
        options.weights.reconstruction = 0.0;
    else if (what == "raw")
        options.config.useRaw = false;
    else if (what == "spectrogram")
        options.config.useSpectrogram = false;
}

} // namespace

void addPretrain(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<TrainingArguments>();
    CLI::App* command = app.add_subcommand("pretrain", "Train a network from random weights");
    declareTrainingOptions(*command, *a);
    TrainingOptions& o = a->options;
    command->add_option("--from", o.startFrom,
                        "A pre-trained model to go on from, with its shape, instead of random weights");
    command->add_option("--raw-stride", o.config.rawStride, "Stride of the raw view's first convolution")
        ->check(CLI::Range(1, 5))
        ->capture_default_str();
    command->add_option("--raw-kernel", o.config.rawKernel, "Taps of that convolution, an odd number")
        ->check(CLI::Range(3, 101))
        ->capture_default_str();
    command->add_option("--length", o.config.sequenceLength, "Epochs in a window")
        ->check(CLI::Range(2, 200))
        ->capture_default_str();
    command->add_option("--mask-ratio", o.weights.maskRatio, "Share of epochs masked")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--ablate", a->ablate, "Leave out: infonce, crossmask, raw or spectrogram")
        ->check(CLI::IsMember({"infonce", "crossmask", "raw", "spectrogram"}));
    command
        ->add_option("--peer-timeout", a->peerTimeoutMinutes,
                     "Minutes after which a process that stays silent counts as lost")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->footer(
        "Started by torchrun or Slurm's srun, several processes train one network together; every one\n"
        "needs the same arguments and the same data.");
    command->callback([a, &chosen] {
        chosen = [a] {
            const auto place = placeAmongProcesses();
            if (!place) {
                complain(place.error());
                return int(kWrongUsage);
            }
            a->options.processes = *place;
            a->options.processes.timeoutMinutes = a->peerTimeoutMinutes;
            if (a->options.batch < place->size) {
                complain(fmt::format("--batch {} is less than the {} processes; it counts the windows of all",
                                     a->options.batch, place->size));
                return int(kWrongUsage);
            }
            ablate(a->options, a->ablate);
            return runTraining(*a);
        };
    });
}

} // namespace hypnodesk::cli
