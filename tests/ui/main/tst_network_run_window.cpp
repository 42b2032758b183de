#include "tests/ui/support/desk.h"
#include "ui/main/night_page.h"
#include "ui/review/epoch_panel.h"

#include <QApplication>
#include <QProgressBar>
#include <QSignalSpy>
#include <QStatusBar>

using namespace hypnodesk;
using namespace std::chrono_literals;
using test::Desk;

namespace {

constexpr int kEpochs = test::kDeskEpochs;

} // namespace

/// A run of the network in the window: in the background, cancelled, failed, reviewed.
class TestNetworkRunWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoresInTheBackground();
    void scoringShowsProposalsOnTheWay();
    void escapeCancelsScoring();
    void tellsThatScoringFailed();
    void humanStagesSurviveScoring();
    void walksThroughDoubt();
};

void TestNetworkRunWindow::scoresInTheBackground() {
    Desk desk;
    desk.open();
    QSignalSpy ended(desk.window.get(), &MainWindow::scoringEnded);
    desk.press(Qt::Key_F5);
    QVERIFY(desk.window->scoring().isRunning());
    QVERIFY(!desk.window->action(ActionId::Score)->isEnabled());
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(desk.stages(0, 12), std::string("WWWWW1111122"));
    QCOMPARE(desk.document().hypnogram()[6].source, StageSource::Network);
    QVERIFY(desk.window->action(ActionId::Score)->isEnabled());
    QVERIFY(desk.window->nightPage().epochPanel().facts().verdict);
    desk.press(Qt::Key_Z, Qt::ControlModifier); // one step of undo
    QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
}

void TestNetworkRunWindow::scoringShowsProposalsOnTheWay() {
    Desk desk;
    desk.open();
    desk.plan->pause = 150ms;
    desk.press(Qt::Key_F5);
    QTRY_VERIFY(desk.document().isPreviewing());
    QVERIFY(desk.document().hypnogram().scoredCount() > 0);
    QVERIFY(desk.document().hypnogram().scoredCount() < kEpochs);
    QVERIFY(desk.window->statusBar()->findChild<QProgressBar*>()->isVisible());
    desk.press(Qt::Key_Right); // the window is not blocked
    QCOMPARE(desk.document().currentEpoch(), 1);
    QTRY_VERIFY(!desk.window->scoring().isRunning());
    QCOMPARE(desk.document().hypnogram().scoredCount(), kEpochs);
    QVERIFY(!desk.window->findChild<QProgressBar*>()->isVisible());
}

void TestNetworkRunWindow::escapeCancelsScoring() {
    Desk desk;
    desk.open();
    desk.plan->pause = 30ms;
    desk.plan->steps = 100;
    desk.press(Qt::Key_F5);
    QTRY_VERIFY(desk.document().isPreviewing());
    desk.press(Qt::Key_Escape);
    QVERIFY(!desk.window->scoring().isRunning());
    QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
    QTRY_VERIFY(desk.plan->sawCancel);
    QCOMPARE(desk.document().scorings().size(), 1u); // and no run
    desk.plan->pause = 0ms;
    desk.score(); // and it can run again
    QCOMPARE(desk.plan->runs, 2);
}

void TestNetworkRunWindow::tellsThatScoringFailed() {
    Desk desk;
    desk.open();
    desk.plan->fails = true;
    desk.press(Qt::Key_F5);
    QTRY_VERIFY(desk.window->messages().isVisible());
    QVERIFY(desk.window->messages().text().contains("told to fail"));
    QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
    QVERIFY(!QApplication::activeModalWidget());
}

void TestNetworkRunWindow::humanStagesSurviveScoring() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_3);
    desk.score();
    QCOMPARE(desk.stages(0, 3), std::string("3WW"));
    QCOMPARE(desk.document().hypnogram()[0].source, StageSource::Person);
}

void TestNetworkRunWindow::walksThroughDoubt() {
    Desk desk;
    desk.plan->certainty = 0.55f;
    desk.open();
    desk.press(Qt::Key_Space);
    QCOMPARE(desk.document().currentEpoch(), 0); // nothing to doubt yet
    desk.score();
    desk.press(Qt::Key_Space);
    QCOMPARE(desk.document().currentEpoch(), 1);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.document().hypnogram()[1].source, StageSource::Accepted);
    QCOMPARE(desk.document().currentEpoch(), 2);
    desk.press(Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 1); // back to what was just accepted
    desk.press(Qt::Key_Space);
    QCOMPARE(desk.document().currentEpoch(), 2);
}

QTEST_MAIN(TestNetworkRunWindow)
#include "tst_network_run_window.moc"
