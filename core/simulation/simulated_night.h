#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/scoring/hypnogram.h"
#include "core/simulation/measured_night.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

inline constexpr double kLongestSimulationHours = 48.0;
inline constexpr double kLowestSimulationHz = 50.0;
inline constexpr double kHighestSimulationHz = 1000.0;
/// Samples of one simulated night over all channels: 2 GiB of memory.
inline constexpr std::int64_t kMostSimulationSamples = std::int64_t{1} << 29;

/// How a clinic differs from others: whom it sees and how its amplifiers are set. As a rule all that is
/// drawn.
struct SimulatedClinic {
    double youngestYears = 18.0; ///< kYoungestYears to oldestYears
    double oldestYears = 88.0;   ///< to kOldestYears
    double gain = 1.0;           ///< of every EEG and EOG channel: a wrong unit, or (below 0) polarity
    std::optional<double> highpassHz =
        {};                               ///< first order, 0.01 to 10 Hz (a time constant of 0.1 s is 1.6 Hz)
    std::optional<double> lowpassHz = {}; ///< fourth order, 5 Hz to below 0.45 of the sampling rate
};
inline constexpr double kYoungestYears = 18.0;
inline constexpr double kOldestYears = 95.0;

struct SimulationOptions {
    std::uint64_t seed = 1;
    int subject = 0;       ///< a virtual subject's anatomy: amplitudes, frequencies, age, habits; 0 to 9999
    int night = 1;         ///< another night of the same subject, from 1
    double hours = 8.0;    ///< one epoch (30 s) to kLongestSimulationHours
    double rateHz = 100.0; ///< kLowestSimulationHz to kHighestSimulationHz
    /// Labels out of a montage that the simulator knows (core/simulation/montage.h); empty: F4-M1, C4-M1,
    /// O2-M1, E1-M2, E2-M2, EMG chin, ECG. "all" alone: a clinic's twenty channels.
    std::vector<std::string> channels{};
    SimulatedClinic clinic{};
    /// A real night whose stages and band powers the signals follow; `hours` is then not used. Null: all is
    /// drawn.
    std::shared_ptr<const MeasuredNight> measured = nullptr;
};

/// A virtual night: signals [channel][sample], and the truth they were made from. Voltages are in microvolts,
/// other signals in the unit of `units`.
struct SimulatedNight {
    std::vector<std::string> labels;
    std::vector<std::string> units;
    std::vector<std::vector<float>> signals;
    double rateHz = 100.0;
    Hypnogram hypnogram;
    std::string subjectName; ///< "virtual-0007"
    std::string description; ///< "M, 54 years, apneic": for the patient field
};

/// ArgumentInvalid names an option that is out of range or a channel that is not known or named twice.
Result<void> checkSimulation(const SimulationOptions& options);

/// Same options, same bytes, on every machine and at every optimisation level that keeps IEEE arithmetic. A
/// channel is the same whatever other channels are asked for. Errors of checkSimulation(); Cancelled.
Result<SimulatedNight> simulateNight(const SimulationOptions& options, const TaskContext& context = {});

/// Writes DIR/<name>.edf (EDF+C, the true stages as annotations) and DIR/<name>.hypnogram.csv
/// (epoch,onset_s,stage). Each file appears whole or not at all; both are replaced when they exist. The
/// folder must exist.
Result<void> writeSimulatedNight(const SimulatedNight& night, const std::filesystem::path& directory,
                                 const std::string& name, const TaskContext& context = {});

} // namespace hypnodesk
