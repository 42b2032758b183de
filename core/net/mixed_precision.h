#pragma once

#include "core/model/trainer.h"
#include "core/net/torch.h"

namespace hypnodesk::net {

/// Single or Mixed, whichever the wish means on this device.
TrainingPrecision precisionOn(const torch::Device& device, TrainingPrecision wish);

/// While it lives, this thread's convolutions and matrix products on a device are done in bfloat16, all else
/// in single precision; weights and gradients stay single. Bfloat16 has the range of single precision, so the
/// loss needs no scaling. May be nested.
class MixedPrecision {
public:
    /// Without `isWanted` nothing changes.
    MixedPrecision(bool isWanted, torch::DeviceType device);
    ~MixedPrecision();
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    const bool m_isWanted;
    const torch::DeviceType m_device;
    bool m_wasOn = false;
    torch::ScalarType m_typeBefore = torch::kBFloat16;
};

} // namespace hypnodesk::net
