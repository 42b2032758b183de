#include "ui/review/witnesses.h"

#include "core/dsp/alpha_share.h"
#include "core/dsp/emg_level.h"
#include "core/dsp/eye_movements.h"
#include "core/dsp/k_complexes.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace hypnodesk {

namespace {

/// Read so many samples between two looks at whether the work is still wanted.
constexpr std::int64_t kPiece = 1 << 20;
/// A longer signal (a day at 2 kHz) is left alone rather than filling the memory.
constexpr std::int64_t kMostSamples = 180'000'000;

struct Signal {
    std::vector<float> samples;
    double rateHz = 0.0;

    bool isEmpty() const { return samples.empty(); }
};

Signal read(const Recording& recording, const Derivation& derivation, const TaskContext& context) {
    Signal signal;
    signal.rateHz = rateHz(recording, derivation);
    const std::int64_t count = sampleCount(recording, derivation);
    if (count > kMostSamples)
        return signal;
    signal.samples.resize(static_cast<std::size_t>(count));
    for (std::int64_t first = 0; first < count && !context.isCancelled(); first += kPiece)
        readDerivation(recording, derivation, first,
                       std::span(signal.samples)
                           .subspan(static_cast<std::size_t>(first),
                                    static_cast<std::size_t>(std::min(kPiece, count - first))));
    return signal;
}

std::span<const float> epochOf(const Signal& signal, const EpochGrid& grid, std::int64_t epoch) {
    const auto size = std::ssize(signal.samples);
    const auto first = std::min<std::int64_t>(grid.firstSample(epoch, signal.rateHz), size);
    const auto last = std::min<std::int64_t>(grid.firstSample(epoch + 1, signal.rateHz), size);
    return std::span(signal.samples)
        .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
}

bool isRecorded(std::span<const float> samples) {
    const auto finite =
        std::count_if(samples.begin(), samples.end(), [](float x) { return std::isfinite(x); });
    return 2 * finite > std::ssize(samples);
}

std::vector<bool> recordedEpochs(const Signal& signal, const EpochGrid& grid) {
    std::vector<bool> recorded;
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch)
        recorded.push_back(isRecorded(epochOf(signal, grid, epoch)));
    return recorded;
}

/// Puts the number of events into a field of each recorded epoch.
void count(const Result<std::vector<dsp::DetectedEvent>>& events, const std::vector<bool>& recorded,
           std::optional<int> EpochWitness::*field, NightWitnesses& night) {
    if (!events)
        return;
    for (std::size_t i = 0; i < night.epochs.size(); ++i)
        if (recorded[i])
            night.epochs[i].*field = 0;
    for (const dsp::DetectedEvent& event : *events) {
        const std::int64_t epoch = night.grid.epochAt((event.beginSeconds + event.endSeconds) / 2.0);
        if (night.grid.contains(epoch) && recorded[static_cast<std::size_t>(epoch)])
            ++*(night.epochs[static_cast<std::size_t>(epoch)].*field);
    }
}

std::vector<int> channelsOf(const Recording& recording, ChannelRole role) {
    std::vector<int> channels;
    for (const Channel& channel : recording.channels())
        if (channel.role == role)
            channels.push_back(channel.index);
    return channels;
}

const Channel& channelAt(const Recording& recording, int index) {
    return recording.channels()[static_cast<std::size_t>(index)];
}

void witnessEeg(const Recording& recording, const Derivation& eeg, NightWitnesses& night,
                const TaskContext& context) {
    const Signal signal = read(recording, eeg, context);
    if (signal.isEmpty())
        return;
    night.eeg = eeg.name;
    const std::vector<bool> recorded = recordedEpochs(signal, night.grid);
    for (std::size_t i = 0; i < night.epochs.size() && !context.isCancelled(); ++i)
        if (recorded[i])
            night.epochs[i].alphaShare =
                dsp::alphaShare(epochOf(signal, night.grid, static_cast<std::int64_t>(i)), signal.rateHz);
    count(dsp::detectSpindles(signal.samples, signal.rateHz, {}, context.part(0.1, 0.4)), recorded,
          &EpochWitness::spindles, night);
    if (!channelAt(recording, eeg.plus).isVoltage)
        return; // what follows is a matter of microvolts
    count(dsp::detectKComplexes(signal.samples, signal.rateHz, {}, context.part(0.4, 0.5)), recorded,
          &EpochWitness::kComplexes, night);
    auto waves = dsp::detectSlowWaves(signal.samples, signal.rateHz, {}, context.part(0.5, 0.6));
    if (!waves)
        return;
    const double start = night.grid.startSeconds;
    std::vector<dsp::DetectedEvent> onGrid = *waves;
    for (dsp::DetectedEvent& wave : onGrid) {
        wave.beginSeconds -= start;
        wave.endSeconds -= start;
    }
    const auto seconds = dsp::secondsPerEpoch(onGrid, night.grid.epochSeconds, night.grid.count);
    for (std::size_t i = 0; i < night.epochs.size() && i < seconds.size(); ++i)
        if (recorded[i])
            night.epochs[i].slowWaveSeconds = seconds[i];
    night.slowWaves = std::move(*waves);
}

void witnessEyes(const Recording& recording, NightWitnesses& night, const TaskContext& context) {
    const std::vector<int> eyes = channelsOf(recording, ChannelRole::Eog);
    if (eyes.empty() || !channelAt(recording, eyes[0]).isVoltage)
        return;
    const Channel& left = channelAt(recording, eyes[0]);
    const Signal one = read(recording, {eyes[0], std::nullopt, left.label}, context.part(0.0, 0.2));
    if (one.isEmpty())
        return;
    Signal other;
    night.eog = left.label;
    if (eyes.size() > 1)
        if (const Channel& right = channelAt(recording, eyes[1]);
            right.rateHz == left.rateHz && right.isVoltage) {
            other = read(recording, {eyes[1], std::nullopt, right.label}, context.part(0.2, 0.4));
            night.eog.append(" + ").append(right.label);
        }
    other.samples.resize(other.isEmpty() ? 0 : one.samples.size(), std::nanf(""));
    count(dsp::detectEyeMovements(one.samples, other.samples, one.rateHz, {}, context.part(0.4, 1.0)),
          recordedEpochs(one, night.grid), &EpochWitness::eyeMovements, night);
}

void witnessChin(const Recording& recording, NightWitnesses& night, const TaskContext& context) {
    const std::vector<int> muscles = channelsOf(recording, ChannelRole::Emg);
    if (muscles.empty())
        return;
    const Channel& chin = channelAt(recording, muscles[0]);
    const Signal signal = read(recording, {muscles[0], std::nullopt, chin.label}, context);
    if (signal.isEmpty())
        return;
    const auto levels = dsp::emgLevels(signal.samples, signal.rateHz, night.grid.epochSeconds);
    if (levels.empty())
        return;
    night.emg = chin.label;
    for (std::size_t i = 0; i < night.epochs.size() && i < levels.size(); ++i)
        night.epochs[i].emgDecibels = levels[i];
}

} // namespace

Result<NightWitnesses> measureWitnesses(const Recording& recording, const Derivation& eeg,
                                        const EpochGrid& grid, const TaskContext& context) {
    NightWitnesses night;
    night.grid = grid;
    night.epochs.resize(static_cast<std::size_t>(grid.count));
    witnessEeg(recording, eeg, night, context.part(0.0, 0.6));
    if (!context.isCancelled())
        witnessEyes(recording, night, context.part(0.6, 0.9));
    if (!context.isCancelled())
        witnessChin(recording, night, context.part(0.9, 1.0));
    if (context.isCancelled())
        return fail(ErrorCode::Cancelled, "measuring witnesses");
    return night;
}

} // namespace hypnodesk
