#include "ui/base/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Stages)
};

} // namespace

QString stageWord(Stage stage) {
    switch (stage) {
    case Stage::Wake:
        return Text::tr("Wake");
    case Stage::N1:
        return Text::tr("N1");
    case Stage::N2:
        return Text::tr("N2");
    case Stage::N3:
        return Text::tr("N3");
    case Stage::Rem:
        return Text::tr("REM");
    case Stage::Unscored:
        return Text::tr("Unscored");
    case Stage::Movement:
        return Text::tr("Movement");
    case Stage::Artefact:
        return Text::tr("Artefact");
    }
    return {};
}

QString researchNotice() {
    return Text::tr("For research use. All automatically scored stages are subject to verification by a "
                    "qualified clinician.");
}

QString decimalText(double value, int decimals) {
    return QLocale().toString(value, 'f', decimals);
}

QString deviceText(const QString& device) {
    static const QRegularExpression processor(QStringLiteral("^CPU, (\\d+) threads$"));
    static const QRegularExpression graphics(QStringLiteral("^CUDA device (\\d+)$"));
    if (const auto match = processor.match(device); match.hasMatch())
        return Text::tr("the processor (threads: %1)").arg(match.captured(1));
    if (const auto match = graphics.match(device); match.hasMatch())
        return Text::tr("graphics card %1").arg(match.captured(1));
    return device;
}

QString dateText(const QDate& date) {
    return QLocale().toString(date, Text::tr("d MMM yyyy", "a date, in the letters of QLocale"));
}

} // namespace hypnodesk
