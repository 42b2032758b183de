#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk::simulation {

enum class SignalKind { Eeg, Eog, ChinEmg, LegEmg, Ecg, Flow, Thorax, Abdomen, Spo2, Snore, Position, Pulse };

/// A channel that the simulator knows how to fill.
struct MontageChannel {
    std::string label; ///< as asked for
    SignalKind kind = SignalKind::Eeg;
    std::string unit = "uV";
    double physicalMinimum = -500.0;
    double physicalMaximum = 500.0;
    double backness = 0.5;           ///< EEG: 0 frontal to 1 occipital
    double typicalMicrovolts = 30.0; ///< EEG: deviation over a night
    double verticalEye = 0.0;        ///< share of a vertical eye movement (blinks included) seen here
    double horizontalEye = 0.0;      ///< share of a horizontal one
    bool isReferential = false;      ///< EEG: against an ear, a mastoid or the average
    bool onLeft = false;             ///< EEG: electrode over the left hemisphere; legs: the left one
};

/// Finds the channel behind a label, ignoring case: EEG derivations such as "F4-M1", "C3-A2", "Fpz-Cz", "EEG
/// Pz-Oz", "E1-M2", "EMG chin", "ECG", "Flow", "Thorax", "Abdomen", "SpO2", "Snore", "Leg L", "Leg R",
/// "Position", "Pulse". ArgumentInvalid names a label that is none of these.
Result<MontageChannel> findMontageChannel(std::string_view label);

/// Seven channels of a small montage.
std::vector<std::string> standardMontage();
/// Twenty channels of a clinic's montage.
std::vector<std::string> fullMontage();

} // namespace hypnodesk::simulation
