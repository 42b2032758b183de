#include "ui/settings/appearance.h"

#include "ui/plot/theme.h"
#include "ui/settings/focus_style.h"

#include <QApplication>
#include <QEvent>
#include <QStyle>
#include <QWidget>

#include <cmath>

namespace hypnodesk {

namespace {

struct Shades {
    const char* window;
    const char* base;
    const char* alternate;
    const char* button;
    const char* text;
    const char* muted;
    const char* disabled;
    const char* accent;
    const char* onAccent;
    const char* link;
    const char* light;
    const char* mid;
    const char* dark;
    const char* shadow;
    const char* tip;
};

QPalette paletteOf(const Shades& shades) {
    QPalette palette;
    const QColor text(shades.text);
    palette.setColor(QPalette::Window, shades.window);
    palette.setColor(QPalette::Base, shades.base);
    palette.setColor(QPalette::AlternateBase, shades.alternate);
    palette.setColor(QPalette::Button, shades.button);
    palette.setColor(QPalette::ToolTipBase, shades.tip);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                     QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, text);
    palette.setColor(QPalette::PlaceholderText, shades.muted);
    palette.setColor(QPalette::Highlight, shades.accent);
    palette.setColor(QPalette::HighlightedText, shades.onAccent);
    palette.setColor(QPalette::Link, shades.link);
    palette.setColor(QPalette::LinkVisited, shades.link);
    palette.setColor(QPalette::Light, shades.light);
    palette.setColor(QPalette::Midlight, shades.button);
    palette.setColor(QPalette::Mid, shades.mid);
    palette.setColor(QPalette::Dark, shades.dark);
    palette.setColor(QPalette::Shadow, shades.shadow);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, shades.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, shades.mid);
    return palette;
}

/// The desktop as it was before this program changed anything.
struct Desktop {
    bool isDark;
    QFont font;
};

const Desktop& desktop() {
    static const Desktop found{QApplication::palette().color(QPalette::Window).lightness() < 128,
                               QApplication::font()};
    return found;
}

constexpr auto kTextScale = "hypnodesk_text_scale";

void scaleText(QWidget& widget) {
    const double scale = widget.property(kTextScale).toDouble();
    const QFont base = QApplication::font();
    // Of a font made anew only what is set here holds; all else follows the program.
    QFont font;
    font.setWeight(widget.font().weight() >= QFont::DemiBold ? QFont::DemiBold : QFont::Normal);
    if (base.pixelSize() > 0)
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(base.pixelSize() * scale))));
    else
        font.setPointSizeF(base.pointSizeF() * scale);
    widget.setFont(font);
}

void scaleProgram(int percent) {
    QFont font = desktop().font;
    if (font.pixelSize() > 0)
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * percent / 100.0)));
    else
        font.setPointSizeF(font.pointSizeF() * percent / 100.0);
    if (font == QApplication::font())
        return;
    QApplication::setFont(font);
    for (QWidget* widget : QApplication::allWidgets())
        if (widget->property(kTextScale).isValid())
            scaleText(*widget);
}

std::optional<StageColourChoice> stageColourChoice(const DisplaySettings& display) {
    switch (display.stagePalette) {
    case StagePalette::Standard:
        break;
    case StagePalette::OkabeIto:
        return StageColourChoice{okabeItoStageColours(false), okabeItoStageColours(true)};
    case StagePalette::Grey:
        return StageColourChoice{greyStageColours(false), greyStageColours(true)};
    case StagePalette::Own: {
        StageColours own;
        for (std::size_t i = 0; i < own.size(); ++i)
            own[i] = QColor(display.ownStageColours[i]);
        return StageColourChoice{own, own};
    }
    }
    return std::nullopt;
}

QPalette chosenPalette(ThemeChoice choice) {
    switch (choice) {
    case ThemeChoice::System:
        return desktop().isDark ? darkPalette() : lightPalette();
    case ThemeChoice::Light:
        return lightPalette();
    case ThemeChoice::Dark:
        return darkPalette();
    case ThemeChoice::HighContrast:
        return highContrastPalette();
    }
    return {};
}

} // namespace

QPalette lightPalette() {
    return paletteOf({.window = "#f3f4f6",
                      .base = "#ffffff",
                      .alternate = "#f7f8fa",
                      .button = "#fbfbfc",
                      .text = "#1c2127",
                      .muted = "#58606a",
                      .disabled = "#8b939d",
                      .accent = "#2360b8",
                      .onAccent = "#ffffff",
                      .link = "#1d56a8",
                      .light = "#ffffff",
                      .mid = "#c3c8cf",
                      .dark = "#9aa1aa",
                      .shadow = "#6d747d",
                      .tip = "#ffffff"});
}

QPalette darkPalette() {
    return paletteOf({.window = "#1b1f24",
                      .base = "#13161a",
                      .alternate = "#191d22",
                      .button = "#2a3038",
                      .text = "#dde2e8",
                      .muted = "#9aa4b0",
                      .disabled = "#6f7883",
                      .accent = "#3572cc",
                      .onAccent = "#ffffff",
                      .link = "#7fb0f5",
                      .light = "#3a424c",
                      .mid = "#39414b",
                      .dark = "#0e1013",
                      .shadow = "#000000",
                      .tip = "#2a3038"});
}

QPalette highContrastPalette() {
    return paletteOf({.window = "#000000",
                      .base = "#000000",
                      .alternate = "#141414",
                      .button = "#141414",
                      .text = "#ffffff",
                      .muted = "#e0e0e0",
                      .disabled = "#a8a8a8",
                      .accent = "#ffe14d",
                      .onAccent = "#000000",
                      .link = "#8fd0ff",
                      .light = "#ffffff",
                      .mid = "#8c8c8c",
                      .dark = "#5c5c5c",
                      .shadow = "#000000",
                      .tip = "#141414"});
}

bool looksTheSame(const DisplaySettings& a, const DisplaySettings& b) {
    return a.theme == b.theme && a.fontPercent == b.fontPercent && a.stagePalette == b.stagePalette &&
           a.ownStageColours == b.ownStageColours;
}

void applyAppearance(const DisplaySettings& display) {
    desktop(); // before anything is changed
    if (!qobject_cast<FocusStyle*>(QApplication::style()))
        QApplication::setStyle(new FocusStyle);
    scaleProgram(display.fontPercent);
    useStageColours(stageColourChoice(display));
    const QPalette palette = chosenPalette(display.theme);
    const bool sameColours = palette == QApplication::palette();
    QApplication::setPalette(palette);
    if (!sameColours)
        return;
    // The colours of the stages are not in the palette; views make their theme anew when it changes.
    for (QWidget* widget : QApplication::allWidgets()) {
        QEvent event(QEvent::PaletteChange);
        QApplication::sendEvent(widget, &event);
    }
}

void setTextScale(QWidget& widget, double scale) {
    widget.setProperty(kTextScale, scale);
    scaleText(widget);
}

void makeStrong(QWidget& widget, double scale) {
    QFont font;
    font.setWeight(QFont::DemiBold);
    widget.setFont(font);
    if (scale != 1.0)
        setTextScale(widget, scale);
}

QColor mutedText(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::PlaceholderText);
}

} // namespace hypnodesk
