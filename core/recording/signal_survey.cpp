#include "core/recording/signal_survey.h"

#include "core/dsp/band_power.h"
#include "core/recording/slow_eeg.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hypnodesk {

namespace {

constexpr std::int64_t kSpectraPerNight = 40;
constexpr double kOutermostShare = 0.01;

// Of a night's epochs; a few bad ones are every night's lot.
constexpr double kDoubtfulShare = 0.10;
constexpr double kHopelessShare = 0.50;
constexpr double kDoubtfulHum = 0.40;
constexpr double kHopelessHum = 0.90;
constexpr double kDominating = 0.60;
// Peak to peak of half a minute: sleep EEG and EOG reach tens to hundreds of microvolts; a wrong unit is off
// by a factor of a thousand.
constexpr double kSmallestMicrovolts = 3.0;
constexpr double kLargestMicrovolts = 3000.0;
constexpr double kSame = 0.9999;

/// Below this rate a channel holds an envelope (the chin EMG of Sleep-EDF), which none of the limits fit.
constexpr double kLowestRateHz = 20.0;

bool isWatched(const Channel& channel) {
    return channel.isVoltage && channel.rateHz >= kLowestRateHz &&
           (channel.role == ChannelRole::Eeg || channel.role == ChannelRole::Eog ||
            channel.role == ChannelRole::Emg || channel.role == ChannelRole::Ecg);
}

double medianOf(std::vector<double> values) {
    if (values.empty())
        return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Peak to peak without the outermost hundredth at either end.
double robustRange(std::vector<float> samples) {
    std::erase_if(samples, [](float value) { return !std::isfinite(value); });
    if (samples.size() < 2)
        return 0.0;
    const auto outer = static_cast<std::ptrdiff_t>(kOutermostShare * static_cast<double>(samples.size()));
    std::nth_element(samples.begin(), samples.begin() + outer, samples.end());
    const float low = samples[static_cast<std::size_t>(outer)];
    std::nth_element(samples.begin(), samples.end() - 1 - outer, samples.end());
    return static_cast<double>(*(samples.end() - 1 - outer)) - low;
}

/// Shares of an epoch's power from 0.5 Hz to just below half the sampling rate.
struct PowerShares {
    double hum = 0.0;
    double belowTwelve = 0.0; ///< of what is no hum
    double aboveTwenty = 0.0; ///< of what is no hum
};

std::optional<PowerShares> powerShares(std::span<const float> samples, double rateHz) {
    constexpr double kBinHz = 0.25;
    const std::vector<double> density = dsp::welchMedian(samples, rateHz);
    double hum = 0.0;
    double low = 0.0;
    double middle = 0.0;
    double high = 0.0;
    for (std::size_t bin = 2; bin < density.size(); ++bin) {
        const double hertz = static_cast<double>(bin) * kBinHz;
        if (hertz > 0.48 * rateHz)
            break;
        const bool isHum = std::abs(hertz - 50.0) <= 1.0 || std::abs(hertz - 60.0) <= 1.0;
        (isHum ? hum : hertz < 12.0 ? low : hertz < 20.0 ? middle : high) += density[bin];
    }
    const double rest = low + middle + high;
    if (!(rest > 0.0))
        return std::nullopt;
    return PowerShares{hum / (hum + rest), low / rest, high / rest};
}

/// One epoch of every watched channel, for finding channels that are the same.
using Excerpts = std::vector<std::vector<float>>;

double correlation(const std::vector<float>& a, const std::vector<float>& b) {
    double sumA = 0, sumB = 0, aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!std::isfinite(a[i]) || !std::isfinite(b[i]))
            return 0.0;
        sumA += a[i];
        sumB += b[i];
    }
    const double meanA = sumA / static_cast<double>(a.size());
    const double meanB = sumB / static_cast<double>(b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
        ab += (a[i] - meanA) * (b[i] - meanB);
    }
    return aa > 0.0 && bb > 0.0 ? ab / std::sqrt(aa * bb) : 0.0;
}

class ChannelSurveyor {
public:
    ChannelSurveyor(const Recording& recording, const Channel& channel)
        : m_recording(recording), m_channel(channel), m_grid(recording.epochs()) {
        m_survey.channel = channel.index;
    }

    bool run(const TaskContext& context) {
        if (isWatched(m_channel))
            return surveyEpochs(context);
        lookForConstant();
        return true;
    }

    ChannelSurvey finish() {
        std::stable_sort(m_survey.findings.begin(), m_survey.findings.end(),
                         [](const auto& a, const auto& b) { return a.verdict > b.verdict; });
        if (!m_survey.findings.empty())
            m_survey.verdict = m_survey.findings.front().verdict;
        return std::move(m_survey);
    }

    void add(SignalProblem problem, double amount, SignalVerdict verdict) {
        m_survey.findings.push_back({problem, amount, verdict});
    }

    std::vector<float> readEpoch(std::int64_t epoch) const {
        const std::int64_t first = m_grid.firstSample(epoch, m_channel.rateHz);
        const std::int64_t last =
            std::min(m_grid.firstSample(epoch + 1, m_channel.rateHz), m_channel.sampleCount);
        std::vector<float> samples(static_cast<std::size_t>(std::max<std::int64_t>(last - first, 0)));
        m_recording.readPhysical(m_channel.index, first, samples);
        return samples;
    }

private:
    bool surveyEpochs(const TaskContext& context) {
        if (m_channel.role == ChannelRole::Eeg && m_channel.rateHz < kSlowestGoodRateHz)
            add(SignalProblem::TooSlow, m_channel.rateHz,
                m_channel.rateHz < kSlowestReadableRateHz ? SignalVerdict::DoNotTrust
                                                          : SignalVerdict::Doubtful);
        const std::int64_t stride = std::max<std::int64_t>(1, m_grid.count / kSpectraPerNight);
        std::vector<double> ranges, hum, low, high;
        for (std::int64_t epoch = 0; epoch < m_grid.count; ++epoch) {
            if (context.isCancelled())
                return false;
            const std::vector<float> samples = readEpoch(epoch);
            const auto quality = dsp::epochSignalQuality(
                samples, m_channel.rateHz, static_cast<double>(samples.size()) / m_channel.rateHz);
            m_survey.epochs.push_back(quality.empty() ? dsp::EpochSignalQuality::Missing : quality.front());
            if (m_survey.epochs.back() != dsp::EpochSignalQuality::Good || epoch % stride != stride / 2)
                continue;
            ranges.push_back(robustRange(samples));
            if (const auto shares = powerShares(samples, m_channel.rateHz)) {
                hum.push_back(shares->hum);
                low.push_back(shares->belowTwelve);
                high.push_back(shares->aboveTwenty);
            }
        }
        judgeEpochs();
        m_survey.typicalMicrovolts = medianOf(ranges);
        if (!ranges.empty())
            judgeSignal(medianOf(hum), medianOf(low), medianOf(high));
        return true;
    }

    void judgeEpochs() {
        if (m_survey.epochs.empty())
            return;
        const auto share = [&](dsp::EpochSignalQuality quality) {
            return static_cast<double>(std::count(m_survey.epochs.begin(), m_survey.epochs.end(), quality)) /
                   static_cast<double>(m_survey.epochs.size());
        };
        const auto judge = [&](SignalProblem problem, double amount) {
            if (amount >= kDoubtfulShare)
                add(problem, amount,
                    amount >= kHopelessShare ? SignalVerdict::DoNotTrust : SignalVerdict::Doubtful);
        };
        judge(SignalProblem::Missing, share(dsp::EpochSignalQuality::Missing));
        judge(SignalProblem::Flat, share(dsp::EpochSignalQuality::Flat));
        judge(SignalProblem::Clipped, share(dsp::EpochSignalQuality::Clipped));
        m_survey.badShare = 1.0 - share(dsp::EpochSignalQuality::Good);
        if (m_survey.badShare >= kHopelessShare)
            for (SignalFinding& finding : m_survey.findings)
                finding.verdict = SignalVerdict::DoNotTrust;
    }

    void judgeSignal(double hum, double low, double high) {
        if (hum >= kDoubtfulHum)
            add(SignalProblem::MainsHum, hum,
                hum >= kHopelessHum ? SignalVerdict::DoNotTrust : SignalVerdict::Doubtful);
        const double range = m_survey.typicalMicrovolts;
        const bool isBrain = m_channel.role == ChannelRole::Eeg || m_channel.role == ChannelRole::Eog;
        if (range > 0.0 && range < kSmallestMicrovolts && isBrain)
            add(SignalProblem::TooSmall, range, SignalVerdict::DoNotTrust);
        if (range > kLargestMicrovolts && isBrain)
            add(SignalProblem::TooLarge, range, SignalVerdict::DoNotTrust);
        if (isBrain && high > kDominating)
            add(SignalProblem::LikeMuscle, high, SignalVerdict::DoNotTrust);
        if (m_channel.role == ChannelRole::Emg && low > 0.9)
            add(SignalProblem::LikeBrain, low, SignalVerdict::Doubtful);
    }

    void lookForConstant() {
        if (m_channel.role == ChannelRole::Hypnogram || m_grid.count == 0)
            return;
        std::optional<float> first;
        for (std::int64_t epoch = 0; epoch < m_grid.count; ++epoch)
            for (const float value : readEpoch(epoch)) {
                if (!std::isfinite(value))
                    continue;
                if (!first)
                    first = value;
                else if (value != *first)
                    return;
            }
        add(SignalProblem::Constant, first.value_or(0.0f), SignalVerdict::DoNotTrust);
    }

    const Recording& m_recording;
    const Channel& m_channel;
    EpochGrid m_grid;
    ChannelSurvey m_survey;
};

/// Marks the later of two watched channels that hold the same signal in an epoch of the middle of the night.
void findTwins(const std::vector<Channel>& channels, std::vector<ChannelSurveyor>& surveyors,
               std::int64_t epoch) {
    Excerpts excerpts(channels.size());
    for (std::size_t i = 0; i < channels.size(); ++i)
        if (isWatched(channels[i]))
            excerpts[i] = surveyors[i].readEpoch(epoch);
    for (std::size_t later = 1; later < channels.size(); ++later)
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            if (excerpts[later].empty() || excerpts[later].size() != excerpts[earlier].size())
                continue;
            const double r = correlation(excerpts[earlier], excerpts[later]);
            if (std::abs(r) > kSame) {
                surveyors[later].add(r > 0.0 ? SignalProblem::SameAs : SignalProblem::MirrorOf,
                                     static_cast<double>(earlier), SignalVerdict::Doubtful);
                break;
            }
        }
}

} // namespace

Result<SignalSurvey> surveySignals(const Recording& recording, const TaskContext& context) {
    const std::vector<Channel>& channels = recording.channels();
    std::vector<ChannelSurveyor> surveyors;
    SignalSurvey survey;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (!surveyors.emplace_back(recording, channels[i]).run(context))
            return fail(ErrorCode::Cancelled, "the signals were not looked at to the end");
        context.report(static_cast<double>(i + 1) / static_cast<double>(channels.size()));
        survey.hasEeg |= channels[i].role == ChannelRole::Eeg;
        survey.hasEog |= channels[i].role == ChannelRole::Eog;
        survey.hasChinEmg |= channels[i].role == ChannelRole::Emg;
    }
    if (recording.epochs().count > 0)
        findTwins(channels, surveyors, recording.epochs().count / 2);
    for (ChannelSurveyor& surveyor : surveyors)
        survey.channels.push_back(surveyor.finish());
    return survey;
}

SignalVerdict verdictOf(const SignalSurvey& survey, const Derivation& derivation) {
    const auto of = [&](int channel) { return survey.channels[static_cast<std::size_t>(channel)].verdict; };
    const SignalVerdict plus = of(derivation.plus);
    return derivation.minus ? std::max(plus, of(*derivation.minus)) : plus;
}

const Derivation* bestDerivation(const SignalSurvey& survey, const std::vector<Derivation>& choices) {
    const auto best = std::min_element(choices.begin(), choices.end(), [&](const auto& a, const auto& b) {
        return verdictOf(survey, a) < verdictOf(survey, b);
    });
    return best == choices.end() ? nullptr : &*best;
}

} // namespace hypnodesk
