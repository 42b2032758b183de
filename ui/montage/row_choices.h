#pragma once

#include "core/recording/montage.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace hypnodesk {

/// What can be chosen for a row of a montage, as texts and values. Values that are no choice have a text too.
class RowChoices {
    Q_DECLARE_TR_FUNCTIONS(RowChoices)

public:
    struct Sensitivity {
        double enlargement = 1.0;
        std::optional<double> microvoltsPerMillimetre;
        bool operator==(const Sensitivity&) const = default;
    };
    using Filter = std::optional<dsp::DisplayFilter>;

    static std::vector<Sensitivity> sensitivities();
    static QString text(const Sensitivity& sensitivity);

    static std::vector<Filter> filters();
    /// "as the screen", "off", "0.3-35 Hz, notch 50 Hz", "from 10 Hz", "to 70 Hz".
    static QString text(const Filter& filter);
    /// Reads text(), and what people type: "0.5-30", "10-100 notch 50", "-35", "off". nullopt: makes no
    /// sense.
    static std::optional<Filter> filterFrom(const QString& text);

    /// "#rrggbb"; the first, empty, is the colour of the kind of channel.
    static std::vector<std::string> colours();
    static QString colourText(const std::string& colour);
};

} // namespace hypnodesk
