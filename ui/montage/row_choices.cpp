#include "ui/montage/row_choices.h"

#include "ui/settings/app_settings.h"

#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <utility>

namespace hypnodesk {

namespace {

QString number(double value) {
    return QLocale().toString(value, 'g', 4);
}

struct NamedColour {
    const char* colour;
    const char* name;
};

/// Readable on light and dark backgrounds, and told apart by people with colour-blindness (Okabe and Ito).
constexpr std::array<NamedColour, 7> kColours{{
    {"#0072b2", QT_TRANSLATE_NOOP("RowChoices", "blue")},
    {"#3d9bd6", QT_TRANSLATE_NOOP("RowChoices", "light blue")},
    {"#009e73", QT_TRANSLATE_NOOP("RowChoices", "green")},
    {"#c98a00", QT_TRANSLATE_NOOP("RowChoices", "ochre")},
    {"#d55e00", QT_TRANSLATE_NOOP("RowChoices", "vermilion")},
    {"#b9598f", QT_TRANSLATE_NOOP("RowChoices", "purple")},
    {"#808890", QT_TRANSLATE_NOOP("RowChoices", "grey")},
}};

} // namespace

std::vector<RowChoices::Sensitivity> RowChoices::sensitivities() {
    std::vector<Sensitivity> choices{{}};
    for (const double enlargement : {0.25, 0.5, std::sqrt(0.5), std::sqrt(2.0), 2.0, 4.0})
        choices.push_back({enlargement, std::nullopt});
    for (const double sensitivity : kPaperSensitivities)
        choices.push_back({1.0, sensitivity});
    return choices;
}

QString RowChoices::text(const Sensitivity& sensitivity) {
    const QString times = QStringLiteral("\u00d7%1").arg(QLocale().toString(sensitivity.enlargement, 'g', 2));
    if (!sensitivity.microvoltsPerMillimetre)
        return sensitivity.enlargement == 1.0 ? tr("as the screen") : times;
    const QString paper = tr("%1 \u00b5V/mm").arg(number(*sensitivity.microvoltsPerMillimetre));
    return sensitivity.enlargement == 1.0 ? paper : paper + QLatin1Char(' ') + times;
}

std::vector<RowChoices::Filter> RowChoices::filters() {
    using dsp::DisplayFilter;
    return {std::nullopt,
            DisplayFilter{},
            DisplayFilter{0.3, 35.0, {}},
            DisplayFilter{0.3, 35.0, 50.0},
            DisplayFilter{0.3, 35.0, 60.0},
            DisplayFilter{0.3, 70.0, {}},
            DisplayFilter{0.5, 35.0, {}},
            DisplayFilter{10.0, 100.0, {}},
            DisplayFilter{0.1, 15.0, {}}};
}

QString RowChoices::text(const Filter& filter) {
    if (!filter)
        return tr("as the screen");
    if (filter->isOff())
        return tr("off");
    QStringList parts;
    if (filter->highpassHz && filter->lowpassHz)
        parts << tr("%1-%2 Hz").arg(number(*filter->highpassHz), number(*filter->lowpassHz));
    else if (filter->highpassHz)
        parts << tr("from %1 Hz").arg(number(*filter->highpassHz));
    else if (filter->lowpassHz)
        parts << tr("to %1 Hz").arg(number(*filter->lowpassHz));
    if (filter->notchHz)
        parts << tr("notch %1 Hz").arg(number(*filter->notchHz));
    return parts.join(QStringLiteral(", "));
}

std::optional<RowChoices::Filter> RowChoices::filterFrom(const QString& text) {
    const QString typed = text.trimmed();
    for (const Filter& choice : filters())
        if (typed.compare(RowChoices::text(choice), Qt::CaseInsensitive) == 0)
            return std::optional<Filter>(std::in_place, choice); // also where it is none
    // Whatever the language: a number and a dash, a dash and a number, or both; and a number that stands
    // behind another word is the notch's.
    static const QRegularExpression kBand(
        QStringLiteral(
            "^(?:(\\d+(?:[.,]\\d+)?)\\s*-\\s*(\\d+(?:[.,]\\d+)?)?|-\\s*(\\d+(?:[.,]\\d+)?))\\s*(?:Hz)?"
            "(?:[\\s,]+\\D+?(\\d+)\\s*(?:Hz)?)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = kBand.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const auto value = [&](int group) -> std::optional<double> {
        const double hertz = match.captured(group).replace(',', '.').toDouble();
        return hertz > 0.0 ? std::optional(hertz) : std::nullopt;
    };
    dsp::DisplayFilter filter{value(1), match.captured(3).isEmpty() ? value(2) : value(3), value(4)};
    if (filter.isOff() || (filter.highpassHz && filter.lowpassHz && *filter.highpassHz >= *filter.lowpassHz))
        return std::nullopt;
    return Filter(filter);
}

std::vector<std::string> RowChoices::colours() {
    std::vector<std::string> colours{{}};
    for (const NamedColour& named : kColours)
        colours.emplace_back(named.colour);
    return colours;
}

QString RowChoices::colourText(const std::string& colour) {
    if (colour.empty())
        return tr("by kind");
    for (const NamedColour& named : kColours)
        if (colour == named.colour)
            return tr(named.name);
    return QString::fromStdString(colour);
}

} // namespace hypnodesk
