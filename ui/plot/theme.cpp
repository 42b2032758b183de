#include "ui/plot/theme.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

QColor mixed(const QColor& a, const QColor& b, double shareOfB) {
    const auto mix = [&](float x, float y) { return static_cast<float>(x + (y - x) * shareOfB); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor translucent(QColor colour, int alpha) {
    colour.setAlpha(alpha);
    return colour;
}

std::optional<StageColourChoice>& chosenStageColours() {
    static std::optional<StageColourChoice> choice;
    return choice;
}

void setStages(Theme& theme) {
    const auto& chosen = chosenStageColours();
    const StageColours colours =
        chosen ? (theme.dark ? chosen->dark : chosen->light) : standardStageColours(theme.dark);
    std::copy(colours.begin(), colours.end(), theme.stages.begin());
    const bool dark = theme.dark;
    theme.stages[static_cast<std::size_t>(Stage::Unscored)] =
        dark ? QColor(0x6b, 0x72, 0x7c) : QColor(0x9a, 0xa1, 0xaa);
    for (const Stage stage : {Stage::Movement, Stage::Artefact})
        theme.stages[static_cast<std::size_t>(stage)] =
            dark ? QColor(0x8d, 0x95, 0xa0) : QColor(0x6d, 0x75, 0x80);
}

/// The colours that do not come from the palette.
void setAccents(Theme& theme) {
    if (theme.dark) {
        theme.frame = QColor(0x6f, 0xa8, 0xdc);
        theme.cursor = QColor(0xff, 0xc8, 0x57);
        theme.warning = QColor(0xff, 0xb0, 0x3b);

        theme.traces = {QColor(0xe4, 0xe8, 0xec), QColor(0x7e, 0xb6, 0xf5), QColor(0xe8, 0x9a, 0x86),
                        QColor(0xf0, 0x8f, 0xae), QColor(0x74, 0xc7, 0xb2), QColor(0xb9, 0xa2, 0xe8),
                        QColor(0xcd, 0xb8, 0x78), QColor(0xd7, 0xa8, 0x6c), QColor(0xa8, 0xb2, 0xbd),
                        QColor(0xa8, 0xb2, 0xbd), QColor(0xc0, 0xc7, 0xcf)};
    } else {
        theme.frame = QColor(0x2f, 0x6f, 0xb5);
        theme.cursor = QColor(0xc2, 0x66, 0x00);
        theme.warning = QColor(0xc2, 0x66, 0x00);

        theme.traces = {QColor(0x1a, 0x1d, 0x21), QColor(0x1d, 0x5f, 0xb4), QColor(0xa3, 0x3b, 0x2a),
                        QColor(0xa8, 0x2a, 0x5b), QColor(0x1f, 0x75, 0x67), QColor(0x66, 0x47, 0xa8),
                        QColor(0x75, 0x62, 0x1d), QColor(0x8a, 0x55, 0x10), QColor(0x4d, 0x56, 0x61),
                        QColor(0x4d, 0x56, 0x61), QColor(0x3c, 0x44, 0x4d)};
    }
}

Theme madeFrom(const QColor& background, const QColor& surround, const QColor& text, const QFont& font) {
    Theme theme;
    theme.dark = background.lightnessF() < 0.5f;
    theme.background = background;
    theme.surround = surround;
    theme.text = text;
    theme.highContrast = contrastRatio(text, background) > 20.0;
    const double strength = theme.highContrast ? 2.0 : 1.0;
    theme.mutedText = mixed(text, background, 0.28 / strength);
    theme.grid = mixed(background, text, 0.09 * strength);
    theme.guide = mixed(background, text, 0.20 * strength);
    theme.outside = translucent(mixed(background, surround, 0.7), 140);
    theme.font = font;
    theme.smallFont = font;
    if (font.pixelSize() > 0)
        theme.smallFont.setPixelSize(std::max(8, static_cast<int>(std::lround(font.pixelSize() * 0.88))));
    else
        theme.smallFont.setPointSizeF(std::max(6.5, font.pointSizeF() * 0.88));
    setAccents(theme);
    setStages(theme);
    return theme;
}

} // namespace

QColor Theme::textOn(const QColor& colour) {
    return contrastRatio(colour, Qt::black) >= contrastRatio(colour, Qt::white) ? QColor(Qt::black)
                                                                                : QColor(Qt::white);
}

Theme Theme::light(const QFont& font) {
    return madeFrom(QColor(0xff, 0xff, 0xff), QColor(0xf3, 0xf4, 0xf6), QColor(0x1a, 0x1d, 0x21), font);
}

Theme Theme::darkTheme(const QFont& font) {
    return madeFrom(QColor(0x17, 0x1a, 0x1f), QColor(0x20, 0x24, 0x2a), QColor(0xe4, 0xe8, 0xec), font);
}

Theme Theme::fromPalette(const QPalette& palette, const QFont& font) {
    return madeFrom(palette.color(QPalette::Base), palette.color(QPalette::Window),
                    palette.color(QPalette::Text), font);
}

void useStageColours(const std::optional<StageColourChoice>& choice) {
    chosenStageColours() = choice;
}

} // namespace hypnodesk
