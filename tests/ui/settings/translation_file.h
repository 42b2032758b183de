#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace hypnodesk::test {

/// One message of a .ts file.
struct Message {
    QString context;
    QString source;
    QString comment;
    QStringList translations; ///< one, or one for each numerus
    bool isFinished = false;

    QString name() const; ///< for messages of tests: `context: "source"`
};

/// Empty when the file is missing or no .ts file.
std::vector<Message> readTranslations(const QString& path);

/// What a translation must have in common with its source and has not, one sentence each: place-holders, a
/// mnemonic, the dots at the end, blanks at both ends, the patterns of a file dialog.
QStringList disagreements(const QString& source, const QString& translation);

/// Keys that more than one of these texts claims: "F: Aufzeichnung ö&ffnen..., E&infügen".
QStringList sharedMnemonics(const QStringList& texts);

} // namespace hypnodesk::test
