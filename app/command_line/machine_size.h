#pragma once

#include <cstdint>

namespace hypnodesk::cli {

/// What this process may use of the machine.
struct MachineSize {
    int cores = 1;                   ///< those it may run on
    std::int64_t availableBytes = 0; ///< memory that is free or can be freed; 0: unknown
};

/// From the process's affinity, /proc/meminfo and the memory limit of its control group (version 2), which is
/// what batch systems and containers set.
MachineSize thisMachine();

/// What scoring one night holds in memory, on top of what all nights share (230 MiB). Nights of twelve hours
/// and twenty channels at 256 Hz took 75 to 105 MiB each of their own, and of the file's 440 MB, which is
/// mapped, as much as is left over; so much of it is reckoned with, that reading ahead pays.
inline constexpr std::int64_t kBytesPerNight = 400ll << 20;

/// Nights to score at once: one a core, fewer where the memory does not suffice, at least one.
int defaultJobs(const MachineSize& machine, std::int64_t bytesPerNight = kBytesPerNight);

} // namespace hypnodesk::cli
