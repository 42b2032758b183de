#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/dsp/events.h"
#include "core/recording/derivation.h"
#include "core/recording/recording.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// What the signals of one epoch say without the network. Absent where the channel is missing, has no unit of
/// voltage, is sampled too slowly, or recorded nothing for most of the epoch.
struct EpochWitness {
    std::optional<double> slowWaveSeconds; ///< of waves of 0.5-2 Hz, 75 uV and more; 6 s of 30 make N3
    std::optional<int> spindles;
    std::optional<int> kComplexes;
    std::optional<double> alphaShare;  ///< power in 8-13 Hz of that in 0.5-30 Hz, 0 to 1
    std::optional<double> emgDecibels; ///< above the night's quiet level
    std::optional<int> eyeMovements;
    bool operator==(const EpochWitness&) const = default;
};

/// The same for a night, and from which channels; a name is empty where none was found.
struct NightWitnesses {
    EpochGrid grid;
    std::string eeg;
    std::string eog; ///< "E1-M2 and E2-M2"
    std::string emg;
    std::vector<EpochWitness> epochs;          ///< grid.count of them
    std::vector<dsp::DetectedEvent> slowWaves; ///< in seconds from the start of the recording
};
using NightWitnessesPtr = std::shared_ptr<const NightWitnesses>;

/// Measures a whole night: `eeg` is the derivation that the network reads, eyes and chin are the first
/// channels of their role. Takes a second or two for eight hours, and some tens of megabytes. Events count
/// for the epoch of their middle. Errors: Cancelled.
Result<NightWitnesses> measureWitnesses(const Recording& recording, const Derivation& eeg,
                                        const EpochGrid& grid, const TaskContext& context);

} // namespace hypnodesk
