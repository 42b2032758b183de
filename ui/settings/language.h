#pragma once

#include <QLocale>
#include <QString>
#include <QTranslator>

#include <vector>

namespace hypnodesk {

struct LanguageChoice {
    QString code; ///< "en", "de", "pt_BR"
    QString name; ///< in itself: "Deutsch"
};

/// English, in which the program is written, and every language with a file hypnodesk_CODE.ts in
/// resources/translations when it was built; sorted by name.
std::vector<LanguageChoice> availableLanguages();

/// The language that the window speaks: `wanted` where there is such a file, else the first of the
/// desktop's own languages that is available, else English.
QString languageFor(const QString& wanted,
                    const QStringList& desktopLanguages = QLocale::system().uiLanguages());

/// Puts a language into force, from construction until destruction: our words, Qt's own (buttons, keys), the
/// decimal mark and the names of months. Widgets take it up when they are made: construct it before the
/// first one. GUI thread.
class Language {
public:
    explicit Language(const QString& code);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    const QString& code() const { return m_code; }

private:
    QString m_code;
    QLocale m_before;
    QTranslator m_ours;
    QTranslator m_qts;
};

} // namespace hypnodesk
