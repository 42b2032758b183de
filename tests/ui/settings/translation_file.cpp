#include "tests/ui/settings/translation_file.h"

#include <QFile>
#include <QKeySequence>
#include <QMap>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace hypnodesk::test {

namespace {

QStringList allOf(const QString& text, const QString& pattern) {
    QStringList found;
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext())
        found << matches.next().captured();
    found.sort();
    return found;
}

QString endOf(const QString& text) {
    return allOf(text, QStringLiteral("(\\.\\.\\.|…|[.:?!])$")).join(QString());
}

Message readMessage(QXmlStreamReader& xml, const QString& context) {
    Message message{context, {}, {}, {}, false};
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            QString text;
            while (!(xml.readNext() == QXmlStreamReader::EndElement &&
                     xml.name() == QLatin1String("translation")) &&
                   !xml.atEnd()) {
                if (xml.isStartElement()) // a numerus form
                    message.translations << xml.readElementText();
                else if (xml.isCharacters())
                    text += xml.text();
            }
            if (message.translations.isEmpty())
                message.translations << text;
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

} // namespace

QString Message::name() const {
    return QStringLiteral("%1: \"%2\"").arg(context, source);
}

std::vector<Message> readTranslations(const QString& path) {
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back(readMessage(xml, context));
    }
    return xml.hasError() ? std::vector<Message>() : messages;
}

QStringList disagreements(const QString& source, const QString& translation) {
    QStringList found;
    const auto compare = [&](const QString& what, const QString& pattern) {
        const QStringList wanted = allOf(source, pattern), has = allOf(translation, pattern);
        if (wanted != has)
            found << QStringLiteral("%1: wanted \"%2\", found \"%3\"")
                         .arg(what, wanted.join(QLatin1Char(' ')), has.join(QLatin1Char(' ')));
    };
    compare(QStringLiteral("place-holders"), QStringLiteral("%L?\\d+|%n"));
    compare(QStringLiteral("blanks"), QStringLiteral("^\\s+|\\s+$"));
    compare(QStringLiteral("file patterns"), QStringLiteral("\\*\\.\\w+"));
    if (endOf(source) != endOf(translation))
        found << QStringLiteral("end: wanted \"%1\", found \"%2\"").arg(endOf(source), endOf(translation));
    const QString mnemonic = QStringLiteral("&\\S");
    if (allOf(source, mnemonic).size() != allOf(translation, mnemonic).size())
        found << QStringLiteral("mnemonic: one of the two has it, the other has not");
    return found;
}

QStringList sharedMnemonics(const QStringList& texts) {
    QMap<QString, QStringList> byKey;
    for (const QString& text : texts)
        if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
            byKey[key.toString()] << text;
    QStringList shared;
    for (auto it = byKey.cbegin(); it != byKey.cend(); ++it)
        if (it->size() > 1)
            shared << it.key() + QStringLiteral(": ") + it->join(QStringLiteral(", "));
    return shared;
}

} // namespace hypnodesk::test
