#pragma once

#include <QColor>
#include <QStringList>

#include <array>

namespace hypnodesk {

/// Colours of W, N1, N2, N3, R: by Stage.
using StageColours = std::array<QColor, 5>;

/// The program's own, for a light or a dark background.
StageColours standardStageColours(bool dark);
/// Of the eight colours of Okabe and Ito ("Color Universal Design", 2008), five that keep apart on the
/// background.
StageColours okabeItoStageColours(bool dark);
/// Greys in equal steps of lightness, for printers without colour.
StageColours greyStageColours(bool dark);

/// Contrast of two opaque colours as WCAG 2.1 defines it, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

/// How eyes see colours; the last three lack one kind of cone.
enum class ColourVision { Full, Protanopia, Deuteranopia, Tritanopia };

/// How far apart two colours look: Euclidean distance in CIE L*a*b* (CIE76, D65), after the cones that are
/// missing were taken out in linear RGB as Machado, Oliveira and Fernandes (2009, "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency", severity 1.0) do. 2.3 is just noticeable.
double seenDifference(const QColor& a, const QColor& b, ColourVision vision);

/// Least difference between two stages for every kind of vision that we hold ourselves to.
inline constexpr double kLeastStageDifference = 15.0;
/// Least contrast of a stage with the background. Less than the 3:1 of WCAG for pictures that mean something
/// by colour alone: stages are also told by height, letter and pattern.
inline constexpr double kLeastStageContrast = 1.7;

/// What is hard to see or to tell apart among these, a translated sentence each.
QStringList stageColourWarnings(const StageColours& colours, const QColor& background);

} // namespace hypnodesk
