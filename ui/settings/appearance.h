#pragma once

#include "ui/settings/app_settings.h"

#include <QPalette>

namespace hypnodesk {

/// The colours of windows and controls; the plots derive theirs from them. Quiet greys with one accent: the
/// night's colours belong to the data.
QPalette lightPalette();
QPalette darkPalette();

/// Gives the whole program its style and palette. System follows the lightness of the desktop's own palette
/// as it was when the program started. GUI thread.
void applyAppearance(ThemeChoice choice);

/// Text of second rank, readable on the window's background (at least 4.5:1).
QColor mutedText(const QPalette& palette);

} // namespace hypnodesk
