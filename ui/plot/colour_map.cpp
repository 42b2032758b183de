#include "ui/plot/colour_map.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// Colours that lead straight from one anchor to the next, which lie evenly.
template <std::size_t N>
ColourMap between(const std::array<QRgb, N>& anchors) {
    ColourMap result;
    for (std::size_t i = 0; i < result.colours.size(); ++i) {
        const double place = static_cast<double>(i) / 255.0 * (N - 1);
        const auto below = std::min(static_cast<std::size_t>(place), N - 2);
        const double part = place - static_cast<double>(below);
        const auto mix = [&](int low, int high) {
            return static_cast<int>(std::lround(low + (high - low) * part));
        };
        const QRgb a = anchors[below], b = anchors[below + 1];
        result.colours[i] = qRgb(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b)));
    }
    return result;
}

} // namespace

QRgb ColourMap::at(float position) const {
    if (std::isnan(position))
        return 0;
    const int index = static_cast<int>(std::clamp(position, 0.0f, 1.0f) * 255.0f + 0.5f);
    return colours[static_cast<std::size_t>(index)];
}

const ColourMap& ColourMap::viridis() {
    static const ColourMap map =
        between(std::array<QRgb, 11>{0xff440154, 0xff482475, 0xff414487, 0xff355f8d, 0xff2a788e, 0xff21918c,
                                     0xff22a884, 0xff44bf70, 0xff7ad151, 0xffbddf26, 0xfffde725});
    return map;
}

const ColourMap& ColourMap::inferno() {
    static const ColourMap map =
        between(std::array<QRgb, 11>{0xff000004, 0xff160b39, 0xff420a68, 0xff6a176e, 0xff932667, 0xffbc3754,
                                     0xffdd513a, 0xfff37819, 0xfffca50a, 0xfff6d746, 0xfffcffa4});
    return map;
}

const ColourMap& ColourMap::grey() {
    static const ColourMap map = between(std::array<QRgb, 2>{0xff000000, 0xffffffff});
    return map;
}

} // namespace hypnodesk
