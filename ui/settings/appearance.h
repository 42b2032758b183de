#pragma once

#include "ui/settings/app_settings.h"

#include <QPalette>

class QWidget;

namespace hypnodesk {

/// The colours of windows and controls; the plots derive theirs from them. Quiet greys with one accent: the
/// night's colours belong to the data.
QPalette lightPalette();
QPalette darkPalette();
/// White and yellow on black: every text at least 7:1 (WCAG 2.1, level AAA).
QPalette highContrastPalette();

/// Whether both settings ask for the same appearance.
bool looksTheSame(const DisplaySettings& a, const DisplaySettings& b);

/// Gives the whole program its style, palette, size of texts, ring around what has the keyboard, and colours
/// of the stages, at once. System follows the lightness of the desktop's own palette, and 100 % the size of
/// its texts, as they were when the program started. GUI thread.
void applyAppearance(const DisplaySettings& display);

/// Lets the widget's text be `scale` times as large as the program's, and bold where wanted, whatever size
/// the user gives that. For texts that are larger or smaller than others; a font set by setFont() with a size
/// would stay as it is.
void setTextScale(QWidget& widget, double scale);
/// Demi-bold, and `scale` times as large.
void makeStrong(QWidget& widget, double scale = 1.0);

/// Text of second rank, readable on the window's background (at least 4.5:1).
QColor mutedText(const QPalette& palette);

} // namespace hypnodesk
