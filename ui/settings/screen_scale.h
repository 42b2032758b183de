#pragma once

#include "ui/settings/app_settings.h"

#include <QString>

class QScreen;

namespace hypnodesk {

/// How large things are on a screen.
struct ScreenScale {
    double pixelsPerMillimetre = 96.0 / 25.4; ///< logical pixels, > 0
    bool isMeasured = false;                  ///< by the user; else as the screen itself says, or a guess

    bool operator==(const ScreenScale&) const = default;
};

/// Tells one screen from others at this desk, and the same screen with another resolution: its name, model
/// and sizes, fit for a key of settings.
QString screenKey(const QScreen& screen);

/// Measured where the user measured this screen; else what the screen says about itself, where that can be
/// true. `screen` may be null.
ScreenScale screenScale(const AppSettings& settings, const QScreen* screen);

/// Logical pixels a millimetre of a screen of `widthPixels` x `heightPixels` logical pixels with this
/// diagonal.
double pixelsPerMillimetre(double widthPixels, double heightPixels, double diagonalInches);

} // namespace hypnodesk
