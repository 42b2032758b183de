#include "ui/guide/guide_files.h"

#include "core/base/atomic_file.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Guide)
};

// Colours of the reader's own choice: light or dark as the browser.
constexpr const char* kStyle = R"(
:root { color-scheme: light dark; --text: #22262b; --back: #ffffff; --line: #d5dae0; --soft: #f3f5f7; --link: #1f5fa8; }
@media (prefers-color-scheme: dark) {
  :root { --text: #dfe3e8; --back: #1b1e22; --line: #3a4048; --soft: #262a30; --link: #8fbcf0; } }
body { margin: 0; font: 16px/1.55 sans-serif; color: var(--text); background: var(--back); }
nav { float: left; width: 15em; padding: 1.5em; box-sizing: border-box; }
nav ul { list-style: none; padding: 0; margin: 0; } nav li { margin: .35em 0; }
nav li li { margin: .2em 0 .2em 1em; font-size: .9em; }
main { margin-left: 15em; max-width: 46em; padding: 1em 2em 3em; }
a { color: var(--link); } [aria-current] { font-weight: bold; text-decoration: none; color: var(--text); }
h1 { font-size: 1.7em; } h2 { font-size: 1.25em; margin-top: 2em; }
table { border-collapse: collapse; margin: 1em 0; } th, td { text-align: left; vertical-align: top;
  padding: .3em .8em .3em 0; border-bottom: 1px solid var(--line); }
kbd { font: .9em sans-serif; padding: .05em .4em; border: 1px solid var(--line); border-radius: 3px;
  background: var(--soft); white-space: nowrap; }
pre, code { font-size: .92em; background: var(--soft); } pre { padding: .8em; overflow-x: auto; }
blockquote { margin: 1em 0; padding: .2em 1em; border-left: 3px solid var(--line); }
img { max-width: 100%; border: 1px solid var(--line); }
@media (max-width: 50em) { nav { float: none; width: auto; } main { margin-left: 0; } }
@media print { nav { display: none; } main { margin: 0; max-width: none; } }
)";

QString navigation(const std::vector<GuidePage>& pages, const QString& current, bool withSections) {
    QString html = QStringLiteral("<ul>");
    for (const GuidePage& page : pages) {
        html += QStringLiteral("<li><a href=\"%1.html\"%2>%3</a>")
                    .arg(page.chapter,
                         page.chapter == current ? QStringLiteral(" aria-current=\"page\"") : QString(),
                         page.title.toHtmlEscaped());
        if (withSections && page.sections.size() > 1) {
            html += QStringLiteral("<ul>");
            for (std::size_t i = 1; i < page.sections.size(); ++i)
                html += QStringLiteral("<li><a href=\"%1.html#%2\">%3</a></li>")
                            .arg(page.chapter, page.sections[i].id, page.sections[i].title.toHtmlEscaped());
            html += QStringLiteral("</ul>");
        }
        html += QStringLiteral("</li>\n");
    }
    return html + QStringLiteral("</ul>");
}

QString forBrowsers(QString html) {
    static const QRegularExpression kAction(QStringLiteral("<a href=\"action:[^\"]*\">(.*?)</a>"));
    static const QRegularExpression kChapter(QStringLiteral("href=\"([a-z]*)\\.md"));
    return html.replace(kAction, QStringLiteral("<em>\\1</em>"))
        .replace(kChapter, QStringLiteral("href=\"\\1.html"));
}

QByteArray webPage(const QString& title, const QString& language, const QString& navigation,
                   const QString& body) {
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"/>"
                          "<meta name=\"viewport\" content=\"width=device-width\"/><title>%2</title>"
                          "<style>%3</style></head>\n<body>%4<main>%5<p><small>%6</small></p></main></body>"
                          "</html>\n")
        .arg(language, (title + QStringLiteral(" - Hypnodesk")).toHtmlEscaped(), QLatin1String(kStyle),
             navigation.isEmpty() ? QString() : QStringLiteral("<nav>%1</nav>").arg(navigation), body,
             researchNotice().toHtmlEscaped())
        .toUtf8();
}

Result<void> write(const std::filesystem::path& path, const QByteArray& bytes) {
    return writeFileAtomically(path,
                               std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

Result<void> copyPictures(const std::filesystem::path& folder, const QString& language) {
    const QDir pictures(QStringLiteral(":/guide/%1/pictures").arg(language));
    if (!pictures.exists())
        return {};
    std::error_code error;
    std::filesystem::create_directories(folder / "pictures", error);
    for (const QString& name : pictures.entryList(QDir::Files)) {
        QFile file(pictures.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Internal, name.toStdString());
        if (const Result<void> written = write(folder / "pictures" / toPath(name), file.readAll()); !written)
            return written;
    }
    return {};
}

} // namespace

Result<void> writeGuide(const std::filesystem::path& folder, const QString& language,
                        const GuideWords& words) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, folder.string() + ": " + error.message());
    std::vector<GuidePage> pages;
    for (const QString& chapter : guideChapters())
        pages.push_back(guidePage(chapter, language, words));
    for (const GuidePage& page : pages) {
        const QString home = QStringLiteral("<p><a href=\"index.html\">%1</a></p>").arg(Text::tr("Contents"));
        const QByteArray bytes = webPage(page.title, language, home + navigation(pages, page.chapter, false),
                                         forBrowsers(page.html));
        if (const Result<void> written =
                write(folder / toPath(page.chapter + QStringLiteral(".html")), bytes);
            !written)
            return written;
    }
    const QString title = Text::tr("Guide to Hypnodesk");
    const QString contents =
        QStringLiteral("<h1>%1</h1>").arg(title.toHtmlEscaped()) + navigation(pages, {}, true);
    if (const Result<void> written = write(folder / "index.html", webPage(title, language, {}, contents));
        !written)
        return written;
    return copyPictures(folder, language);
}

} // namespace hypnodesk
