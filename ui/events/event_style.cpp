#include "ui/events/event_style.h"

#include "ui/base/qt_convert.h"

#include <QCoreApplication>

#include <array>

namespace hypnodesk {

namespace {

struct Style {
    const char* title;
    const char* shortName;
    QRgb light; ///< on light backgrounds
    QRgb dark;
};

// By EventKind. Neighbouring kinds differ in lightness as well as in hue.
constexpr std::array<Style, kEventKindCount> kStyles{{
    {QT_TRANSLATE_NOOP("Events", "Arousal"), QT_TRANSLATE_NOOP("Events", "AR"), 0xffb35900, 0xffffb454},
    {QT_TRANSLATE_NOOP("Events", "Artefact"), QT_TRANSLATE_NOOP("Events", "ART"), 0xff5c6670, 0xffaab4be},
    {QT_TRANSLATE_NOOP("Events", "Spindle"), QT_TRANSLATE_NOOP("Events", "SP"), 0xff1f75b5, 0xff6cb8f2},
    {QT_TRANSLATE_NOOP("Events", "K-complex"), QT_TRANSLATE_NOOP("Events", "KC"), 0xff6a3fa0, 0xffbf9df0},
    {QT_TRANSLATE_NOOP("Events", "Slow wave"), QT_TRANSLATE_NOOP("Events", "SW"), 0xff22467e, 0xff8fb0f0},
    {QT_TRANSLATE_NOOP("Events", "Obstructive apnoea"), QT_TRANSLATE_NOOP("Events", "OA"), 0xff9c1f4f,
     0xfff08ab0},
    {QT_TRANSLATE_NOOP("Events", "Central apnoea"), QT_TRANSLATE_NOOP("Events", "CA"), 0xff7a2d8c,
     0xffd9a0e6},
    {QT_TRANSLATE_NOOP("Events", "Mixed apnoea"), QT_TRANSLATE_NOOP("Events", "MA"), 0xff8a2a2a, 0xfff0a090},
    {QT_TRANSLATE_NOOP("Events", "Hypopnoea"), QT_TRANSLATE_NOOP("Events", "HY"), 0xffc04a78, 0xffffb0cc},
    {QT_TRANSLATE_NOOP("Events", "RERA"), QT_TRANSLATE_NOOP("Events", "RERA"), 0xff94610f, 0xffe0c070},
    {QT_TRANSLATE_NOOP("Events", "Desaturation"), QT_TRANSLATE_NOOP("Events", "DES"), 0xff1a6f7a, 0xff70d0da},
    {QT_TRANSLATE_NOOP("Events", "Snore"), QT_TRANSLATE_NOOP("Events", "SN"), 0xff6b5b1a, 0xffd8c878},
    {QT_TRANSLATE_NOOP("Events", "Limb movement"), QT_TRANSLATE_NOOP("Events", "LM"), 0xff2d7a3c, 0xff84d490},
    {QT_TRANSLATE_NOOP("Events", "Note"), QT_TRANSLATE_NOOP("Events", "NOTE"), 0xff404a55, 0xffc8d0d8},
}};

constexpr std::array kGroups{
    QT_TRANSLATE_NOOP("Events", "Arousals"), QT_TRANSLATE_NOOP("Events", "Respiration"),
    QT_TRANSLATE_NOOP("Events", "Movements"), QT_TRANSLATE_NOOP("Events", "Graphoelements"),
    QT_TRANSLATE_NOOP("Events", "Others")};

const Style& styleOf(EventKind kind) {
    return kStyles[static_cast<std::size_t>(kind)];
}

QString translated(const char* text) {
    return QCoreApplication::translate("Events", text);
}

} // namespace

QString eventTitle(EventKind kind) {
    return translated(styleOf(kind).title);
}

QString eventShortName(EventKind kind) {
    return translated(styleOf(kind).shortName);
}

QString eventGroupTitle(EventGroup group) {
    return translated(kGroups[static_cast<std::size_t>(group)]);
}

QColor eventColour(EventKind kind, const Theme& theme) {
    return QColor::fromRgb(theme.dark ? styleOf(kind).dark : styleOf(kind).light);
}

EventKind kindOf(const StudyEvent& event) {
    return eventKindFromName(event.type).value_or(EventKind::Note);
}

QString eventTitle(const StudyEvent& event) {
    const auto kind = eventKindFromName(event.type);
    return kind ? eventTitle(*kind) : toQString(event.type);
}

} // namespace hypnodesk
