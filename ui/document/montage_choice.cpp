#include "ui/document/montage_choice.h"

#include <algorithm>
#include <map>

namespace hypnodesk {

namespace {

constexpr int kRowsWithoutRoles = 8;

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

} // namespace

std::vector<MontageRow> firstMontage(const Recording& recording, const std::optional<Derivation>& scored) {
    std::vector<MontageRow> rows;
    const auto add = [&](const Derivation& derivation) {
        rows.push_back(
            {derivation, recording.channels()[static_cast<std::size_t>(derivation.plus)].role, false});
    };
    if (scored)
        add(*scored);
    for (const Derivation& derivation : standardMontage(recording))
        if (!scored || !sameChannels(*scored, derivation))
            add(derivation);

    std::map<ChannelRole, int> shown;
    for (MontageRow& row : rows)
        row.shown = shown[row.role]++ < rowsAtFirst(row.role);
    if (scored)
        rows.front().shown = true;
    if (std::none_of(rows.begin(), rows.end(), [](const MontageRow& row) { return row.shown; }))
        for (std::size_t i = 0; i < rows.size() && i < kRowsWithoutRoles; ++i)
            rows[i].shown = true;
    return rows;
}

std::vector<Derivation> shownDerivations(const std::vector<MontageRow>& rows) {
    std::vector<Derivation> derivations;
    for (const MontageRow& row : rows)
        if (row.shown)
            derivations.push_back(row.derivation);
    return derivations;
}

} // namespace hypnodesk
