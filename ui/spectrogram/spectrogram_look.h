#pragma once

#include "ui/plot/colour_map.h"
#include "ui/plot/spectrogram_image.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace hypnodesk {

/// What the spectrogram beside the traces is made of.
enum class SpectrogramSource {
    Multitaper, ///< of the recorded signal, for the eye
    Network,    ///< what the network is given
};
inline constexpr std::array kSpectrogramSources{SpectrogramSource::Multitaper, SpectrogramSource::Network};

/// Where the two ends of the colours lie.
enum class DecibelScale { Night, Page, Fixed };
inline constexpr std::array kDecibelScales{DecibelScale::Night, DecibelScale::Page, DecibelScale::Fixed};

enum class SpectrogramColours { Viridis, Inferno, Grey };
inline constexpr std::array kSpectrogramColours{SpectrogramColours::Viridis, SpectrogramColours::Inferno,
                                                SpectrogramColours::Grey};

/// Highest frequencies on offer in Hz; 0: half the sampling rate.
inline constexpr std::array<double, 4> kSpectrogramFrequencies{20.0, 35.0, 50.0, 0.0};

inline constexpr double kLowestFixedDecibels = -80.0;
inline constexpr double kHighestFixedDecibels = 80.0;

/// How the spectrogram beside the traces looks; a value.
struct SpectrogramLook {
    SpectrogramSource source = SpectrogramSource::Multitaper;
    double highestHz = 35.0; ///< of kSpectrogramFrequencies
    DecibelScale scale = DecibelScale::Night;
    DecibelRange fixed{-10.0, 30.0}; ///< for DecibelScale::Fixed; low < high, within the limits above
    SpectrogramColours colours = SpectrogramColours::Viridis;
    bool bandGuides = true;

    bool operator==(const SpectrogramLook&) const = default;
};

/// As JSON, for the settings. What a foreign or damaged text holds that makes no sense becomes the default.
QByteArray lookText(const SpectrogramLook& look);
SpectrogramLook lookFromText(const QByteArray& text);

const ColourMap& colourMap(SpectrogramColours colours);

QString sourceName(SpectrogramSource source); ///< "Multitaper", "As the network sees it"
QString frequencyName(double highestHz);      ///< "0-35 Hz", "up to half the sampling rate"
QString scaleName(DecibelScale scale);
QString coloursName(SpectrogramColours colours);

} // namespace hypnodesk
