#include "ui/base/error_text.h"

#include "ui/base/qt_convert.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

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
    const std::string_view reason =
        error.detail.empty() ? describe(error.code) : std::string_view(error.detail);
    return {title, asSentence(toQString(reason)), adviceFor(error.code)};
}

} // namespace hypnodesk
