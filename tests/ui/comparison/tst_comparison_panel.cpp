#include "tests/ui/support/desk.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/comparison/confusion_table.h"

#include <QComboBox>
#include <QListWidget>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

/// "carla" and "bert" on sixty epochs; they differ in epochs 10, 20 (N2 and W) and 30 (bert left it open).
struct TwoScorers : Desk {
    ComparisonPanel* panel = nullptr;

    TwoScorers() {
        open();
        std::string letters(60, '2');
        add("bert", letters, 30);
        letters[10] = letters[20] = 'W';
        add("carla", letters, -1);
        press(Qt::Key_K, Qt::ControlModifier);
        panel = window->findChild<ComparisonPanel*>();
        choose("Scoring of the columns", "bert");
    }

    void add(const std::string& name, std::string letters, int open) {
        if (open >= 0)
            letters[static_cast<std::size_t>(open)] = '?';
        document().addScoring(document().freeName(name), ScoringKind::Human, Hypnogram::fromLetters(letters),
                              name);
    }

    void choose(const QString& box, const QString& name) {
        for (auto* combo : panel->findChildren<QComboBox*>())
            if (combo->accessibleName() == box) {
                combo->setCurrentText(name);
                Q_EMIT combo->activated(combo->currentIndex());
            }
    }

    QListWidget& list() { return *panel->findChild<QListWidget*>(); }
    ConfusionTable& table() { return *panel->findChild<ConfusionTable*>(); }

    void clickCell(int row, int column) {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                          table().visualItemRect(table().item(row, column)).center());
    }
};

} // namespace

class TestComparisonPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreementStandsBesideTheYardstick() {
        TwoScorers desk;
        QTRY_VERIFY(desk.panel->isVisible());
        QVERIFY2(desk.panel->summary().contains("96.6 % of 59 epochs"), qPrintable(desk.panel->summary()));
        QVERIFY(desk.panel->summary().endsWith("no sleep stage there: 1."));
        QCOMPARE(desk.list().count(), 2);
    }

    void aCellListsItsEpochsAndTheyAreOneKeyAway() {
        TwoScorers desk;
        desk.clickCell(0, 2); // W / N2
        QCOMPARE(desk.list().count(), 2);
        desk.clickCell(2, 2);
        QCOMPARE(desk.list().count(), 57);
        desk.clickCell(4, 4);
        QCOMPARE(desk.list().count(), 0);
        desk.clickCell(0, 2);
        QTest::mouseClick(desk.list().viewport(), Qt::LeftButton, {},
                          desk.list().visualItemRect(desk.list().item(1)).center());
        QCOMPARE(desk.document().currentEpoch(), 20);
        QTest::keyClick(&desk.list(), Qt::Key_Up);
        QCOMPARE(desk.document().currentEpoch(), 10);
    }

    void theColumnsAreLaidOverAndWalked() {
        TwoScorers desk;
        QCOMPARE(desk.document().overlay()->info.name, std::string("bert"));
        desk.press(Qt::Key_F3);
        QCOMPARE(desk.document().currentEpoch(), 10);
    }

    void aConsensusIsDecidedByKeysAndKept() {
        TwoScorers desk;
        click(*desk.panel, "Make a consensus of the two");
        QCOMPARE(desk.document().activeScoring()->info.kind, ScoringKind::Consensus);
        QCOMPARE(desk.document().currentEpoch(), 10);
        QCOMPARE(desk.stages(9, 3), std::string("2?2"));
        desk.press(Qt::Key_Comma); // as carla
        QCOMPARE(desk.stages(9, 3), std::string("2W2"));
        QCOMPARE(desk.document().currentEpoch(), 20);
        desk.press(Qt::Key_Period); // as bert
        QCOMPARE(desk.stages(19, 3), std::string("222"));
        QCOMPARE(desk.document().currentEpoch(), 30);
        desk.press(Qt::Key_3); // as neither
        QCOMPARE(desk.stages(29, 3), std::string("232"));

        auto* adjudication = desk.window->findChild<Adjudication*>();
        QCOMPARE(adjudication->progress().decided, 3);
        QCOMPARE(adjudication->progress().all, 3);
        const QByteArray record = adjudication->record();
        QCOMPARE(record, QByteArray("epoch,clock,carla,bert,Consensus\r\n"
                                    "11,22:13:00,W,N2,W\r\n21,22:18:00,W,N2,N2\r\n31,22:23:00,N2,?,N3\r\n"));

        desk.undo();
        QCOMPARE(desk.stages(29, 3), std::string("2?2"));
        QCOMPARE(adjudication->progress().decided, 2);

        desk.waitUntilSaved();
        desk.reopen();
        QCOMPARE(desk.document().activeScoring()->info.kind, ScoringKind::Consensus);
        QCOMPARE(desk.stages(9, 3), std::string("2W2"));
    }

    void aConsensusOfAnEarlierSessionGoesOn() {
        TwoScorers desk;
        click(*desk.panel, "Make a consensus of the two");
        desk.press(Qt::Key_Comma);
        desk.waitUntilSaved();
        desk.reopen();
        desk.press(Qt::Key_K, Qt::ControlModifier);
        desk.panel = desk.window->findChild<ComparisonPanel*>();
        desk.choose("Scoring of the rows", "carla");
        desk.choose("Scoring of the columns", "bert");
        const auto scorings = desk.scoringNames();
        QTRY_VERIFY(buttonIn(*desk.panel, "Go on with this consensus"));
        QTRY_VERIFY(buttonIn(*desk.panel, "Go on with this consensus")->isEnabled());
        click(*desk.panel, "Go on with this consensus");
        QCOMPARE(desk.scoringNames(), scorings);
        QCOMPARE(desk.document().currentEpoch(), 20);
        QCOMPARE(desk.window->findChild<Adjudication*>()->progress().decided, 1);
    }

    void theKeysDoNothingWithoutAConsensus() {
        TwoScorers desk;
        desk.document().setCurrentEpoch(10);
        desk.press(Qt::Key_Period);
        QCOMPARE(desk.stages(9, 3), std::string("2W2"));
    }
};

QTEST_MAIN(TestComparisonPanel)
#include "tst_comparison_panel.moc"
