#pragma once

#include "core/recording/recording.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A signal to look at or to score: one channel, or the difference of two (C4 - M1).
struct Derivation {
    int plus = 0;             ///< channel index
    std::optional<int> minus; ///< channel index; same sampling rate as `plus`
    std::string name;         ///< what people read: "C4-M1", "EEG Fpz-Cz"

    bool operator==(const Derivation&) const = default;
};

/// A text typed by the user or kept in a file: a channel label ("EEG Fpz-Cz"), or two labels joined by '-'
/// ("C4-M1"), ignoring case, blanks, the prefix "EEG", and A1/A2 for M1/M2.
Result<Derivation> parseDerivation(const Recording& recording, std::string_view text);

/// A derivation by its electrodes in the spelling of ElectrodePair ("C4", "M1"): the channel that is recorded
/// so, else the difference of two channels with the same reference; nullopt when the recording has neither.
std::optional<Derivation> findDerivation(const Recording& recording, std::string_view plus,
                                         std::string_view minus);

/// Derivations that a single-channel EEG scorer can use, best first: C4-M1, C3-M2, Fpz-Cz, F4-M1, F3-M2,
/// other central, Cz-based, other frontal, O2-M1, O1-M2, any other EEG; derived where only referential
/// channels exist. A recording of a single unnamed signal counts as EEG. Empty when nothing looks like EEG.
std::vector<Derivation> suggestedDerivations(const Recording& recording);

/// The contralateral-mastoid montage (F4-M1, C4-M1, O2-M1, F3-M2, C3-M2, O1-M2, E1-M2, E2-M2) as far as it
/// exists, followed by chin EMG, ECG, respiration, SpO2 and legs; every remaining channel at the end.
std::vector<Derivation> standardMontage(const Recording& recording);

double rateHz(const Recording& recording, const Derivation& derivation);
std::int64_t sampleCount(const Recording& recording, const Derivation& derivation);

/// As Recording::readPhysical, for the difference.
void readDerivation(const Recording& recording, const Derivation& derivation, std::int64_t firstSample,
                    std::span<float> out);

} // namespace hypnodesk
