#pragma once

#include "core/recording/channel.h"
#include "core/scoring/stage.h"

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>

namespace hypnodesk {

/// Every colour and font of the plots. A value, made from the palette of the application (Qt 6.4 knows no
/// colour scheme), so that light and dark desktops, high contrast and large fonts come out right.
///
/// Stages keep apart for people with colour-blindness (no green wake against a red REM), and no plot means
/// anything by colour alone.
struct Theme {
    bool dark = false;
    QColor background; ///< of the plotting area
    QColor surround;   ///< around it: gutters, axes
    QColor text;
    QColor mutedText; ///< labels of second rank; at least 4.5:1 on the background
    QColor grid;
    QColor guide;   ///< +-37.5 uV, frequency bands
    QColor frame;   ///< of the scored epoch and of the current epoch's marker
    QColor outside; ///< translucent, laid over what lies outside the scored epoch
    QColor cursor;
    QColor warning;  ///< doubtful epochs
    QFont font;      ///< channel names, messages
    QFont smallFont; ///< axes

    std::array<QColor, 8> stages;  ///< by Stage
    std::array<QColor, 11> traces; ///< by ChannelRole

    bool operator==(const Theme&) const = default;

    QColor stage(Stage stage) const { return stages[static_cast<std::size_t>(stage)]; }
    QColor trace(ChannelRole role) const { return traces[static_cast<std::size_t>(role)]; }
    /// Black or white, whichever reads better on `colour`.
    static QColor textOn(const QColor& colour);

    static Theme light(const QFont& font = {});
    static Theme darkTheme(const QFont& font = {});
    /// Light or dark by the lightness of the palette's base; its backgrounds and texts are taken over.
    static Theme fromPalette(const QPalette& palette, const QFont& font = {});
};

/// Contrast of two opaque colours as WCAG 2.1 defines it, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

} // namespace hypnodesk
