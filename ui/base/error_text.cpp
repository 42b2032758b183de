#include "ui/base/error_text.h"

#include "ui/base/qt_convert.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/// What core/base/result.cpp says of a code, for translators.
const char* sourceOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::FileMissing:
        return QT_TRANSLATE_NOOP("ErrorText", "file not found");
    case ErrorCode::FileUnreadable:
        return QT_TRANSLATE_NOOP("ErrorText", "file cannot be read");
    case ErrorCode::FileUnwritable:
        return QT_TRANSLATE_NOOP("ErrorText", "file cannot be written");
    case ErrorCode::FormatUnknown:
        return QT_TRANSLATE_NOOP("ErrorText", "not a known file format");
    case ErrorCode::FormatInvalid:
        return QT_TRANSLATE_NOOP("ErrorText", "file is damaged");
    case ErrorCode::FormatUnsupported:
        return QT_TRANSLATE_NOOP("ErrorText", "file format is not supported");
    case ErrorCode::DataMissing:
        return QT_TRANSLATE_NOOP("ErrorText", "data not present");
    case ErrorCode::DigestMismatch:
        return QT_TRANSLATE_NOOP("ErrorText", "content does not match its digest");
    case ErrorCode::ArgumentInvalid:
        return QT_TRANSLATE_NOOP("ErrorText", "invalid value");
    case ErrorCode::DeviceUnavailable:
        return QT_TRANSLATE_NOOP("ErrorText", "computing device not available");
    case ErrorCode::Cancelled:
        return QT_TRANSLATE_NOOP("ErrorText", "cancelled");
    case ErrorCode::Internal:
        return QT_TRANSLATE_NOOP("ErrorText", "internal error");
    }
    return QT_TRANSLATE_NOOP("ErrorText", "internal error");
}

/// Details come from the core, in English and for those who look for the cause; where the window speaks
/// another language, what kind of trouble it is comes first, in that language.
QString reasonOf(const Error& error) {
    const char* source = sourceOf(error.code);
    const QString kind = QCoreApplication::translate("ErrorText", source);
    if (error.detail.empty())
        return kind;
    const QString detail = toQString(error.detail);
    return kind == QLatin1String(source) ? detail : QStringLiteral("%1: %2").arg(kind, detail);
}

QString adviceFor(ErrorCode code) {
    switch (code) {
    case ErrorCode::FileMissing:
        return Text::tr("Check that the drive is connected and that the file was not moved or renamed.");
    case ErrorCode::FileUnreadable:
        return Text::tr(
            "Check that you may read this file, or copy it to a folder of your own and open the copy.");
    case ErrorCode::FileUnwritable:
        return Text::tr("Choose another folder, or free some space on this one. Nothing was lost.");
    case ErrorCode::FormatUnknown:
        return Text::tr(
            "Hypnodesk opens EDF, EDF+, BDF and BDF+ recordings. Export the night as EDF and open that "
            "file.");
    case ErrorCode::FormatInvalid:
        return Text::tr("The file is damaged beyond repair. Export or copy it again from where it came.");
    case ErrorCode::FormatUnsupported:
        return Text::tr("Export it in another variant (EDF+ is the safest), or update Hypnodesk.");
    case ErrorCode::DataMissing:
        return Text::tr("Choose another channel, or a file that holds this data.");
    case ErrorCode::DigestMismatch:
        return Text::tr("The file was changed or damaged since it was made. Replace it with a fresh copy.");
    case ErrorCode::ArgumentInvalid:
        return Text::tr("Correct the value and try again.");
    case ErrorCode::DeviceUnavailable:
        return Text::tr("Score on the processor instead, or check the installation of Hypnodesk.");
    case ErrorCode::Cancelled:
        return {};
    case ErrorCode::Internal:
        return Text::tr("This is a defect of Hypnodesk. Please report it together with this text.");
    }
    return {};
}

QString asSentence(QString text) {
    if (text.isEmpty())
        return text;
    text[0] = text[0].toUpper();
    if (!text.endsWith(QLatin1Char('.')) && !text.endsWith(QLatin1Char('!')))
        text += QLatin1Char('.');
    return text;
}

} // namespace

ErrorText explain(const Error& error, const QString& title) {
    return {title, asSentence(reasonOf(error)), adviceFor(error.code)};
}

} // namespace hypnodesk
