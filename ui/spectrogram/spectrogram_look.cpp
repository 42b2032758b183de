#include "ui/spectrogram/spectrogram_look.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SpectrogramLook)
};

template <typename Value, std::size_t N>
std::size_t indexOf(const std::array<Value, N>& values, Value value) {
    return static_cast<std::size_t>(std::find(values.begin(), values.end(), value) - values.begin());
}

constexpr std::array<const char*, 2> kSourceWords{"multitaper", "network"};
constexpr std::array<const char*, 3> kScaleWords{"night", "page", "fixed"};
constexpr std::array<const char*, 3> kColourWords{"viridis", "inferno", "grey"};

template <typename Value, std::size_t N>
Value fromWord(const QJsonValue& json, const std::array<const char*, N>& words,
               const std::array<Value, N>& values, Value fallback) {
    for (std::size_t i = 0; i < N; ++i)
        if (json.toString() == QLatin1String(words[i]))
            return values[i];
    return fallback;
}

} // namespace

QByteArray lookText(const SpectrogramLook& look) {
    const QJsonObject json{
        {QStringLiteral("source"), QLatin1String(kSourceWords[indexOf(kSpectrogramSources, look.source)])},
        {QStringLiteral("highestHz"), look.highestHz},
        {QStringLiteral("scale"), QLatin1String(kScaleWords[indexOf(kDecibelScales, look.scale)])},
        {QStringLiteral("low"), look.fixed.low},
        {QStringLiteral("high"), look.fixed.high},
        {QStringLiteral("colours"), QLatin1String(kColourWords[indexOf(kSpectrogramColours, look.colours)])},
        {QStringLiteral("bandGuides"), look.bandGuides}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

SpectrogramLook lookFromText(const QByteArray& text) {
    const SpectrogramLook defaults;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    SpectrogramLook look;
    look.source = fromWord(json[QStringLiteral("source")], kSourceWords, kSpectrogramSources, look.source);
    const double highest = json[QStringLiteral("highestHz")].toDouble(look.highestHz);
    if (indexOf(kSpectrogramFrequencies, highest) < kSpectrogramFrequencies.size())
        look.highestHz = highest;
    look.scale = fromWord(json[QStringLiteral("scale")], kScaleWords, kDecibelScales, look.scale);
    const DecibelRange fixed{json[QStringLiteral("low")].toDouble(defaults.fixed.low),
                             json[QStringLiteral("high")].toDouble(defaults.fixed.high)};
    if (fixed.low >= kLowestFixedDecibels && fixed.high <= kHighestFixedDecibels && fixed.low < fixed.high)
        look.fixed = fixed;
    look.colours = fromWord(json[QStringLiteral("colours")], kColourWords, kSpectrogramColours, look.colours);
    look.bandGuides = json[QStringLiteral("bandGuides")].toBool(look.bandGuides);
    return look;
}

const ColourMap& colourMap(SpectrogramColours colours) {
    switch (colours) {
    case SpectrogramColours::Inferno:
        return ColourMap::inferno();
    case SpectrogramColours::Grey:
        return ColourMap::grey();
    case SpectrogramColours::Viridis:
        break;
    }
    return ColourMap::viridis();
}

QString sourceName(SpectrogramSource source) {
    return source == SpectrogramSource::Network ? Text::tr("As the network sees it") : Text::tr("Multitaper");
}

QString frequencyName(double highestHz) {
    return highestHz > 0.0 ? Text::tr("0-%1 Hz").arg(highestHz) : Text::tr("up to half the sampling rate");
}

QString scaleName(DecibelScale scale) {
    switch (scale) {
    case DecibelScale::Night:
        return Text::tr("range of the night");
    case DecibelScale::Page:
        return Text::tr("range of the page");
    case DecibelScale::Fixed:
        break;
    }
    return Text::tr("fixed range...");
}

QString coloursName(SpectrogramColours colours) {
    switch (colours) {
    case SpectrogramColours::Viridis:
        return Text::tr("blue to yellow (viridis)");
    case SpectrogramColours::Inferno:
        return Text::tr("black to yellow (inferno)");
    case SpectrogramColours::Grey:
        break;
    }
    return Text::tr("greys");
}

} // namespace hypnodesk
