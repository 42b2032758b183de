#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/scoring/hypnogram.h"

namespace hypnodesk {

struct SimulationOptions {
    std::uint64_t seed = 1;
    int subject = 0;                ///< a virtual subject's anatomy: amplitudes, frequencies, age, habits
    double hours = 8.0;
    double rateHz = 100.0;
    /// Labels out of a montage that the simulator knows; empty: F4-M1, C4-M1, O2-M1, E1-M2, E2-M2, EMG chin, ECG, and so on.
    std::vector<std::string> channels;
};

/// A virtual night: signals in microvolts, [channel][sample], and the truth they were made from.
struct SimulatedNight {
    std::vector<std::string> labels;
    std::vector<std::vector<float>> signals;
    double rateHz = 100.0;
    Hypnogram hypnogram;
    std::string subjectName;  ///< "virtual-0007"
};

/// Same options, same bytes, on every machine and at every optimisation level that keeps IEEE arithmetic.
Result<SimulatedNight> simulateNight(const SimulationOptions& options, const TaskContext& context = {});

/// Writes DIR/<name>.edf (EDF+C with annotations) and DIR/<name>.hypnogram.csv.
Result<void> writeSimulatedNight(const SimulatedNight& night, const std::filesystem::path& directory,
                                 const std::string& name, const TaskContext& context = {});

} // namespace hypnodesk
