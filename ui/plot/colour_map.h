#pragma once

#include <QColor>

#include <array>

namespace hypnodesk {

/// 256 colours from low to high. A value; reading it is thread-safe.
struct ColourMap {
    std::array<QRgb, 256> colours{};

    /// The colour at a position 0 to 1, limited to the ends; fully transparent for NaN.
    QRgb at(float position) const;

    /// Perceptually even and readable with every kind of colour vision: matplotlib's viridis (CC0), from its
    /// published anchor colours.
    static const ColourMap& viridis();
    /// The same from black: matplotlib's inferno (CC0), from its published anchor colours.
    static const ColourMap& inferno();
    /// From black to white, for paper.
    static const ColourMap& grey();
};

} // namespace hypnodesk
