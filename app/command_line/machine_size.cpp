#include "app/command_line/machine_size.h"

#include "core/base/text_fields.h"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

namespace hypnodesk::cli {

namespace {

int coresOfThisProcess() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (::sched_getaffinity(0, sizeof cores, &cores) == 0)
        return std::max(1, CPU_COUNT(&cores));
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

std::int64_t availableMemory() {
    std::ifstream file("/proc/meminfo");
    std::string name;
    std::int64_t kilobytes = 0;
    std::string rest;
    while (file >> name >> kilobytes && std::getline(file, rest))
        if (name == "MemAvailable:")
            return kilobytes * 1024;
    return 0;
}

std::optional<std::int64_t> numberIn(const std::string& path) {
    std::ifstream file(path);
    std::string text;
    std::getline(file, text);
    return parseInteger(text); // "max": no limit
}

/// What the process's control group and those around it leave; nullopt without limits.
std::optional<std::int64_t> controlGroupMemory() {
    std::ifstream file("/proc/self/cgroup");
    std::string line;
    std::string group;
    while (std::getline(file, line))
        if (line.starts_with("0::"))
            group = line.substr(3);
    std::optional<std::int64_t> least;
    for (;;) {
        std::string folder = "/sys/fs/cgroup";
        folder += group;
        const auto limit = numberIn(folder + "/memory.max");
        const auto used = numberIn(folder + "/memory.current");
        if (limit && used)
            least = std::min(least.value_or(*limit), std::max<std::int64_t>(1, *limit - *used));
        const auto slash = group.rfind('/');
        if (slash == std::string::npos)
            return least;
        group.erase(slash);
    }
}

} // namespace

MachineSize thisMachine() {
    MachineSize machine{.cores = coresOfThisProcess(), .availableBytes = availableMemory()};
    if (const auto limit = controlGroupMemory())
        machine.availableBytes =
            machine.availableBytes > 0 ? std::min(machine.availableBytes, *limit) : *limit;
    return machine;
}

int defaultJobs(const MachineSize& machine, std::int64_t bytesPerNight) {
    const std::int64_t byMemory =
        machine.availableBytes > 0 ? machine.availableBytes / bytesPerNight : machine.cores;
    return static_cast<int>(std::clamp<std::int64_t>(byMemory, 1, std::max(1, machine.cores)));
}

} // namespace hypnodesk::cli
