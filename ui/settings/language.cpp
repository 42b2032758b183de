#include "ui/settings/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>

#include <algorithm>

namespace hypnodesk {

namespace {

const QString kFolder = QStringLiteral(":/translations");
const QString kEnglish = QStringLiteral("en");

/// "de-AT" and "de_AT" are served by "de_AT", else by "de".
QString servedBy(const QString& language, const std::vector<LanguageChoice>& available) {
    QString code = language;
    code.replace(QLatin1Char('-'), QLatin1Char('_'));
    for (; !code.isEmpty(); code.truncate(std::max(0, static_cast<int>(code.lastIndexOf(QLatin1Char('_'))))))
        for (const LanguageChoice& choice : available)
            if (choice.code == code)
                return choice.code;
    return {};
}

/// The desktop's own habits of writing dates and numbers where it speaks this language.
QLocale localeFor(const QString& code) {
    const QLocale spoken(code);
    QLocale locale = QLocale::system().language() == spoken.language() ? QLocale::system() : spoken;
    // "1.234" would be read as a decimal by half of the world.
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale;
}

} // namespace

std::vector<LanguageChoice> availableLanguages() {
    std::vector<LanguageChoice> choices;
    QStringList codes{kEnglish};
    for (const QString& file : QDir(kFolder).entryList({QStringLiteral("hypnodesk_*.qm")}))
        codes << file.mid(10).chopped(3);
    codes.removeDuplicates();
    for (const QString& code : codes) {
        QString name = code == kEnglish ? QStringLiteral("English") : QLocale(code).nativeLanguageName();
        choices.push_back({code, name.isEmpty() ? code : name});
    }
    std::sort(choices.begin(), choices.end(), [](const LanguageChoice& a, const LanguageChoice& b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    return choices;
}

QString languageFor(const QString& wanted, const QStringList& desktopLanguages) {
    const std::vector<LanguageChoice> available = availableLanguages();
    for (const QString& language : QStringList{wanted} + desktopLanguages)
        if (const QString code = servedBy(language, available); !code.isEmpty())
            return code;
    return kEnglish;
}

Language::Language(const QString& code) : m_code(code), m_before() {
    QLocale::setDefault(localeFor(code));
    if (m_ours.load(QStringLiteral("%1/hypnodesk_%2.qm").arg(kFolder, code)))
        QCoreApplication::installTranslator(&m_ours);
    if (m_qts.load(QStringLiteral("qtbase_%1").arg(code), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
}

Language::~Language() {
    QCoreApplication::removeTranslator(&m_qts);
    QCoreApplication::removeTranslator(&m_ours);
    QLocale::setDefault(m_before);
}

} // namespace hypnodesk
