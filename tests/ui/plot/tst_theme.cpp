#include "tests/ui/plot/plot_fixtures.h"
#include "ui/plot/theme.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace hypnodesk;

namespace {

using Matrix = std::array<std::array<double, 3>, 3>;

/// Complete loss of one kind of cone, in linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.0.
constexpr Matrix kProtanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr Matrix kNone{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

double linear(double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// CIE L*a*b* (D65) of a colour as seen through `vision`.
std::array<double, 3> labSeen(const QColor& colour, const Matrix& vision) {
    const std::array<double, 3> rgb{linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    std::array<double, 3> seen{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            seen[i] += vision[i][j] * rgb[j];
    for (double& value : seen)
        value = std::clamp(value, 0.0, 1.0);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
    const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
    const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

double difference(const QColor& a, const QColor& b, const Matrix& vision) {
    const auto la = labSeen(a, vision), lb = labSeen(b, vision);
    return std::hypot(la[0] - lb[0], la[1] - lb[1], la[2] - lb[2]);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

    static std::array<Theme, 2> themes() { return {Theme::light(), Theme::darkTheme()}; }

private Q_SLOTS:
    void keepsStagesApartForEveryColourVision() {
        // 10 is a clear difference between neighbouring areas; 2.3 would be just noticeable.
        for (const Theme& theme : themes())
            for (const Matrix& vision : {kNone, kProtanopia, kDeuteranopia, kTritanopia})
                for (const Stage a : kStageClasses)
                    for (const Stage b : kStageClasses)
                        if (a < b) {
                            const double distance = difference(theme.stage(a), theme.stage(b), vision);
                            QVERIFY2(distance > 15.0, qPrintable(QStringLiteral("%1 and %2, dark %3: %4")
                                                                     .arg(stageLetter(a))
                                                                     .arg(stageLetter(b))
                                                                     .arg(theme.dark)
                                                                     .arg(distance)));
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
