#include "tests/ui/support/desk.h"
#include "ui/document/epoch_selection.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/night_page.h"
#include "ui/plot/plot_canvas.h"

#include <QLabel>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

NightPanel& nightOf(Desk& desk) {
    return desk.window->nightPage().night();
}

PlotCanvas* canvasOf(Desk& desk) {
    return nightOf(desk).findChild<PlotCanvas*>();
}

/// In the hypnogram, in the middle of an epoch.
QPoint placeOf(Desk& desk, int epoch) {
    PlotCanvas* canvas = canvasOf(desk);
    const double x = nightOf(desk).xOf(desk.document().grid().onsetSeconds(epoch) + 15.0);
    return {qRound(x) - canvas->x(), canvas->axisRect(2)->rect().center().y()};
}

void dragWithShift(Desk& desk, int from, int to) {
    PlotCanvas* canvas = canvasOf(desk);
    QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, placeOf(desk, from));
    QTest::mouseMove(canvas, placeOf(desk, (from + to) / 2));
    QTest::mouseMove(canvas, placeOf(desk, to));
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, placeOf(desk, to));
}

QString statusOf(Desk& desk) {
    return desk.window->findChild<QLabel*>("status")->text();
}

} // namespace

/// Epochs chosen by Shift and the mouse, or by keys, and scored together.
class TestEpochSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStageKeyScoresThemAll() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(10);
        const EpochSelection& chosen = desk.window->nightPage().selection();
        dragWithShift(desk, 12, 20);
        QCOMPARE(desk.document().currentEpoch(), 10); // the range begins where the scorer looks
        QCOMPARE(chosen.first(), 10);
        QCOMPARE(chosen.last(), 21);
        QVERIFY2(statusOf(desk).startsWith("Epochs 11 to 21 are chosen"), qPrintable(statusOf(desk)));
        desk.press(Qt::Key_2);
        QCOMPARE(desk.stages(9, 13), std::string("?22222222222?"));
        QVERIFY(chosen.isEmpty());
        QCOMPARE(desk.document().currentEpoch(), 21); // goes on behind them
        desk.undo();                                  // one step
        QCOMPARE(desk.stages(0, kDeskEpochs), std::string(kDeskEpochs, '?'));
    }

    void backwardsAndByClicks() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(30);
        QTest::mouseClick(canvasOf(desk), Qt::LeftButton, Qt::ShiftModifier, placeOf(desk, 25));
        desk.press(Qt::Key_R);
        QCOMPARE(desk.stages(24, 8), std::string("?RRRRRR?"));
        desk.waitUntilSaved();
        desk.reopen();
        QCOMPARE(desk.stages(24, 8), std::string("?RRRRRR?"));
    }

    void keysChooseAsWell() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(5);
        for (int i = 0; i < 3; ++i)
            desk.press(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        desk.press(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        desk.press(Qt::Key_Backspace);
        desk.press(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!desk.window->nightPage().selection().isEmpty());
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.window->nightPage().selection().isEmpty());
        desk.press(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        desk.press(Qt::Key_Right); // looking elsewhere lets go
        QVERIFY(desk.window->nightPage().selection().isEmpty());
        dragWithShift(desk, 0, 1);
        QTest::mouseClick(canvasOf(desk), Qt::LeftButton, {}, placeOf(desk, 40)); // and a click without Shift
        QVERIFY(desk.window->nightPage().selection().isEmpty());
        QCOMPARE(desk.document().currentEpoch(), 40);
    }

    void enterAcceptsTheProposalsInIt() {
        Desk desk;
        desk.open();
        desk.score();
        desk.document().setCurrentEpoch(8); // N1 by the network; what is given by hand stays
        desk.press(Qt::Key_R);
        desk.document().setCurrentEpoch(7);
        dragWithShift(desk, 9, 12);
        desk.press(Qt::Key_Return);
        const Hypnogram& stages = desk.document().hypnogram();
        QCOMPARE(desk.stages(7, 6), std::string("1R1222"));
        QVERIFY(stages[8].source == StageSource::Person);
        QVERIFY(stages[7].source == StageSource::Accepted && stages[12].source == StageSource::Accepted);
        QVERIFY(stages[13].source == StageSource::Network);
    }

    void aRangeOfTheNightsEndIsLimited() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_End);
        for (int i = 0; i < 3; ++i)
            desk.press(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.window->nightPage().selection().isEmpty());
        dragWithShift(desk, kDeskEpochs - 3, kDeskEpochs - 2);
        desk.press(Qt::Key_3);
        QCOMPARE(desk.stages(kDeskEpochs - 3, 3), std::string("?33"));
    }
};

QTEST_MAIN(TestEpochSelection)
#include "tst_epoch_selection.moc"
