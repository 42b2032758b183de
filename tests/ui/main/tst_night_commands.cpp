#include "ui/main/actions.h"
#include "ui/main/night_commands.h"

#include <QSet>
#include <QTest>

using namespace hypnodesk;

/// The table of actions, and what people type to go somewhere.
class TestNightCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noKeyMeansTwoThings();
    void everyActionHasWordsAndAKey();
    void keysOfTheProduct_data();
    void keysOfTheProduct();
    void epochFromText_data();
    void epochFromText();
};

void TestNightCommands::noKeyMeansTwoThings() {
    QSet<QString> seen;
    for (const ActionSpec& spec : actionSpecs())
        for (const QKeySequence& key : shortcuts(spec)) {
            const QString text = key.toString(QKeySequence::PortableText);
            QVERIFY2(!text.isEmpty(), spec.text);
            QVERIFY2(!seen.contains(text), qPrintable(text));
            seen.insert(text);
        }
}

void TestNightCommands::everyActionHasWordsAndAKey() {
    QCOMPARE(actionSpecs().size(), static_cast<std::size_t>(ActionId::Count));
    for (const ActionSpec& spec : actionSpecs()) {
        QVERIFY(!actionText(spec).isEmpty());
        QVERIFY2(spec.id == ActionId::About || !shortcuts(spec).isEmpty(), spec.text);
    }
}

void TestNightCommands::keysOfTheProduct_data() {
    QTest::addColumn<int>("id");
    QTest::addColumn<QString>("keys");
    const auto row = [](ActionId id, const char* keys) {
        QTest::newRow(keys) << static_cast<int>(id) << keys;
    };
    row(ActionId::Wake, "W, 0");
    row(ActionId::Rem, "R, 4, 5");
    row(ActionId::Unscored, "U, ?, Del");
    row(ActionId::Movement, "M");
    row(ActionId::Artefact, "A");
    row(ActionId::ClearAndStepBack, "Backspace");
    row(ActionId::NextDoubtful, "Space");
    row(ActionId::PreviousDoubtful, "Shift+Space");
    row(ActionId::SecondChoice, "Tab");
    row(ActionId::NextStageChange, "Shift+Right");
    row(ActionId::Redo, "Ctrl+Y, Ctrl+Shift+Z");
    row(ActionId::PadRem, "Num+4, Num+5");
    row(ActionId::Guide, "F1");
    row(ActionId::KeyMap, "Ctrl+Alt+K");
    row(ActionId::Score, "F5");
}

void TestNightCommands::keysOfTheProduct() {
    QFETCH(int, id);
    QFETCH(QString, keys);
    for (const ActionSpec& spec : actionSpecs())
        if (spec.id == static_cast<ActionId>(id)) {
            QStringList texts;
            for (const QKeySequence& key : shortcuts(spec))
                texts << key.toString(QKeySequence::PortableText);
            QCOMPARE(texts.join(", "), keys);
        }
}

void TestNightCommands::epochFromText_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("epoch"); // 0-based; -1: not in the night
    // A night of 960 epochs that starts at 22:08:00.
    QTest::newRow("number") << "133" << 132;
    QTest::newRow("blanks") << " 1 " << 0;
    QTest::newRow("last") << "960" << 959;
    QTest::newRow("too large") << "961" << -1;
    QTest::newRow("zero") << "0" << -1;
    QTest::newRow("negative") << "-3" << -1;
    QTest::newRow("clock") << "22:09" << 2;
    QTest::newRow("clock with seconds") << "22:09:29" << 2;
    QTest::newRow("after midnight") << "00:08:30" << 241;
    QTest::newRow("one digit") << "0:08:30" << 241;
    QTest::newRow("before the start") << "22:07:59" << -1;
    QTest::newRow("no such time") << "25:00" << -1;
    QTest::newRow("no such minute") << "23:60" << -1;
    QTest::newRow("from the start") << "+2:30:00" << 300;
    QTest::newRow("from the start, too far") << "+8:00:00" << -1;
    QTest::newRow("empty") << "" << -1;
    QTest::newRow("letters") << "twelve" << -1;
    QTest::newRow("half a time") << "22:" << -1;
    QTest::newRow("too many parts") << "1:2:3:4" << -1;
    QTest::newRow("plus number") << "+5" << -1;
}

void TestNightCommands::epochFromText() {
    QFETCH(QString, text);
    QFETCH(int, epoch);
    const auto found = hypnodesk::epochFromText(text, {0.0, 30.0, 960}, {2026, 3, 14, 22, 8, 0.0});
    QCOMPARE(found ? static_cast<int>(*found) : -1, epoch);
}

QTEST_GUILESS_MAIN(TestNightCommands)
#include "tst_night_commands.moc"
