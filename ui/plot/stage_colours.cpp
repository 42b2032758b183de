#include "ui/plot/stage_colours.h"

#include "core/scoring/stage.h"
#include "ui/base/qt_convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(StageColours)
};

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

constexpr std::array<Matrix, 4> kCones{
    {{{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}},
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

/// Linear sRGB to CIE XYZ relative to D65 white, IEC 61966-2-1.
constexpr Matrix kRgbToXyz{{{0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505},
                            {0.2126, 0.7152, 0.0722},
                            {0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089}}};

double linear(double component) {
    return component <= 0.04045 ? component / 12.92 : std::pow((component + 0.055) / 1.055, 2.4);
}

Vector linearRgb(const QColor& colour) {
    return {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
}

Vector times(const Matrix& matrix, const Vector& vector) {
    Vector product{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            product[i] += matrix[i][j] * vector[j];
    return product;
}

double luminance(const QColor& colour) {
    return times(kRgbToXyz, linearRgb(colour))[1];
}

Vector labSeen(const QColor& colour, ColourVision vision) {
    Vector seen = times(kCones[static_cast<std::size_t>(vision)], linearRgb(colour));
    for (double& value : seen)
        value = std::clamp(value, 0.0, 1.0);
    Vector f = times(kRgbToXyz, seen);
    for (double& t : f)
        t = t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0;
    return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

QString name(Stage stage) {
    return toQString(stageName(stage));
}

} // namespace

StageColours standardStageColours(bool dark) {
    if (dark)
        return {QColor(0xf2, 0xb1, 0x4c), QColor(0x9f, 0xd3, 0xea), QColor(0x58, 0x9f, 0xd8),
                QColor(0x35, 0x62, 0xb8), QColor(0xd9, 0x4f, 0x86)};
    return {QColor(0xe8, 0xa0, 0x30), QColor(0x8c, 0xc8, 0xe6), QColor(0x3d, 0x8b, 0xc9),
            QColor(0x1f, 0x3f, 0x87), QColor(0xbf, 0x2f, 0x6b)};
}

StageColours okabeItoStageColours(bool dark) {
    const QColor black(0x00, 0x00, 0x00), orange(0xe6, 0x9f, 0x00), sky(0x56, 0xb4, 0xe9),
        yellow(0xf0, 0xe4, 0x42), blue(0x00, 0x72, 0xb2), vermillion(0xd5, 0x5e, 0x00),
        white(0xff, 0xff, 0xff);
    if (dark)
        return {yellow, white, sky, blue, vermillion};
    return {orange, sky, blue, black, vermillion};
}

StageColours greyStageColours(bool dark) {
    const auto grey = [](int value) { return QColor(value, value, value); };
    if (dark) // L* 98, 81, 64, 47 and, between the depths of sleep, REM
        return {grey(0xf9), grey(0xc9), grey(0x9b), grey(0x47), grey(0x6f)};
    return {grey(0xbb), grey(0x91), grey(0x66), grey(0x0e), grey(0x39)};
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

double seenDifference(const QColor& a, const QColor& b, ColourVision vision) {
    const Vector la = labSeen(a, vision), lb = labSeen(b, vision);
    return std::hypot(la[0] - lb[0], la[1] - lb[1], la[2] - lb[2]);
}

QStringList stageColourWarnings(const StageColours& colours, const QColor& background) {
    QStringList warnings;
    for (const Stage stage : kStageClasses)
        if (contrastRatio(colours[static_cast<std::size_t>(stage)], background) < kLeastStageContrast)
            warnings << Text::tr("%1 is hard to see on this background.").arg(name(stage));
    for (std::size_t a = 0; a < colours.size(); ++a)
        for (std::size_t b = a + 1; b < colours.size(); ++b) {
            const auto least = [&](ColourVision vision) {
                return seenDifference(colours[a], colours[b], vision) < kLeastStageDifference;
            };
            const QString first = name(kStageClasses[a]), second = name(kStageClasses[b]);
            if (least(ColourVision::Full))
                warnings << Text::tr("%1 and %2 look nearly the same.").arg(first, second);
            else if (least(ColourVision::Protanopia) || least(ColourVision::Deuteranopia) ||
                     least(ColourVision::Tritanopia))
                warnings << Text::tr("%1 and %2 look nearly the same to people with a colour-blindness.")
                                .arg(first, second);
        }
    return warnings;
}

} // namespace hypnodesk
