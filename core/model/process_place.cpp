#include "core/model/process_place.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <cstdlib>

namespace hypnodesk {

namespace {

constexpr int kMostProcesses = 65536;
constexpr int kLowestMadePort = 15000;
constexpr int kMadePorts = 20000;

/// Reads whole numbers by name and remembers the first that was missing or wrong.
class Numbers {
public:
    explicit Numbers(const EnvironmentLookup& environment) : m_environment(environment) {}

    bool has(const std::string& name) const { return m_environment(name).has_value(); }

    int wanted(const std::string& name, int lowest, int highest) {
        const auto text = m_environment(name);
        const auto value = text ? parseInteger(*text) : std::nullopt;
        if (value && *value >= lowest && *value <= highest)
            return static_cast<int>(*value);
        if (m_error.empty())
            m_error = text ? fmt::format("{} is '{}', but must be a whole number from {} to {}", name, *text,
                                         lowest, highest)
                           : fmt::format("{} is not set", name);
        return lowest;
    }

    int optional(const std::string& name, int lowest, int highest, int otherwise) {
        return has(name) ? wanted(name, lowest, highest) : otherwise;
    }

    const std::string& error() const { return m_error; }

private:
    const EnvironmentLookup& m_environment;
    std::string m_error;
};

ProcessPlace ofTorchrun(const EnvironmentLookup& environment, Numbers& numbers) {
    ProcessPlace place;
    place.size = numbers.wanted("WORLD_SIZE", 1, kMostProcesses);
    place.rank = numbers.wanted("RANK", 0, place.size - 1);
    place.localRank = numbers.optional("LOCAL_RANK", 0, kMostProcesses, 0);
    place.localSize = numbers.optional("LOCAL_WORLD_SIZE", 1, kMostProcesses, 1);
    place.isHostedByLauncher = environment("TORCHELASTIC_USE_AGENT_STORE") == "True";
    place.attempt = numbers.optional("TORCHELASTIC_RESTART_COUNT", 0, 1 << 30, 0);
    if (place.size > 1)
        place.port = static_cast<std::uint16_t>(numbers.wanted("MASTER_PORT", 1, 65535));
    place.host = environment("MASTER_ADDR").value_or("");
    return place;
}

ProcessPlace ofSlurm(const EnvironmentLookup& environment, Numbers& numbers) {
    ProcessPlace place;
    place.size = numbers.wanted("SLURM_NTASKS", 1, kMostProcesses);
    place.rank = numbers.wanted("SLURM_PROCID", 0, place.size - 1);
    place.localRank = numbers.optional("SLURM_LOCALID", 0, kMostProcesses, 0);
    place.localSize = numbers.optional("SLURM_NTASKS_PER_NODE", 1, kMostProcesses, 1);
    place.cores = numbers.optional("SLURM_CPUS_PER_TASK", 1, kMostProcesses, 0);
    place.host = environment("MASTER_ADDR").value_or("");
    if (place.host.empty())
        place.host = firstHost(environment("SLURM_JOB_NODELIST").value_or(""));
    if (place.size == 1)
        return place;
    if (numbers.has("MASTER_PORT"))
        place.port = static_cast<std::uint16_t>(numbers.wanted("MASTER_PORT", 1, 65535));
    else // every process of the job makes the same one, other jobs on the machine another
        place.port = static_cast<std::uint16_t>(
            kLowestMadePort + numbers.wanted("SLURM_JOB_ID", 0, 2'000'000'000) % kMadePorts);
    return place;
}

} // namespace

std::optional<std::string> environmentVariable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

std::string firstHost(const std::string& nodeList) {
    const std::size_t bracket = nodeList.find('[');
    const std::size_t comma = nodeList.find(',');
    if (bracket == std::string::npos || comma < bracket)
        return nodeList.substr(0, comma);
    const std::size_t end = nodeList.find_first_of(",-]", bracket);
    std::string host = nodeList.substr(0, bracket);
    host.append(nodeList, bracket + 1, end == std::string::npos ? end : end - bracket - 1);
    return host;
}

Result<ProcessPlace> placeAmongProcesses(const EnvironmentLookup& environment) {
    Numbers numbers(environment);
    ProcessPlace place;
    if (numbers.has("WORLD_SIZE") || numbers.has("RANK"))
        place = ofTorchrun(environment, numbers);
    // SLURM_NTASKS alone is set in the shell of an interactive job as well; SLURM_STEP_ID says that srun
    // started us.
    else if (numbers.has("SLURM_PROCID") && numbers.has("SLURM_STEP_ID"))
        place = ofSlurm(environment, numbers);
    if (!numbers.error().empty())
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("started as one of several processes, but {} in the environment; start with "
                                "torchrun or srun, or alone",
                                numbers.error()));
    if (!place.isAlone() && place.host.empty())
        return fail(
            ErrorCode::ArgumentInvalid,
            "started as one of several processes, but MASTER_ADDR, the machine of process 0, is not set in "
            "the environment");
    return place;
}

} // namespace hypnodesk
