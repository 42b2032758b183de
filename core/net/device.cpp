#include "core/net/device.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

namespace hypnodesk::net {

Result<torch::Device> chooseDevice(const std::string& wish, int number) {
    if (wish != "auto" && wish != "cpu" && wish != "cuda")
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("device '{}'; known are auto, cpu and cuda", wish));
    const bool hasCuda = wish != "cpu" && torch::cuda::is_available();
    if (wish == "cuda" && !hasCuda)
        return fail(
            ErrorCode::DeviceUnavailable,
            "no CUDA device, or a LibTorch without CUDA; use --device cpu, or auto to take what is there");
    if (!hasCuda)
        return torch::Device(torch::kCPU);
    const int index = number % static_cast<int>(torch::cuda::device_count());
    return torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(index));
}

std::string deviceName(const torch::Device& device) {
    if (device.is_cuda())
        return fmt::format("CUDA device {}", static_cast<int>(device.index()));
    return fmt::format("CPU, {} threads", at::get_num_threads());
}

torch::Tensor onDevice(const torch::Tensor& tensor, const torch::Device& device) {
    return device.is_cuda() && tensor.device().is_cpu() ? tensor.pin_memory().to(device, true)
                                                        : tensor.to(device);
}

void useAllCores() {
    static std::once_flag once;
    std::call_once(once, [] {
        at::set_num_threads(static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
    });
}

void useThreads(int threads) {
    useAllCores(); // now, so that it does not undo this later
    const int count = std::max(1, threads);
    at::set_num_threads(count);
    // OpenBLAS keeps threads of its own, of which LibTorch 1.13 knows nothing, and lets one product wait for
    // the other while it uses more than one.
    using SetThreads = void (*)(int);
    if (const auto set = reinterpret_cast<SetThreads>(::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
        set(count);
}

void useCores(const ProcessPlace& place) {
    const int shared = static_cast<int>(std::thread::hardware_concurrency()) / std::max(place.localSize, 1);
    useThreads(place.cores > 0 ? place.cores : shared);
}

} // namespace hypnodesk::net
