#include "core/simulation/simulated_night.h"

#include "core/base/text_fields.h"
#include "core/simulation/artefacts.h"
#include "core/simulation/background.h"
#include "core/simulation/body_signals.h"
#include "core/simulation/eeg_events.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace hypnodesk {

using namespace simulation;

namespace {

Result<std::vector<MontageChannel>> chosenChannels(const SimulationOptions& options) {
    std::vector<std::string> labels = options.channels;
    if (labels.empty())
        labels = standardMontage();
    else if (labels.size() == 1 && toLowerAscii(labels[0]) == "all")
        labels = fullMontage();
    std::vector<MontageChannel> channels;
    std::set<std::string> seen;
    for (const std::string& label : labels) {
        Result<MontageChannel> channel = findMontageChannel(label);
        if (!channel)
            return tl::make_unexpected(channel.error());
        if (!seen.insert(toLowerAscii(channel->label)).second)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("channel \"{}\" is named twice", channel->label));
        channels.push_back(std::move(*channel));
    }
    return channels;
}

double hoursOf(const SimulationOptions& options) {
    return options.measured ? static_cast<double>(options.measured->stages.size()) * kEpochSeconds / 3600.0
                            : options.hours;
}

Result<void> checkClinic(const SimulatedClinic& clinic, double rateHz) {
    if (!(clinic.youngestYears >= kYoungestYears && clinic.oldestYears <= kOldestYears &&
          clinic.youngestYears <= clinic.oldestYears))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("ages: {} to {} is not within {} to {} years", clinic.youngestYears,
                                clinic.oldestYears, kYoungestYears, kOldestYears));
    if (!(std::abs(clinic.gain) >= 1e-3 && std::abs(clinic.gain) <= 1e3))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("gain: {} is not between 0.001 and 1000 (or their negatives)", clinic.gain));
    if (clinic.highpassHz && !(*clinic.highpassHz >= 0.01 && *clinic.highpassHz <= 10.0))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("high-pass: {} Hz is not between 0.01 and 10", *clinic.highpassHz));
    if (clinic.lowpassHz && !(*clinic.lowpassHz >= 5.0 && *clinic.lowpassHz < 0.45 * rateHz))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("low-pass: {} Hz is not between 5 and {}", *clinic.lowpassHz, 0.45 * rateHz));
    return {};
}

Result<std::size_t> sampleCount(const SimulationOptions& options, std::size_t channels) {
    if (options.measured)
        if (const Result<void> sound = checkMeasuredNight(*options.measured); !sound)
            return tl::make_unexpected(sound.error());
    const double hours = hoursOf(options);
    if (!(hours * 3600.0 >= kEpochSeconds - 1e-6 && hours <= kLongestSimulationHours))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("hours: {} is not between 0.00834 (one epoch) and {}", hours,
                                kLongestSimulationHours));
    if (!(options.rateHz >= kLowestSimulationHz && options.rateHz <= kHighestSimulationHz))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("rate: {} Hz is not between {} and {}", options.rateHz, kLowestSimulationHz,
                                kHighestSimulationHz));
    if (options.subject < 0 || options.subject > 9999)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("subject: {} is not between 0 and 9999", options.subject));
    if (options.night < 1 || options.night > 9999)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("night: {} is not between 1 and 9999", options.night));
    const auto samples = static_cast<std::int64_t>(std::floor(hours * 3600.0 * options.rateHz + 1e-6));
    if (const Result<void> sound = checkClinic(options.clinic, options.rateHz); !sound)
        return tl::make_unexpected(sound.error());
    if (samples * static_cast<std::int64_t>(channels) > kMostSimulationSamples)
        return fail(
            ErrorCode::ArgumentInvalid,
            fmt::format("{} channels of {} h at {} Hz are too much for one night; take fewer channels, hours "
                        "or a lower rate",
                        channels, hours, options.rateHz));
    return static_cast<std::size_t>(samples);
}

std::string describeSubject(const VirtualSubject& subject) {
    constexpr const char* kHabits[] = {"healthy", "insomniac", "apneic", "fragmented sleep"};
    return fmt::format("{}, {} years, {}", subject.isMale ? "M" : "F", static_cast<int>(subject.ageYears),
                       kHabits[static_cast<int>(subject.habit)]);
}

void setAmplifier(Electrode& electrode, const SimulatedClinic& clinic) {
    if (clinic.highpassHz)
        electrode.highpassHz = *clinic.highpassHz;
    if (clinic.lowpassHz) {
        electrode.lowpassHz = *clinic.lowpassHz;
        electrode.lowpassSections = 2;
    }
}

/// The expert's own: a border that the course moved within an epoch changes nothing.
Hypnogram expertStages(const MeasuredNight& measured) {
    Hypnogram result(EpochGrid::covering(static_cast<double>(measured.stages.size()) * kEpochSeconds));
    for (std::size_t epoch = 0; epoch < measured.stages.size(); ++epoch)
        if (isScored(measured.stages[epoch]))
            result.set(static_cast<std::int64_t>(epoch), {measured.stages[epoch], StageSource::Imported});
    return result;
}

} // namespace

Result<void> checkSimulation(const SimulationOptions& options) {
    const Result<std::vector<MontageChannel>> channels = chosenChannels(options);
    if (!channels)
        return tl::make_unexpected(channels.error());
    if (const Result<std::size_t> samples = sampleCount(options, channels->size()); !samples)
        return tl::make_unexpected(samples.error());
    return {};
}

Result<SimulatedNight> simulateNight(const SimulationOptions& options, const TaskContext& context) {
    const Result<std::vector<MontageChannel>> channels = chosenChannels(options);
    if (!channels)
        return tl::make_unexpected(channels.error());
    const Result<std::size_t> samples = sampleCount(options, channels->size());
    if (!samples)
        return tl::make_unexpected(samples.error());

    const Random world(options.seed);
    const SimulatedClinic& clinic = options.clinic;
    const VirtualSubject subject =
        drawSubject(world.fork("subject", static_cast<std::uint64_t>(options.subject)), clinic.youngestYears,
                    clinic.oldestYears);
    const Random random = world.fork("subject", static_cast<std::uint64_t>(options.subject))
                              .fork("night", static_cast<std::uint64_t>(options.night));
    const double duration = static_cast<double>(*samples) / options.rateHz;
    const MeasuredNight* measured = options.measured.get();
    const StageCourse course = measured ? followStages(subject, measured->stages, random.fork("course"))
                                        : drawStageCourse(subject, duration, random.fork("course"));
    const BandCourse bands = measured ? BandCourse(subject, course, *measured, random.fork("bands"))
                                      : BandCourse(subject, course, random.fork("bands"));
    const EegEvents events = drawEegEvents(subject, bands, random.fork("events"));
    const BodyCourse body = drawBodyCourse(subject, bands, options.rateHz, *samples, random.fork("body"));

    SimulatedNight night;
    night.rateHz = options.rateHz;
    night.hypnogram = measured ? expertStages(*measured) : course.hypnogram();
    night.subjectName = fmt::format("virtual-{:04}", options.subject);
    night.description = describeSubject(subject);
    const Random common = random.fork("common");
    for (std::size_t i = 0; i < channels->size(); ++i) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "simulation");
        const MontageChannel& channel = (*channels)[i];
        const Random own = random.fork(toLowerAscii(channel.label));
        std::vector<float> signal(*samples, 0.0f);
        if (channel.kind == SignalKind::Eeg || channel.kind == SignalKind::Eog) {
            Electrode electrode =
                drawElectrode(channel, subject, duration, common.fork("clinic"), own.fork("electrode"));
            setAmplifier(electrode, clinic);
            addBackground(signal, options.rateHz, subject, bands, electrode, common, own);
            addEegEvents(signal, options.rateHz, events, bands, electrode, own.fork("events"));
            addArtefacts(signal, options.rateHz, channel, electrode, body, common, own);
            applyAmplifier(signal, options.rateHz, electrode);
            for (float& sample : signal)
                sample = static_cast<float>(sample * clinic.gain);
        } else {
            fillBodySignal(signal, options.rateHz, channel, subject, bands, body, common, own);
        }
        night.labels.push_back(channel.label);
        night.units.push_back(channel.unit);
        night.signals.push_back(std::move(signal));
        context.report(static_cast<double>(i + 1) / static_cast<double>(channels->size()), channel.label);
    }
    return night;
}

} // namespace hypnodesk
