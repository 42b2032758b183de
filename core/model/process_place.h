#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace hypnodesk {

/// One process among those that train a network together, and where they find each other.
struct ProcessPlace {
    int rank = 0; ///< 0 to size - 1; process 0 alone writes files and talks
    int size = 1;
    int localRank = 0; ///< among the processes of this machine: the number of the device to use
    int localSize = 1;
    /// The processor cores that belong to this process; 0: those of the machine, shared among its processes.
    int cores = 0;
    std::string host;       ///< of process 0
    std::uint16_t port = 0; ///< there
    /// torchrun may keep the meeting place itself; else process 0 does.
    bool isHostedByLauncher = false;
    int attempt = 0; ///< torchrun counts restarts, whose messages must not meet those of the run before
    /// The longest wait for another process; one that ends is noticed at once.
    double timeoutMinutes = 30.0;

    bool isAlone() const { return size <= 1; }
};

/// A variable of the environment, absent when it is not set.
using EnvironmentLookup = std::function<std::optional<std::string>(const std::string& name)>;

/// std::getenv().
std::optional<std::string> environmentVariable(const std::string& name);

/// The place that a launcher gave this process; alone when there is none. Known are torchrun (RANK,
/// WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR, MASTER_PORT) and Slurm's srun (SLURM_PROCID,
/// SLURM_NTASKS, SLURM_LOCALID, SLURM_CPUS_PER_TASK; MASTER_ADDR or the first of SLURM_JOB_NODELIST;
/// MASTER_PORT, or one made of SLURM_JOB_ID). ArgumentInvalid names the variable that is missing or makes no
/// sense.
Result<ProcessPlace> placeAmongProcesses(const EnvironmentLookup& environment = environmentVariable);

/// "node[07-09,12],other" -> "node07": the first host of a Slurm node list.
std::string firstHost(const std::string& nodeList);

} // namespace hypnodesk
