#include "core/recording/channel_label.h"
#include "core/recording/montage.h"

#include <algorithm>
#include <map>
#include <set>

namespace hypnodesk {

namespace {

constexpr std::size_t kRowsWithoutRoles = 8;

const Channel& channelOf(const Recording& recording, const Derivation& derivation) {
    return recording.channels()[static_cast<std::size_t>(derivation.plus)];
}

int rowsAtFirst(ChannelRole role) {
    switch (role) {
    case ChannelRole::Eeg:
        return 4;
    case ChannelRole::Eog:
        return 2;
    case ChannelRole::Emg:
    case ChannelRole::Ecg:
    case ChannelRole::Respiration:
    case ChannelRole::SpO2:
        return 1;
    default:
        return 0;
    }
}

bool sameChannels(const Derivation& a, const Derivation& b) {
    return a.plus == b.plus && a.minus == b.minus;
}

MontageRow rowOf(const std::string& derivation) {
    MontageRow row;
    row.derivation = derivation;
    return row;
}

std::vector<MontageRow> standardRows(const Recording& recording, const std::optional<Derivation>& scored) {
    std::vector<MontageRow> rows;
    std::map<ChannelRole, int> shown;
    const auto add = [&](const Derivation& derivation) {
        const ChannelRole role = channelOf(recording, derivation).role;
        rows.push_back(rowOf(derivation.name));
        rows.back().isVisible = shown[role]++ < rowsAtFirst(role);
    };
    if (scored) {
        add(*scored);
        rows.front().isVisible = true;
    }
    for (const Derivation& derivation : standardMontage(recording))
        if (!scored || !sameChannels(*scored, derivation))
            add(derivation);
    if (std::none_of(rows.begin(), rows.end(), [](const MontageRow& row) { return row.isVisible; }))
        for (std::size_t i = 0; i < std::min(rows.size(), kRowsWithoutRoles); ++i)
            rows[i].isVisible = true;
    return rows;
}

std::vector<MontageRow> eegRows(const Recording& recording) {
    std::vector<MontageRow> rows;
    for (const Derivation& derivation : standardMontage(recording)) {
        const Channel& channel = channelOf(recording, derivation);
        const bool isReference = !derivation.minus && isMastoid(parseElectrodes(channel.label).plus);
        if (channel.role == ChannelRole::Eeg && !isReference)
            rows.push_back(rowOf(derivation.name));
    }
    return rows;
}

std::vector<MontageRow> respirationRows(const Recording& recording) {
    std::vector<MontageRow> rows;
    for (const ChannelRole role : {ChannelRole::Respiration, ChannelRole::Snore, ChannelRole::SpO2,
                                   ChannelRole::Position, ChannelRole::Ecg})
        for (const Channel& channel : recording.channels())
            if (channel.role == role)
                rows.push_back(rowOf(channel.label));
    if (rows.empty())
        return rows;
    // Arousals are seen in the EEG.
    if (const std::vector<Derivation> eeg = suggestedDerivations(recording); !eeg.empty())
        rows.insert(rows.begin(), rowOf(eeg.front().name));
    return rows;
}

std::vector<MontageRow> recordedRows(const Recording& recording) {
    std::vector<MontageRow> rows;
    for (const Channel& channel : recording.channels())
        rows.push_back(rowOf(channel.label));
    return rows;
}

/// The mastoids against which an electrode is looked at, best first; empty for what has none.
std::vector<std::string> contralateralOf(const std::string& electrode) {
    if (electrode.empty() || isMastoid(electrode))
        return {};
    if (electrode == "E1" || electrode == "E2")
        return {"M2", "M1"};
    if (electrode.back() == 'Z')
        return {"M1", "M2"};
    return {(electrode.back() - '0') % 2 != 0 ? "M2" : "M1"};
}

/// "CZ" as people write it.
std::string spelled(std::string electrode) {
    if (electrode.back() == 'Z')
        for (std::size_t i = 1; i < electrode.size(); ++i)
            electrode[i] = static_cast<char>(electrode[i] - 'A' + 'a');
    return electrode;
}

} // namespace

std::string_view builtInName(BuiltInMontage montage) {
    switch (montage) {
    case BuiltInMontage::Standard:
        return "Standard (contralateral mastoids)";
    case BuiltInMontage::AsRecorded:
        return "As recorded";
    case BuiltInMontage::EegOnly:
        return "EEG only";
    case BuiltInMontage::Respiration:
        return "Respiration";
    }
    return {};
}

std::optional<BuiltInMontage> builtInByName(std::string_view name) {
    for (const BuiltInMontage montage : kBuiltInMontages)
        if (builtInName(montage) == name)
            return montage;
    return std::nullopt;
}

Montage builtInMontage(BuiltInMontage montage, const Recording& recording,
                       const std::optional<Derivation>& scored) {
    Montage result{std::string(builtInName(montage)), {}};
    switch (montage) {
    case BuiltInMontage::Standard:
        result.rows = standardRows(recording, scored);
        break;
    case BuiltInMontage::AsRecorded:
        result.rows = recordedRows(recording);
        break;
    case BuiltInMontage::EegOnly:
        result.rows = eegRows(recording);
        break;
    case BuiltInMontage::Respiration:
        result.rows = respirationRows(recording);
        break;
    }
    return result;
}

ResolvedMontage resolveMontage(const Recording& recording, const Montage& montage) {
    ResolvedMontage resolved;
    for (std::size_t row = 0; row < montage.rows.size(); ++row) {
        auto derivation = parseDerivation(recording, montage.rows[row].derivation);
        if (derivation)
            resolved.rows.push_back({std::move(*derivation), row});
        else if (montage.rows[row].isVisible)
            resolved.missing.push_back(montage.rows[row].derivation);
    }
    return resolved;
}

Rereferenced withContralateralMastoids(const Recording& recording, const Montage& montage) {
    Rereferenced result{{montage.name, {}}, 0, {}};
    std::set<std::string> changed;
    for (const MontageRow& row : montage.rows) {
        const ElectrodePair present = parseElectrodes(row.derivation);
        const std::vector<std::string> mastoids = contralateralOf(present.plus);
        const bool isDone = std::find(mastoids.begin(), mastoids.end(), present.minus) != mastoids.end();
        if (mastoids.empty() || isDone) {
            if (!changed.contains(row.derivation))
                result.montage.rows.push_back(row);
            continue;
        }
        MontageRow now = row;
        for (const std::string& mastoid : mastoids)
            if (findDerivation(recording, present.plus, mastoid)) {
                now.derivation = spelled(present.plus);
                now.derivation += '-';
                now.derivation += mastoid;
                break;
            }
        if (now.derivation == row.derivation) {
            result.unable.push_back(row.derivation);
            result.montage.rows.push_back(row);
        } else if (++result.changed; changed.insert(now.derivation).second) {
            result.montage.rows.push_back(std::move(now));
        }
    }
    return result;
}

} // namespace hypnodesk
