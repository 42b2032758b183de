#include "ui/settings/appearance.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

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
    palette.setColor(QPalette::HighlightedText, Qt::white);
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

bool systemIsDark() {
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
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
                      .link = "#7fb0f5",
                      .light = "#3a424c",
                      .mid = "#39414b",
                      .dark = "#0e1013",
                      .shadow = "#000000",
                      .tip = "#2a3038"});
}

void applyAppearance(ThemeChoice choice) {
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    if (QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

QColor mutedText(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::PlaceholderText);
}

} // namespace hypnodesk
