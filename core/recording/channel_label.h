#pragma once

#include "core/recording/channel.h"

#include <string>
#include <string_view>

namespace hypnodesk {

/// The electrodes that a label names, in one spelling: upper case, M1 and M2 for A1, A2, TP9 and TP10, E1 and
/// E2 for LOC and ROC.
struct ElectrodePair {
    std::string plus; ///< "C4"; empty when the label names no electrode
    std::string
        minus; ///< "M1"; "REF", "LE", ... when the label says so; empty when it names one electrode only

    /// Measured against a common reference, so that two of them may be subtracted.
    bool isReferential() const;
    bool operator==(const ElectrodePair&) const = default;
};

/// "EEG C4-A1", "C4:M1", "C4-M1" -> {C4, M1}; "EEG C4-REF" -> {C4, REF}; "Fc5." -> {FC5, ""}; "SaO2" -> {"",
/// ""}.
ElectrodePair parseElectrodes(std::string_view label);

/// What a channel with this label measures.
ChannelRole roleFromLabel(std::string_view label);

/// How a physical unit relates to microvolts.
struct VoltageUnit {
    bool isVoltage = false;
    double toMicrovolts = 1.0;
    bool operator==(const VoltageUnit&) const = default;
};

/// "uV", "µV", "mV", "V", ... in any case; everything else is no voltage.
VoltageUnit parseUnit(std::string_view unit);

/// Electrodes whose channels a sleep scorer looks at, as opposed to reference electrodes (M1, M2).
bool isMastoid(std::string_view electrode);

} // namespace hypnodesk
