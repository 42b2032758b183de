#include "ui/trace/trace_settings.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kFinest = 1.0;
constexpr double kCoarsest = 100000.0;

} // namespace

TraceSettings::TraceSettings() {
    TraceSettings& all = *this;
    all[ChannelRole::Eeg] = {{0.3, 35.0, {}}, 150.0};
    all[ChannelRole::Eog] = {{0.3, 35.0, {}}, 200.0};
    all[ChannelRole::Emg] = {{10.0, 100.0, {}}, 100.0};
    all[ChannelRole::Ecg] = {{0.3, 70.0, {}}, 150.0};
    all[ChannelRole::Leg] = {{10.0, 100.0, {}}, 200.0};
    all[ChannelRole::Respiration] = {{0.1, 15.0, {}}, 150.0};
    all[ChannelRole::Snore] = {{10.0, 100.0, {}}, 150.0};
}

void TraceSettings::changeSensitivity(int steps) {
    for (std::size_t role = 0; role < kChannelRoleCount; ++role)
        changeSensitivity(static_cast<ChannelRole>(role), steps);
}

void TraceSettings::changeSensitivity(ChannelRole role, int steps) {
    double& scale = (*this)[role].microvoltsPerRow;
    scale = std::clamp(scale * std::pow(2.0, -steps / 2.0), kFinest, kCoarsest);
}

bool isScaledToNight(ChannelRole role) {
    switch (role) {
    case ChannelRole::Eeg:
    case ChannelRole::Eog:
    case ChannelRole::Emg:
    case ChannelRole::Leg:
        return false;
    case ChannelRole::Ecg:
    case ChannelRole::Respiration:
    case ChannelRole::SpO2:
    case ChannelRole::Snore:
    case ChannelRole::Position:
    case ChannelRole::Hypnogram:
    case ChannelRole::Other:
        return true;
    }
    return true;
}

} // namespace hypnodesk
