#pragma once

#include "core/recording/channel.h"
#include "core/scoring/stage.h"
#include "ui/plot/stage_colours.h"

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>
#include <optional>

namespace hypnodesk {

/// Every colour and font of the plots. A value, made from the palette of the application (Qt 6.4 knows no
/// colour scheme), so that light and dark desktops, high contrast and large fonts come out right.
///
/// Stages keep apart for people with colour-blindness (no green wake against a red REM), and no plot means
/// anything by colour alone.
struct Theme {
    bool dark = false;
    bool highContrast = false; ///< black or white text on pure white or black: every text at least 7:1
    QColor background;         ///< of the plotting area
    QColor surround;           ///< around it: gutters, axes
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

/// Which colours the stages have in every theme made from now on; nullopt gives the program's own. What is on
/// the screen follows when its palette changes (see applyAppearance). GUI thread.
struct StageColourChoice {
    StageColours light;
    StageColours dark;

    bool operator==(const StageColourChoice&) const = default;
};
void useStageColours(const std::optional<StageColourChoice>& choice);

} // namespace hypnodesk
