#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hypnodesk {

/// What a channel measures, read off its label and unit.
enum class ChannelRole { Eeg, Eog, Emg, Ecg, Respiration, SpO2, Snore, Leg, Position, Hypnogram, Other };

/// "EEG", "EOG", ... for people and JSON.
std::string_view roleName(ChannelRole role);

/// One signal of a recording. Annotation signals of EDF+ are no channels.
struct Channel {
    int index = 0;     ///< position in Recording::channels()
    std::string label; ///< as in the file, trimmed, UTF-8; duplicates get " (2)", " (3)"
    std::string unit;  ///< as in the file, e.g. "uV"
    std::string transducer;
    std::string prefilter;
    double rateHz = 0.0;          ///< samples a second, > 0
    std::int64_t sampleCount = 0; ///< length of the regular time axis, gaps included
    double physicalMinimum = 0.0;
    double physicalMaximum = 0.0;
    double toMicrovolts = 1.0; ///< factor from `unit` to microvolts; 1 for units that are no voltage
    bool isVoltage = true;
    ChannelRole role = ChannelRole::Other;

    bool operator==(const Channel&) const = default;
};

} // namespace hypnodesk
