#include "ui/settings/screen_scale.h"

#include <QScreen>

#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kMillimetresPerInch = 25.4;
// What a desk screen may have; screens without a size of their own report nonsense.
constexpr double kCoarsest = 1.0, kFinest = 20.0; // logical pixels a millimetre

} // namespace

QString screenKey(const QScreen& screen) {
    const QSize pixels = screen.size();
    const QSizeF millimetres = screen.physicalSize();
    QString key = QStringLiteral("%1 %2 %3x%4 %5x%6")
                      .arg(screen.name(), screen.model())
                      .arg(pixels.width())
                      .arg(pixels.height())
                      .arg(std::lround(millimetres.width()))
                      .arg(std::lround(millimetres.height()))
                      .simplified();
    for (QChar& character : key) // a slash would make a group of settings
        if (character == '/' || character == '\\')
            character = '_';
    return key;
}

ScreenScale screenScale(const AppSettings& settings, const QScreen* screen) {
    if (!screen)
        return {};
    if (const double measured = settings.screenScale(screenKey(*screen)); measured > 0.0)
        return {measured, true};
    const double reported = screen->physicalDotsPerInchX() / kMillimetresPerInch;
    if (!std::isfinite(reported) || reported < kCoarsest || reported > kFinest)
        return {};
    return {reported, false};
}

double pixelsPerMillimetre(double widthPixels, double heightPixels, double diagonalInches) {
    return std::hypot(widthPixels, heightPixels) / (diagonalInches * kMillimetresPerInch);
}

} // namespace hypnodesk
