#include "core/recording/derivation.h"

#include "core/base/text_fields.h"
#include "core/recording/channel_label.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace hypnodesk {

namespace {

/// Slower signals are envelopes or trends, not an EEG.
constexpr double kLowestEegRateHz = 40.0;

const Channel& channelAt(const Recording& recording, int index) {
    return recording.channels()[static_cast<std::size_t>(index)];
}

std::string_view withoutEegPrefix(std::string_view text) {
    text = trimmed(text);
    if (toLowerAscii(text.substr(0, 4)) == "eeg ")
        text.remove_prefix(4);
    return trimmed(text);
}

/// The channel that a text means: its label, its label without "EEG", or the same electrodes in another
/// spelling.
std::optional<int> findNamedChannel(const Recording& recording, std::string_view text) {
    if (trimmed(text).empty())
        return std::nullopt;
    if (const auto exact = recording.findChannel(trimmed(text)))
        return exact;
    const std::string bare = toLowerAscii(withoutEegPrefix(text));
    for (const Channel& channel : recording.channels())
        if (toLowerAscii(withoutEegPrefix(channel.label)) == bare)
            return channel.index;
    const ElectrodePair wanted = parseElectrodes(text);
    if (wanted.plus.empty())
        return std::nullopt;
    for (const Channel& channel : recording.channels())
        if (parseElectrodes(channel.label) == wanted)
            return channel.index;
    if (!wanted.minus.empty())
        return std::nullopt;
    for (const Channel& channel : recording.channels()) { // "C4" for "EEG C4-REF"
        const ElectrodePair pair = parseElectrodes(channel.label);
        if (pair.plus == wanted.plus && pair.isReferential())
            return channel.index;
    }
    return std::nullopt;
}

Result<Derivation> difference(const Recording& recording, int plus, int minus, std::string name) {
    const Channel& first = channelAt(recording, plus);
    const Channel& second = channelAt(recording, minus);
    if (first.rateHz != second.rateHz)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("{} has {} Hz and {} has {} Hz; their difference cannot be taken",
                                first.label, first.rateHz, second.label, second.rateHz));
    if (first.isVoltage != second.isVoltage || (!first.isVoltage && first.unit != second.unit))
        return fail(ErrorCode::ArgumentInvalid, fmt::format("{} is measured in {}, {} in {}", first.label,
                                                            first.unit, second.label, second.unit));
    return Derivation{plus, minus, std::move(name)};
}

std::string labelList(const Recording& recording) {
    constexpr std::size_t kAtMost = 12;
    std::string list;
    for (std::size_t i = 0; i < recording.channels().size() && i < kAtMost; ++i)
        list += (i == 0 ? "" : ", ") + recording.channels()[i].label;
    if (recording.channels().size() > kAtMost)
        list += fmt::format(" and {} more", recording.channels().size() - kAtMost);
    return list;
}

/// Place in the order of preference of a single-channel scorer; lower is better.
int preference(const Channel& channel) {
    struct Preferred {
        std::string_view plus, minus;
    };
    static constexpr std::array<Preferred, 5> kBest = {
        {{"C4", "M1"}, {"C3", "M2"}, {"FPZ", "CZ"}, {"F4", "M1"}, {"F3", "M2"}}};
    const ElectrodePair pair = parseElectrodes(channel.label);
    for (std::size_t i = 0; i < kBest.size(); ++i)
        if (pair.plus == kBest[i].plus && pair.minus == kBest[i].minus)
            return static_cast<int>(i) * 10;
    // SHHS calls C4-A1 "EEG" and C3-A2 "EEG(sec)".
    const std::string label = toLowerAscii(channel.label);
    if (label == "eeg")
        return 5;
    if (label == "eeg(sec)" || label == "eeg sec" || label == "eeg2" || label == "eeg 2")
        return 15;
    if (pair.plus == "C4" || pair.plus == "C3")
        return pair.isReferential() ? 55 : 50;
    if (pair.plus == "CZ" || pair.minus == "CZ")
        return 60;
    if (pair.plus == "O2" && pair.minus == "M1")
        return 70;
    if (pair.plus == "O1" && pair.minus == "M2")
        return 75;
    if (pair.plus.starts_with('F') && isMastoid(pair.minus))
        return 65;
    return isMastoid(pair.plus) ? 100 : 90;
}

struct Candidate {
    Derivation derivation;
    int preference = 0;
};

/// Contralateral derivations made of two referential channels.
void addDerived(const Recording& recording, std::vector<Candidate>& candidates) {
    struct Wanted {
        std::string_view plus, minus;
        int preference;
    };
    static constexpr std::array<Wanted, 6> kWanted = {{{"C4", "M1", 1},
                                                       {"C3", "M2", 11},
                                                       {"F4", "M1", 31},
                                                       {"F3", "M2", 41},
                                                       {"O2", "M1", 71},
                                                       {"O1", "M2", 76}}};
    for (const Wanted& wanted : kWanted)
        if (auto derived = findDerivation(recording, wanted.plus, wanted.minus); derived && derived->minus)
            candidates.push_back({std::move(*derived), wanted.preference});
}

} // namespace

std::optional<Derivation> findDerivation(const Recording& recording, std::string_view plus,
                                         std::string_view minus) {
    std::optional<int> plusChannel;
    std::optional<int> minusChannel;
    for (const Channel& channel : recording.channels()) {
        if (channel.rateHz < kLowestEegRateHz ||
            (channel.role != ChannelRole::Eeg && channel.role != ChannelRole::Eog))
            continue;
        const ElectrodePair pair = parseElectrodes(channel.label);
        if (pair.plus == plus && pair.minus == minus)
            return Derivation{channel.index, std::nullopt, channel.label};
        if (pair.plus == plus && pair.isReferential() && !plusChannel)
            plusChannel = channel.index;
        if (pair.plus == minus && pair.isReferential() && !minusChannel)
            minusChannel = channel.index;
    }
    if (!plusChannel || !minusChannel)
        return std::nullopt;
    const Channel& first = channelAt(recording, *plusChannel);
    const Channel& second = channelAt(recording, *minusChannel);
    if (parseElectrodes(first.label).minus != parseElectrodes(second.label).minus)
        return std::nullopt; // two different references do not cancel
    auto derived = difference(recording, *plusChannel, *minusChannel, fmt::format("{}-{}", plus, minus));
    if (!derived)
        return std::nullopt;
    return *derived;
}

Result<Derivation> parseDerivation(const Recording& recording, std::string_view text) {
    if (const auto channel = findNamedChannel(recording, text))
        return Derivation{*channel, std::nullopt, channelAt(recording, *channel).label};
    // A label may hold a '-' of its own, so every one of them may be the minus sign.
    for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
        const auto plus = findNamedChannel(recording, text.substr(0, at));
        const auto minus = findNamedChannel(recording, text.substr(at + 1));
        if (plus && minus && *plus != *minus)
            return difference(recording, *plus, *minus, std::string(trimmed(text)));
    }
    return fail(ErrorCode::DataMissing,
                fmt::format("no channel \"{}\"; the recording has {}", trimmed(text), labelList(recording)));
}

std::vector<Derivation> suggestedDerivations(const Recording& recording) {
    std::vector<Candidate> candidates;
    const bool isAlone = recording.channels().size() == 1;
    for (const Channel& channel : recording.channels()) {
        const bool mayBeEeg =
            channel.role == ChannelRole::Eeg || (isAlone && channel.role == ChannelRole::Other);
        if (!mayBeEeg || channel.rateHz < kLowestEegRateHz || channel.sampleCount == 0)
            continue;
        Candidate& candidate = candidates.emplace_back();
        candidate.derivation.plus = channel.index;
        candidate.derivation.name = channel.label;
        candidate.preference = preference(channel);
    }
    addDerived(recording, candidates);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.preference < b.preference; });
    std::vector<Derivation> derivations;
    for (Candidate& candidate : candidates)
        derivations.push_back(std::move(candidate.derivation));
    return derivations;
}

double rateHz(const Recording& recording, const Derivation& derivation) {
    return channelAt(recording, derivation.plus).rateHz;
}

std::int64_t sampleCount(const Recording& recording, const Derivation& derivation) {
    return channelAt(recording, derivation.plus).sampleCount;
}

void readDerivation(const Recording& recording, const Derivation& derivation, std::int64_t firstSample,
                    std::span<float> out) {
    recording.readPhysical(derivation.plus, firstSample, out);
    if (!derivation.minus)
        return;
    std::array<float, 4096> minus;
    for (std::size_t done = 0; done < out.size();) {
        const std::size_t piece = std::min(minus.size(), out.size() - done);
        recording.readPhysical(*derivation.minus, firstSample + static_cast<std::int64_t>(done),
                               std::span(minus).first(piece));
        for (std::size_t i = 0; i < piece; ++i)
            out[done + i] -= minus[i];
        done += piece;
    }
}

} // namespace hypnodesk
