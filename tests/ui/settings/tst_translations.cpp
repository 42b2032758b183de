#include "tests/ui/settings/translation_file.h"
#include "tests/ui/support/desk.h"
#include "ui/base/words.h"
#include "ui/main/header_bar.h"
#include "ui/main/night_page.h"
#include "ui/review/epoch_panel.h"
#include "ui/settings/language.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLibraryInfo>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QPushButton>
#include <QTest>

#include <set>

using namespace hypnodesk;
using test::Desk;
using test::Message;

namespace {

const QString kFolder = QStringLiteral(HYPNODESK_SOURCES "/resources/translations");

QStringList translationFiles() {
    return QDir(kFolder).entryList({QStringLiteral("hypnodesk_*.ts")});
}

void addFileRows() {
    QTest::addColumn<QString>("file");
    QVERIFY(translationFiles().contains(QStringLiteral("hypnodesk_de.ts")));
    for (const QString& file : translationFiles())
        QTest::newRow(qPrintable(file)) << file;
}

/// Notes every text that is asked for, and knows none.
class Listener : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* comment, int) const override {
        m_asked.insert({QString::fromUtf8(context), QString::fromUtf8(source), QString::fromUtf8(comment)});
        return {};
    }

    using Text = std::tuple<QString, QString, QString>;
    const std::set<Text>& asked() const { return m_asked; }

private:
    mutable std::set<Text> m_asked;
};

void collectSharedMnemonics(const QString& name, const QList<QAction*>& actions, QStringList& shared) {
    QStringList texts;
    for (const QAction* action : actions) {
        texts << action->text();
        if (action->menu())
            collectSharedMnemonics(action->text(), action->menu()->actions(), shared);
    }
    for (const QString& clash : test::sharedMnemonics(texts))
        shared << name + QStringLiteral(" > ") + clash;
}

QStringList titlesOf(const MainWindow& window) {
    QStringList titles;
    for (const QAction* action : window.menuBar()->actions())
        titles << QString(action->text()).remove(QLatin1Char('&'));
    return titles;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data() { addFileRows(); }
    void everyTextIsTranslated();
    void translationsAgreeWithTheirSources_data() { addFileRows(); }
    void translationsAgreeWithTheirSources();
    void findsDisagreements_data();
    void findsDisagreements();
    void everyTextAskedForIsInTheFile();
    void speaksGerman();
    void germanMenusHaveDistinctMnemonics();
    void englishCountsRight();
    void picksTheLanguage_data();
    void picksTheLanguage();
};

void TestTranslations::everyTextIsTranslated() {
    QFETCH(QString, file);
    QTemporaryDir folder;
    const QString copy = folder.filePath(file);
    QVERIFY(QFile::copy(kFolder + QLatin1Char('/') + file, copy));
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    // English needs a file for its plurals alone.
    QStringList arguments{"-no-obsolete", "-locations", "none", "-I", ".", "ui", "app", "-ts", copy};
    if (file == QLatin1String("hypnodesk_en.ts"))
        arguments.prepend(QStringLiteral("-pluralonly"));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(HYPNODESK_SOURCES));
    lupdate.start(QStringLiteral(HYPNODESK_LUPDATE), arguments);
    QVERIFY2(lupdate.waitForFinished(60000), qPrintable(lupdate.errorString()));
    const QString said = QString::fromUtf8(lupdate.readAllStandardError());
    QCOMPARE(lupdate.exitCode(), 0);
    // It would file the text under another context than the program asks for.
    QVERIFY2(!said.contains("lacks Q_OBJECT") && !said.contains("unknown namespace"), qPrintable(said));

    const std::vector<Message> messages = test::readTranslations(copy);
    QVERIFY(!messages.empty());
    QStringList untranslated;
    for (const Message& message : messages)
        if (!message.isFinished || message.translations.contains(QString()))
            untranslated << message.name();
    QVERIFY2(untranslated.isEmpty(), qPrintable(QStringLiteral("%1 texts to translate in %2 (see "
                                                               "resources/translations/README.md):\n%3")
                                                    .arg(untranslated.size())
                                                    .arg(file, untranslated.join(QLatin1Char('\n')))));
}

void TestTranslations::translationsAgreeWithTheirSources() {
    QFETCH(QString, file);
    QStringList wrong;
    for (const Message& message : test::readTranslations(kFolder + QLatin1Char('/') + file)) {
        if (message.translations.size() > 1)
            continue; // "one proposal" needs no number
        for (const QString& text : test::disagreements(message.source, message.translations.value(0)))
            wrong << message.name() + QStringLiteral(": ") + text;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::findsDisagreements_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("translation");
    QTest::addColumn<int>("count");
    QTest::newRow("good") << "&Open %1..."
                          << "%1 ö&ffnen..." << 0;
    QTest::newRow("order") << "%1 of %2"
                           << "von %2 %1" << 0;
    QTest::newRow("place-holder lost") << "%1 of %2"
                                       << "%1 von" << 1;
    QTest::newRow("mnemonic lost") << "&Open"
                                   << "Öffnen" << 1;
    QTest::newRow("dots lost") << "&Open..."
                               << "Ö&ffnen" << 1;
    QTest::newRow("blank lost") << " s"
                                << "s" << 1;
    QTest::newRow("pattern lost") << "Tables (*.csv)"
                                  << "Tabellen" << 1;
    QTest::newRow("an ampersand that is a word") << "salt & pepper"
                                                 << "Salz und Pfeffer" << 0;
}

void TestTranslations::findsDisagreements() {
    QFETCH(QString, source);
    QFETCH(QString, translation);
    QFETCH(int, count);
    QCOMPARE(test::disagreements(source, translation).size(), count);
}

/// lupdate reads the sources, the program asks at run time; this finds where they disagree: a helper that
/// names another context, a text put together from parts, an escape that lupdate misreads.
void TestTranslations::everyTextAskedForIsInTheFile() {
    Listener listener;
    QCoreApplication::installTranslator(&listener);
    {
        Desk desk;
        desk.open();
        desk.score();
        for (const ActionId id : {ActionId::PanelReview, ActionId::PanelWhy, ActionId::PanelSignals,
                                  ActionId::PanelComparison, ActionId::EditMontages, ActionId::KeyMap,
                                  ActionId::About, ActionId::GoTo, ActionId::Settings}) {
            desk.window->action(id)->trigger();
            QTest::qWait(20);
        }
        QTRY_VERIFY(desk.window->isSettled());
        desk.window->grab();
    }
    QCoreApplication::removeTranslator(&listener);

    std::set<Listener::Text> known;
    for (const Message& message : test::readTranslations(kFolder + QStringLiteral("/hypnodesk_de.ts")))
        known.insert({message.context, message.source, message.comment});
    QStringList unknown;
    int ours = 0;
    for (const auto& [context, source, comment] : listener.asked()) {
        // Qt's own classes have translations of their own.
        if (context.startsWith(QLatin1Char('Q')) || context == QLatin1String("CloseButton") ||
            source.isEmpty())
            continue;
        ++ours;
        if (known.count({context, source, comment}) == 0)
            unknown << QStringLiteral("%1: \"%2\"").arg(context, source);
    }
    QVERIFY(ours > 250);
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(QLatin1Char('\n'))));
}

void TestTranslations::speaksGerman() {
    const Language german(QStringLiteral("de"));
    Desk desk;
    const QStringList titles = titlesOf(*desk.window);
    for (const char* title : {"Datei", "Bearbeiten", "Stadium", "Auswertung", "Ansicht", "Hilfe"})
        QVERIFY2(titles.contains(QString::fromUtf8(title)), title);
    desk.open();
    QVERIFY(test::buttonIn(*desk.window, QStringLiteral("Auswerten  (F5)")));
    desk.score();
    const QString line = desk.window->nightPage().epochPanel().facts().oneLine();
    QVERIFY2(line.startsWith(QStringLiteral("Epoche 1/60 | 22:08:00 | Wach (vom Netz vorgeschlagen)")),
             qPrintable(line));
    QVERIFY2(line.contains(QStringLiteral("Sicherheit 0,")), qPrintable(line));
    QCOMPARE(decimalText(1234.5, 1), QStringLiteral("1234,5"));
    QCOMPARE(dateText(QDate(2026, 3, 14)), QStringLiteral("14. März 2026"));
    QDoubleSpinBox box;
    box.setValue(0.5);
    QCOMPARE(box.text(), QStringLiteral("0,50"));
    if (!QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + QStringLiteral("/qtbase_de.qm")))
        QSKIP("qt6-translations-l10n is not installed: Qt's own buttons stay English");
    QDialogButtonBox buttons(QDialogButtonBox::Cancel);
    QCOMPARE(buttons.button(QDialogButtonBox::Cancel)->text(), QStringLiteral("Abbrechen"));
    QCOMPARE(QKeySequence(Qt::CTRL | Qt::Key_M).toString(QKeySequence::NativeText), QStringLiteral("Strg+M"));
}

void TestTranslations::germanMenusHaveDistinctMnemonics() {
    const Language german(QStringLiteral("de"));
    Desk desk;
    desk.open();
    QStringList shared;
    collectSharedMnemonics(QStringLiteral("menu bar"), desk.window->menuBar()->actions(), shared);
    QVERIFY2(shared.isEmpty(), qPrintable(shared.join(QLatin1Char('\n'))));
}

void TestTranslations::englishCountsRight() {
    const Language english(QStringLiteral("en"));
    QCOMPARE(StudyDocument::tr("Accept %n proposal(s)", nullptr, 1), QStringLiteral("Accept 1 proposal"));
    QCOMPARE(StudyDocument::tr("Accept %n proposal(s)", nullptr, 12), QStringLiteral("Accept 12 proposals"));
    QCOMPARE(decimalText(0.25, 2), QStringLiteral("0.25"));
    QCOMPARE(dateText(QDate(2026, 3, 14)), QStringLiteral("14 Mar 2026"));
}

void TestTranslations::picksTheLanguage_data() {
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("desktop");
    QTest::addColumn<QString>("picked");
    QTest::newRow("wanted") << "de" << QStringList{"en-GB"} << "de";
    QTest::newRow("the desktop's") << "" << QStringList{"de-AT", "en-GB"} << "de";
    QTest::newRow("the desktop's second") << "" << QStringList{"xx", "de_CH"} << "de";
    QTest::newRow("wanted is not there") << "tlh" << QStringList{"de"} << "de";
    QTest::newRow("nothing is there") << "" << QStringList{"tlh", "xx"} << "en";
    QTest::newRow("English") << "en" << QStringList{"de"} << "en";
}

void TestTranslations::picksTheLanguage() {
    QFETCH(QString, wanted);
    QFETCH(QStringList, desktop);
    QFETCH(QString, picked);
    QCOMPARE(languageFor(wanted, desktop), picked);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
