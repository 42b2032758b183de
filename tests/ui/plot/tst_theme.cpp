#include "tests/ui/plot/plot_fixtures.h"
#include "ui/plot/theme.h"
#include "ui/settings/appearance.h"

#include <QTest>

#include <array>
#include <cmath>
#include <vector>

using namespace hypnodesk;

namespace {

constexpr std::array kVisions{ColourVision::Full, ColourVision::Protanopia, ColourVision::Deuteranopia,
                              ColourVision::Tritanopia};

struct Palette {
    const char* name;
    StageColours colours;
    QColor background;
};

std::vector<Palette> palettes() {
    const QColor light = Theme::light().background, dark = Theme::darkTheme().background;
    return {{"standard, light", standardStageColours(false), light},
            {"standard, dark", standardStageColours(true), dark},
            {"standard, high contrast", standardStageColours(true), Qt::black},
            {"Okabe and Ito, light", okabeItoStageColours(false), light},
            {"Okabe and Ito, dark", okabeItoStageColours(true), dark},
            {"grey, light", greyStageColours(false), light},
            {"grey, dark", greyStageColours(true), dark}};
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

    static std::array<Theme, 2> themes() { return {Theme::light(), Theme::darkTheme()}; }

private Q_SLOTS:
    void keepsStagesApartForEveryColourVision() {
        // 2.3 is just noticeable; the limit is a clear difference between neighbouring areas.
        for (const Palette& palette : palettes())
            for (const ColourVision vision : kVisions)
                for (std::size_t a = 0; a < palette.colours.size(); ++a)
                    for (std::size_t b = a + 1; b < palette.colours.size(); ++b) {
                        const double seen = seenDifference(palette.colours[a], palette.colours[b], vision);
                        QVERIFY2(seen >= kLeastStageDifference, qPrintable(QStringLiteral("%1: %2 and %3: %4")
                                                                               .arg(palette.name)
                                                                               .arg(a)
                                                                               .arg(b)
                                                                               .arg(seen)));
                    }
    }

    void warnsOfColoursThatAreHardToTell() {
        for (const Palette& palette : palettes())
            QVERIFY2(stageColourWarnings(palette.colours, palette.background).isEmpty(), palette.name);
        StageColours colours = standardStageColours(false);
        colours[1] = QColor("#fefefe");
        QVERIFY(stageColourWarnings(colours, Qt::white).join(' ').contains("N1 is hard to see"));
        // A green wake against a red REM: apart for most, alike for one man in twelve.
        colours = standardStageColours(false);
        colours[0] = QColor("#5a9a3c");
        colours[4] = QColor("#c0662d");
        const QString warnings = stageColourWarnings(colours, Qt::white).join(' ');
        QVERIFY2(warnings.contains("Wake and REM look nearly the same to people with"), qPrintable(warnings));
    }

    /// CIE76 of sRGB red and green is 170.6 (L*a*b* 53.24, 80.09, 67.20 and 87.73, -86.18, 83.18).
    void knowsHowFarApartColoursAre() {
        const double full = seenDifference(QColor("#ff0000"), QColor("#00ff00"), ColourVision::Full);
        QVERIFY2(std::abs(full - 170.6) < 0.3, qPrintable(QString::number(full)));
        for (const ColourVision vision : {ColourVision::Protanopia, ColourVision::Deuteranopia})
            QVERIFY(seenDifference(QColor("#ff0000"), QColor("#00ff00"), vision) < full / 2.0);
        QCOMPARE(seenDifference(Qt::gray, Qt::gray, ColourVision::Tritanopia), 0.0);
    }

    void stageColoursAreChosenForAllThemes() {
        StageColours own = standardStageColours(false);
        own[2] = QColor("#123456");
        useStageColours(StageColourChoice{own, own});
        QCOMPARE(Theme::light().stage(Stage::N2), QColor("#123456"));
        QCOMPARE(Theme::darkTheme().stage(Stage::N2), QColor("#123456"));
        useStageColours(std::nullopt);
        QCOMPARE(Theme::light().stage(Stage::N2), standardStageColours(false)[2]);
    }

    void highContrastIsSevenToOne() {
        const QPalette palette = highContrastPalette();
        const Theme theme = Theme::fromPalette(palette);
        QVERIFY(theme.highContrast);
        QVERIFY(!Theme::light().highContrast && !Theme::darkTheme().highContrast);
        for (const QColor& text : {theme.text, theme.mutedText, theme.cursor, theme.warning, theme.frame})
            QVERIFY2(contrastRatio(text, theme.background) >= 7.0, qPrintable(text.name()));
        for (const QColor& trace : theme.traces)
            QVERIFY2(contrastRatio(trace, theme.background) >= 7.0, qPrintable(trace.name()));
        for (const Stage stage : kStageClasses) // WCAG 1.4.11: pictures
            QVERIFY2(contrastRatio(theme.stage(stage), theme.background) >= 3.0,
                     qPrintable(theme.stage(stage).name()));
        const auto reads = [&](QPalette::ColorGroup group, QPalette::ColorRole text, QPalette::ColorRole on) {
            return contrastRatio(palette.color(group, text), palette.color(group, on));
        };
        for (const auto& [text, on] :
             {std::pair(QPalette::WindowText, QPalette::Window), std::pair(QPalette::Text, QPalette::Base),
              std::pair(QPalette::Text, QPalette::AlternateBase),
              std::pair(QPalette::ButtonText, QPalette::Button),
              std::pair(QPalette::PlaceholderText, QPalette::Window),
              std::pair(QPalette::HighlightedText, QPalette::Highlight),
              std::pair(QPalette::Link, QPalette::Window),
              std::pair(QPalette::ToolTipText, QPalette::ToolTipBase)}) {
            QVERIFY(reads(QPalette::Active, text, on) >= 7.0);
            QVERIFY(reads(QPalette::Inactive, text, on) >= 7.0);
        }
        QVERIFY(reads(QPalette::Disabled, QPalette::WindowText, QPalette::Window) >= 4.5);
    }

    void windowsReadInEveryTheme() {
        for (const QPalette& palette : {lightPalette(), darkPalette()})
            for (const auto& [text, on] : {std::pair(QPalette::WindowText, QPalette::Window),
                                           std::pair(QPalette::Text, QPalette::Base),
                                           std::pair(QPalette::ButtonText, QPalette::Button),
                                           std::pair(QPalette::PlaceholderText, QPalette::Window),
                                           std::pair(QPalette::HighlightedText, QPalette::Highlight),
                                           std::pair(QPalette::Link, QPalette::Window)}) {
                const double ratio = contrastRatio(palette.color(text), palette.color(on));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QStringLiteral("%1 on %2: %3").arg(text).arg(on).arg(ratio)));
            }
    }

    void readsOnItsBackground() {
        for (const Theme& theme : themes()) {
            QVERIFY(contrastRatio(theme.text, theme.background) >= 7.0);
            QVERIFY(contrastRatio(theme.mutedText, theme.background) >= 4.5);
            QVERIFY(contrastRatio(theme.mutedText, theme.surround) >= 4.5);
            for (const QColor& trace : theme.traces) {
                QVERIFY(contrastRatio(trace, theme.background) >= 4.5);
                QVERIFY(contrastRatio(trace, theme.surround) >= 4.5); // names in the gutter
            }
        }
    }

    void stagesStandOutFromTheBackground() {
        for (const Theme& theme : themes())
            for (const Stage stage : kStageClasses)
                QVERIFY2(contrastRatio(theme.stage(stage), theme.background) >= 1.7,
                         qPrintable(theme.stage(stage).name()));
    }

    void followsThePalette() {
        const Theme light = Theme::fromPalette(test::lightPalette(), {});
        const Theme dark = Theme::fromPalette(test::darkPalette(), {});
        QVERIFY(!light.dark);
        QVERIFY(dark.dark);
        QCOMPARE(light.background, test::lightPalette().color(QPalette::Base));
        QCOMPARE(dark.text, test::darkPalette().color(QPalette::Text));
        QVERIFY(dark.stage(Stage::N3) != light.stage(Stage::N3));
    }

    void scalesItsFonts() {
        QFont font;
        font.setPixelSize(40);
        const Theme theme = Theme::light(font);
        QCOMPARE(theme.font.pixelSize(), 40);
        QVERIFY(theme.smallFont.pixelSize() > 30 && theme.smallFont.pixelSize() < 40);
    }

    void writesReadablyOnAnyColour() {
        for (const Theme& theme : themes())
            for (const QColor& colour : theme.stages)
                QVERIFY(contrastRatio(Theme::textOn(colour), colour) >= 4.5);
    }

    void knowsContrast() { // 21 by definition; #777 on white from the WCAG examples: 4.48
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
