#include "tests/ui/support/desk.h"
#include "ui/main/message_bar.h"
#include "ui/main/night_page.h"
#include "ui/review/epoch_panel.h"
#include "ui/review/training_dialog.h"

using namespace hypnodesk;
using test::Desk;

namespace {

MessageBar* banner(Desk& desk) {
    return desk.window->findChild<MessageBar*>("training");
}

} // namespace

/// Training in the real window, by keys.
class TestTrainingWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingToTrainAgainst() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(!desk.document().isTraining());
        QVERIFY(!desk.window->action(ActionId::Training)->isChecked());
        QVERIFY(!banner(desk)->isVisible());
    }

    void aRoundOfTraining() {
        Desk desk;
        desk.open();
        desk.score();
        const Hypnogram before = desk.document().hypnogram();
        desk.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(desk.document().isTraining());
        QVERIFY(banner(desk)->isVisible());
        QVERIFY(desk.window->action(ActionId::Training)->isChecked());
        QVERIFY(!desk.window->action(ActionId::Score)->isEnabled());
        QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
        QVERIFY(!desk.window->nightPage().epochPanel().facts().verdict);
        desk.press(Qt::Key_Space); // there is no queue
        QCOMPARE(desk.document().currentEpoch(), 0);
        desk.press(Qt::Key_Return); // and no proposal
        QCOMPARE(desk.document().hypnogram().scoredCount(), 0);

        for (int i = 0; i < 5; ++i) // WWWWW, as the network
            desk.press(Qt::Key_W);
        desk.press(Qt::Key_2); // N1
        desk.press(Qt::Key_Left);
        QVERIFY(desk.window->nightPage().epochPanel().facts().verdict);
        QVERIFY2(banner(desk)->text().contains("6 epochs scored; 83 % as the network"),
                 qPrintable(banner(desk)->text()));

        desk.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QPointer<TrainingDialog> result = desk.window->findChild<TrainingDialog*>();
        QVERIFY(result);
        QTest::keyClick(result, Qt::Key_Escape);
        QTRY_VERIFY(!result);
        QVERIFY(desk.document().isTraining());

        desk.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(!desk.document().isTraining());
        QVERIFY(!banner(desk)->isVisible());
        QVERIFY(desk.window->findChild<TrainingDialog*>());
        QCOMPARE(desk.document().hypnogram(), before);
        QVERIFY(desk.window->action(ActionId::Score)->isEnabled());
    }

    void theBannerEndsIt() {
        Desk desk;
        desk.open();
        desk.score();
        desk.press(Qt::Key_T, Qt::ControlModifier);
        test::click(*banner(desk), "End training");
        QVERIFY(!desk.document().isTraining());
        QVERIFY(!desk.window->findChild<TrainingDialog*>()); // nothing was answered
        QVERIFY(!desk.window->action(ActionId::Training)->isChecked());
    }
};

QTEST_MAIN(TestTrainingWindow)
#include "tst_training_window.moc"
