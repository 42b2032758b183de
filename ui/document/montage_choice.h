#pragma once

#include "core/recording/derivation.h"

#include <optional>
#include <vector>

namespace hypnodesk {

/// A derivation that may be shown, and whether it is.
struct MontageRow {
    Derivation derivation;
    ChannelRole role = ChannelRole::Other;
    bool shown = false;
};

/// Every derivation of the standard montage, with the ones shown at first: at most four EEG (the scored one
/// always, on top), two EOG, and one each of chin EMG, ECG, respiration and SpO2. A recording without any of
/// these shows its first eight channels.
std::vector<MontageRow> firstMontage(const Recording& recording, const std::optional<Derivation>& scored);

std::vector<Derivation> shownDerivations(const std::vector<MontageRow>& rows);

} // namespace hypnodesk
