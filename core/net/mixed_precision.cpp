#include "core/net/mixed_precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace hypnodesk::net {

namespace {

namespace autocast = at::autocast;

// LibTorch 2.4 gave all kinds of device one set of functions and took the old ones out of use.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)

bool isOn(torch::DeviceType device) {
    return autocast::is_autocast_enabled(device);
}
void setOn(torch::DeviceType device, bool on) {
    autocast::set_autocast_enabled(device, on);
}
torch::ScalarType typeOf(torch::DeviceType device) {
    return autocast::get_autocast_dtype(device);
}
void setType(torch::DeviceType device, torch::ScalarType type) {
    autocast::set_autocast_dtype(device, type);
}

#else

bool isOn(torch::DeviceType device) {
    return device == torch::kCUDA ? autocast::is_enabled() : autocast::is_cpu_enabled();
}
void setOn(torch::DeviceType device, bool on) {
    device == torch::kCUDA ? autocast::set_enabled(on) : autocast::set_cpu_enabled(on);
}
torch::ScalarType typeOf(torch::DeviceType device) {
    return device == torch::kCUDA ? autocast::get_autocast_gpu_dtype() : autocast::get_autocast_cpu_dtype();
}
void setType(torch::DeviceType device, torch::ScalarType type) {
    device == torch::kCUDA ? autocast::set_autocast_gpu_dtype(type) : autocast::set_autocast_cpu_dtype(type);
}

#endif

} // namespace

TrainingPrecision precisionOn(const torch::Device& device, TrainingPrecision wish) {
    if (wish != TrainingPrecision::Automatic)
        return wish;
    return device.is_cuda() ? TrainingPrecision::Mixed : TrainingPrecision::Single;
}

MixedPrecision::MixedPrecision(bool isWanted, torch::DeviceType device)
    : m_isWanted(isWanted), m_device(device) {
    if (!m_isWanted)
        return;
    m_wasOn = isOn(device);
    m_typeBefore = typeOf(device);
    autocast::increment_nesting();
    setType(device, torch::kBFloat16);
    setOn(device, true);
}

MixedPrecision::~MixedPrecision() {
    if (!m_isWanted)
        return;
    setOn(m_device, m_wasOn);
    setType(m_device, m_typeBefore);
    // It keeps the weights in bfloat16, which the next step changes.
    if (autocast::decrement_nesting() == 0)
        autocast::clear_cache();
}

} // namespace hypnodesk::net
