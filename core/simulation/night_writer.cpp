#include "core/base/atomic_file.h"
#include "core/edf/edf_writer.h"
#include "core/simulation/montage.h"
#include "core/simulation/simulated_night.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace {

Result<EdfSignalSpec> signalSpec(const std::string& label, double rateHz) {
    const Result<simulation::MontageChannel> channel = simulation::findMontageChannel(label);
    if (!channel)
        return tl::make_unexpected(channel.error());
    EdfSignalSpec spec;
    spec.label = label;
    spec.unit = channel->unit;
    spec.rateHz = rateHz;
    spec.physicalMinimum = channel->physicalMinimum;
    spec.physicalMaximum = channel->physicalMaximum;
    spec.transducer = "simulated";
    return spec;
}

/// One annotation per stretch of a stage, named as in Sleep-EDF and by most EDF+ hypnograms.
std::vector<Annotation> stageAnnotations(const Hypnogram& hypnogram) {
    std::vector<Annotation> annotations;
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        const std::string text = "Sleep stage " + std::string(stageCode(hypnogram.stage(epoch)));
        if (!annotations.empty() && annotations.back().text == text)
            *annotations.back().durationSeconds += kEpochSeconds;
        else
            annotations.push_back({hypnogram.grid().onsetSeconds(epoch), kEpochSeconds, text});
    }
    return annotations;
}

std::string csvOf(const Hypnogram& hypnogram) {
    std::string text = "epoch,onset_s,stage\n";
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch)
        text += fmt::format("{},{:.0f},{}\n", epoch, hypnogram.grid().onsetSeconds(epoch),
                            stageCode(hypnogram.stage(epoch)));
    return text;
}

} // namespace

Result<void> writeSimulatedNight(const SimulatedNight& night, const std::filesystem::path& directory,
                                 const std::string& name, const TaskContext& context) {
    EdfFileSpec spec;
    spec.start = {2020, 1, 1, 22, 30, 0.0};
    spec.patient = night.subjectName;
    spec.equipment = "hypnodesk " HYPNODESK_VERSION " simulator";
    for (const std::string& label : night.labels) {
        Result<EdfSignalSpec> signal = signalSpec(label, night.rateHz);
        if (!signal)
            return tl::make_unexpected(signal.error());
        spec.signals.push_back(std::move(*signal));
    }
    if (Result<void> written = writeEdf(directory / (name + ".edf"), spec, night.signals,
                                        stageAnnotations(night.hypnogram), context);
        !written)
        return written;
    return writeFileAtomically(directory / (name + ".hypnogram.csv"), csvOf(night.hypnogram));
}

} // namespace hypnodesk
