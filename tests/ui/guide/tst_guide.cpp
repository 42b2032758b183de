// Every word of the guide that can go wrong without anybody noticing: links, pictures, keys, tables, and that
// all languages say the same.

#include "core/report/statistic_words.h"
#include "core/scoring/sleep_statistics.h"
#include "ui/base/qt_convert.h"
#include "ui/guide/guide_files.h"
#include "ui/guide/guide_search.h"
#include "ui/guide/markdown.h"
#include "ui/main/actions.h"
#include "ui/main/guide_commands.h"
#include "ui/main/key_map.h"
#include "ui/settings/language.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace hypnodesk;

namespace {

constexpr qint64 kLargestPicture = 300 * 1024;

void addChapters() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("chapter");
    for (const QString& language : guideLanguages())
        for (const QString& chapter : guideChapters())
            QTest::newRow(qPrintable(language + "/" + chapter)) << language << chapter;
}

QStringList sectionIds(const GuidePage& page) {
    QStringList ids;
    for (const GuideSection& section : page.sections)
        ids << section.id;
    return ids;
}

QStringList captured(const QString& text, const char* pattern) {
    QStringList found;
    const QRegularExpression expression{QLatin1String(pattern)};
    for (auto matches = expression.globalMatch(text); matches.hasNext();)
        found << matches.next().captured(1);
    return found;
}

std::vector<GuidePage> allPages(const QString& language) {
    std::vector<GuidePage> pages;
    for (const QString& chapter : guideChapters())
        pages.push_back(guidePage(chapter, language, guideWords(KeyMap())));
    return pages;
}

} // namespace

class TestGuide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheLanguagesOfTheProgram();
    void knowsWhatItAsksFor_data() { addChapters(); }
    void knowsWhatItAsksFor();
    void namesKeysOnlyByTheirAction_data() { addChapters(); }
    void namesKeysOnlyByTheirAction();
    void everyLinkLeadsSomewhere_data() { addChapters(); }
    void everyLinkLeadsSomewhere();
    void everyPictureIsThereAndSmall_data() { addChapters(); }
    void everyPictureIsThereAndSmall();
    void languagesHaveTheSameSections();
    void everyKeyStandsOnThePageOfKeys();
    void everyStatisticHasItsDefinition();
    void panelsHaveTheirPlace();
    void htmlInTheSourceIsText();
    void searchFindsAllWords();
    void pagesForBrowsersHoldTogether();
};

void TestGuide::hasTheLanguagesOfTheProgram() {
    QStringList codes;
    for (const LanguageChoice& choice : availableLanguages())
        codes << choice.code;
    codes.sort();
    QCOMPARE(guideLanguages(), codes);
    QCOMPARE(guideLanguageFor("de_AT"), QString("de"));
    QCOMPARE(guideLanguageFor("fr_FR"), QString("en"));
}

void TestGuide::knowsWhatItAsksFor() {
    QFETCH(QString, language);
    QFETCH(QString, chapter);
    const GuidePage page = guidePage(chapter, language, guideWords(KeyMap()));
    QVERIFY2(page.problems.isEmpty(), qPrintable(page.problems.join("; ")));
    QVERIFY(!page.title.isEmpty());
    // What was not understood as a key, table or name of a section would stand there as it is.
    QVERIFY2(!page.html.contains('{'), qPrintable(page.html.mid(page.html.indexOf('{'), 60)));
    for (std::size_t i = 1; i < page.sections.size(); ++i)
        QVERIFY2(!page.sections[i].id.isEmpty(), qPrintable(page.sections[i].title));
}

// "Ctrl+G" in the text would stay when the key changes, or was wrong from the beginning.
void TestGuide::namesKeysOnlyByTheirAction() {
    QFETCH(QString, language);
    QFETCH(QString, chapter);
    const QString source = guideSource(chapter, language);
    const QStringList keys = captured(source, "\\b((?:(?:Ctrl|Strg|Alt|Shift|Num)\\+\\w+|F\\d+))\\b");
    QVERIFY2(keys.isEmpty(), qPrintable(keys.join(", ")));
}

void TestGuide::everyLinkLeadsSomewhere() {
    QFETCH(QString, language);
    QFETCH(QString, chapter);
    const GuidePage page = guidePage(chapter, language, guideWords(KeyMap()));
    for (const QString& link : captured(page.html, "href=\"([^\"]*)\"")) {
        if (link.startsWith("action:")) {
            QVERIFY2(actionFromName(link.mid(7)), qPrintable(link));
            continue;
        }
        const GuidePlace place = guidePlace(link, chapter);
        QVERIFY2(!place.chapter.isEmpty(), qPrintable(link));
        const GuidePage target = guidePage(place.chapter, language, guideWords(KeyMap()));
        QVERIFY2(sectionIds(target).contains(place.section), qPrintable(link));
    }
}

void TestGuide::everyPictureIsThereAndSmall() {
    QFETCH(QString, language);
    QFETCH(QString, chapter);
    const GuidePage page = guidePage(chapter, language, guideWords(KeyMap()));
    for (const QString& picture : captured(page.html, "<img src=\"([^\"]*)\"")) {
        const QFile file(QString(":/guide/%1/%2").arg(language, picture));
        QVERIFY2(file.exists(), qPrintable(picture));
        QVERIFY2(file.size() <= kLargestPicture, qPrintable(picture));
    }
    QCOMPARE(page.html.count("<img "), page.html.count(QRegularExpression("<img [^>]*alt=\"[^\"]+\"")));
}

void TestGuide::languagesHaveTheSameSections() {
    for (const QString& chapter : guideChapters()) {
        const GuidePage english = guidePage(chapter, "en", guideWords(KeyMap()));
        for (const QString& language : guideLanguages()) {
            const GuidePage other = guidePage(chapter, language, guideWords(KeyMap()));
            QCOMPARE(sectionIds(other), sectionIds(english));
            // And name the same keys in the same order of sections.
            auto named = [](const QString& source) {
                QStringList keys = captured(source, "(\\{[a-z]+:?[A-Za-z0-9]*\\})");
                keys.sort();
                return keys;
            };
            QCOMPARE(named(guideSource(chapter, language)), named(guideSource(chapter, "en")));
        }
    }
}

void TestGuide::everyKeyStandsOnThePageOfKeys() {
    KeyMap changed;
    changed.setKeys(ActionId::NextDoubtful, keysFromText("F9"));
    const GuidePage page = guidePage("keys", "en", guideWords(changed));
    for (const ActionSpec& spec : actionSpecs())
        if (!changed.keys(spec.id).isEmpty())
            QVERIFY2(page.html.contains(QString("<td>%1</td><td>%2</td>")
                                            .arg(keyText(changed.keys(spec.id)).toHtmlEscaped(),
                                                 plainActionText(spec).toHtmlEscaped())),
                     spec.text);
    QVERIFY(guidePage("first", "en", guideWords(changed)).html.contains("<kbd>F9</kbd>"));
}

void TestGuide::everyStatisticHasItsDefinition() {
    SleepStatistics statistics;
    statistics.lightsAssumed = statistics.lightsOffAssumed = statistics.lightsOnAssumed = false;
    for (const QString& language : guideLanguages()) {
        const GuidePage page = guidePage("statistics", language, guideWords(KeyMap()));
        const ReportLanguage words = *languageFromCode(language.toStdString());
        for (const StatisticRow& row : statisticRows(statistics))
            QVERIFY2(page.html.contains(toQString(inLanguage(row, words).definition).toHtmlEscaped()),
                     row.key.c_str());
    }
}

void TestGuide::panelsHaveTheirPlace() {
    for (const char* panel :
         {"spectrogram", "spectrum", "night", "events", "review", "why", "comparison", "signals"}) {
        const GuidePlace place = guidePlaceOfPanel(panel);
        QVERIFY2(!place.section.isEmpty(), panel);
        QVERIFY2(sectionIds(guidePage(place.chapter, "en", guideWords(KeyMap()))).contains(place.section),
                 panel);
    }
    QCOMPARE(guidePlaceOfPanel("unheard of"), (GuidePlace{"first", {}}));
}

void TestGuide::htmlInTheSourceIsText() {
    QCOMPARE(htmlFromMarkdown("a <script>b</script> & *c*"),
             QString("<p>a &lt;script&gt;b&lt;/script&gt; &amp; <em>c</em></p>\n"));
    QVERIFY(htmlFromMarkdown("| a |\n|---|\n| b |\n").contains("<td>b</td>"));
}

void TestGuide::searchFindsAllWords() {
    const std::vector<GuidePage> pages = allPages("en");
    const std::vector<GuideHit> hits = searchGuide(pages, "  Lights   OFF ");
    QVERIFY(hits.size() >= 2);
    QCOMPARE(hits.front().place, (GuidePlace{"first", "lights"})); // it has the words in its title
    QVERIFY(searchGuide(pages, "lights xylophone").empty());
    QVERIFY(searchGuide(pages, "l").empty());
    for (const GuideHit& hit : searchGuide(pages, "journal"))
        QVERIFY2(hit.excerpt.contains("journal", Qt::CaseInsensitive), qPrintable(hit.title));
}

void TestGuide::pagesForBrowsersHoldTogether() {
    for (const QString& language : guideLanguages()) {
        const QTemporaryDir folder;
        const std::filesystem::path target = toPath(folder.filePath("guide"));
        QVERIFY(writeGuide(target, language, guideWords(KeyMap())));
        const QDir written(toQString(target));
        QCOMPARE(written.entryList({"*.html"}, QDir::Files).size(), guideChapters().size() + 1);
        for (const QString& name : written.entryList({"*.html"}, QDir::Files)) {
            QFile file(written.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString html = QString::fromUtf8(file.readAll());
            QVERIFY(html.contains(QString("lang=\"%1\"").arg(language)));
            QXmlStreamReader xml(html);
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(name + ": " + xml.errorString()));
            for (const QString& link :
                 captured(html, "href=\"([^\"#]*)") + captured(html, "<img src=\"([^\"]*)\""))
                QVERIFY2(link.isEmpty() || written.exists(link), qPrintable(name + ": " + link));
        }
    }
    QVERIFY(!writeGuide("/dev/null/guide", "en", guideWords(KeyMap())));
}

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
