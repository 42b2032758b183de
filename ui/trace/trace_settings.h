#pragma once

#include "core/dsp/display_filter.h"
#include "core/recording/derivation.h"

#include <QColor>

#include <array>
#include <optional>

namespace hypnodesk {

inline constexpr std::size_t kChannelRoleCount = 11;

/// How channels of one role are shown.
struct RoleDisplay {
    dsp::DisplayFilter filter;
    /// Microvolts from the bottom to the top of a row. For channels that are no voltage, and for roles scaled
    /// to the night (ECG, respiration, SpO2, ...), its ratio to the default is what zooms them.
    double microvoltsPerRow = 150.0;

    bool operator==(const RoleDisplay&) const = default;
};

/// How traces are shown; a value with the field's usual defaults (EEG and EOG 0.3-35 Hz, EMG 10-100, ECG
/// 0.3-70, flow and belts 0.1-15, snore 10-100). For the eye only: the network has its own fixed input path.
struct TraceSettings {
    std::array<RoleDisplay, kChannelRoleCount> roles;
    bool negativeUp = false; ///< polarity of voltages
    /// Sensitivity of EEG rows, true to the screen; the other voltages keep their ratio to it. 0: rows of
    /// `roles` fit their height.
    double microvoltsPerMillimetre = 0.0;
    bool guideLines = true; ///< at +-37.5 microvolts of EEG rows

    TraceSettings();
    bool operator==(const TraceSettings&) const = default;

    RoleDisplay& operator[](ChannelRole role) { return roles[static_cast<std::size_t>(role)]; }
    const RoleDisplay& operator[](ChannelRole role) const { return roles[static_cast<std::size_t>(role)]; }

    /// All roles one step finer (`steps` > 0: larger traces) or coarser; a step is the square root of 2, and
    /// the scale stays within 1 to 100,000 microvolts a row.
    void changeSensitivity(int steps);
    void changeSensitivity(ChannelRole role, int steps);
};

/// What one row shows otherwise than its role says.
struct RowDisplay {
    double enlargement = 1.0;
    std::optional<double> microvoltsPerMillimetre; ///< instead of the one of the settings
    std::optional<dsp::DisplayFilter> filter;      ///< instead of the role's
    QColor colour;                                 ///< invalid: by role
    bool isInverted = false;                       ///< against the polarity of the settings

    bool operator==(const RowDisplay&) const = default;
};

/// A derivation, and how it is shown.
struct TraceRow {
    Derivation derivation;
    RowDisplay display;

    bool operator==(const TraceRow&) const = default;
};

/// True for roles whose rows are scaled to the values of the night, because their units vary or mean
/// nothing for sleep stages: ECG, respiration, SpO2, snore, position, others.
bool isScaledToNight(ChannelRole role);

} // namespace hypnodesk
