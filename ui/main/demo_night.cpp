#include "ui/main/demo_night.h"

#include "core/simulation/simulated_night.h"

#include <system_error>

namespace hypnodesk {

namespace {

constexpr auto kName = "demo-night";

} // namespace

Result<std::filesystem::path> demoNight(const std::filesystem::path& folder, const TaskContext& context) {
    const std::filesystem::path path = folder / (std::string(kName) + ".edf");
    std::error_code error;
    if (std::filesystem::exists(path, error))
        return path;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, folder.string().append(": ").append(error.message()));
    SimulationOptions options;
    options.seed = 2026;
    options.subject = 3;
    options.hours = 4.0;
    const Result<SimulatedNight> night = simulateNight(options, context.part(0.0, 0.8));
    if (!night)
        return tl::make_unexpected(night.error());
    if (const Result<void> written = writeSimulatedNight(*night, folder, kName, context.part(0.8, 1.0));
        !written)
        return tl::make_unexpected(written.error());
    return path;
}

} // namespace hypnodesk
