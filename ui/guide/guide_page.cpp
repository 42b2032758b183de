#include "ui/guide/guide_page.h"

#include "ui/guide/guide_tables.h"
#include "ui/guide/markdown.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTextDocumentFragment>

namespace hypnodesk {

namespace {

const QString kFolder = QStringLiteral(":/guide");

/// Every match of `pattern` replaced by what `replacement` makes of it.
template <typename Replacement>
QString replaced(const QString& text, const QRegularExpression& pattern, Replacement replacement) {
    QString result;
    qsizetype at = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += text.mid(at, match.capturedStart() - at) + replacement(match);
        at = match.capturedEnd();
    }
    return result + text.mid(at);
}

QString withTables(const QString& html, const QString& language, const GuideWords& words,
                   QStringList& problems) {
    static const QRegularExpression kTable(QStringLiteral("<p>\\{([a-z]+)\\}</p>"));
    return replaced(html, kTable, [&](const QRegularExpressionMatch& match) {
        const QString name = match.captured(1);
        if (name == QLatin1String("keys"))
            return words.keyTable;
        if (name == QLatin1String("statistics"))
            return statisticsTable(language);
        if (name == QLatin1String("formats"))
            return formatsTable();
        problems << match.captured();
        return match.captured();
    });
}

QString withActions(const QString& html, const GuideWords& words, QStringList& problems) {
    static const QRegularExpression kAction(QStringLiteral("\\{(key|menu):([A-Za-z0-9]+)\\}"));
    return replaced(html, kAction, [&](const QRegularExpressionMatch& match) {
        const QString entry = words.entry(match.captured(2));
        if (entry.isEmpty()) {
            problems << match.captured();
            return match.captured();
        }
        const QString keys =
            match.captured(1) == QLatin1String("key") ? words.keys(match.captured(2)) : QString();
        return keys.isEmpty() ? QStringLiteral("<em>%1</em>").arg(entry.toHtmlEscaped())
                              : QStringLiteral("<kbd>%1</kbd>").arg(keys.toHtmlEscaped());
    });
}

QString withSectionNames(const QString& html) {
    static const QRegularExpression kHeading(QStringLiteral("<h2>(.*?)\\s*\\{#([a-z0-9-]+)\\}</h2>"));
    return QString(html).replace(kHeading, QStringLiteral("<h2 id=\"\\2\">\\1</h2>"));
}

QString plainText(const QString& html) {
    return QTextDocumentFragment::fromHtml(html).toPlainText().simplified();
}

std::vector<GuideSection> sectionsOf(const QString& html, const QString& title) {
    static const QRegularExpression kHeading(QStringLiteral("<h2(?: id=\"([a-z0-9-]+)\")?>(.*?)</h2>"));
    std::vector<GuideSection> sections{{{}, title, {}}};
    qsizetype begin = 0;
    for (auto matches = kHeading.globalMatch(html); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        sections.back().text = plainText(html.mid(begin, match.capturedStart() - begin));
        sections.push_back({match.captured(1), plainText(match.captured(2)), {}});
        begin = match.capturedStart();
    }
    sections.back().text = plainText(html.mid(begin));
    return sections;
}

} // namespace

const QStringList& guideChapters() {
    static const QStringList kChapters{
        QStringLiteral("first"),      QStringLiteral("scoring"),    QStringLiteral("reviewing"),
        QStringLiteral("retraining"), QStringLiteral("statistics"), QStringLiteral("formats"),
        QStringLiteral("privacy"),    QStringLiteral("trouble"),    QStringLiteral("keys")};
    return kChapters;
}

QStringList guideLanguages() {
    return QDir(kFolder).entryList(QDir::Dirs, QDir::Name);
}

QString guideLanguageFor(const QString& code) {
    const QString language = code.section(QLatin1Char('_'), 0, 0);
    return guideLanguages().contains(language) ? language : QStringLiteral("en");
}

QString guideSource(const QString& chapter, const QString& language) {
    QFile file(QStringLiteral("%1/%2/%3.md").arg(kFolder, language, chapter));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

GuidePage guidePage(const QString& chapter, const QString& language, const GuideWords& words) {
    static const QRegularExpression kTitle(QStringLiteral("<h1>(.*?)</h1>"));
    GuidePage page;
    page.chapter = chapter;
    const QString html = withSectionNames(htmlFromMarkdown(guideSource(chapter, language)));
    page.html = withActions(withTables(html, language, words, page.problems), words, page.problems);
    page.title = plainText(kTitle.match(page.html).captured(1));
    page.sections = sectionsOf(page.html, page.title);
    return page;
}

GuidePlace guidePlace(const QString& link, const QString& chapter) {
    static const QRegularExpression kLink(QStringLiteral("^(?:([a-z]+)\\.md)?(?:#([a-z0-9-]+))?$"));
    const QRegularExpressionMatch match = kLink.match(link);
    if (!match.hasMatch() || link.isEmpty())
        return {};
    const QString target = match.captured(1).isEmpty() ? chapter : match.captured(1);
    return guideChapters().contains(target) ? GuidePlace{target, match.captured(2)} : GuidePlace{};
}

} // namespace hypnodesk
