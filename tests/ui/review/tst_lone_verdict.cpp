#include "tests/ui/support/desk.h"
#include "ui/review/why_panel.h"
#include "ui/review/why_texts.h"

#include <QLabel>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

QString loneTextOf(Desk& desk) {
    for (const QLabel* label : desk.window->findChild<WhyPanel*>()->findChildren<QLabel*>())
        if (label->accessibleName() == "What the neighbours changed")
            return label->text();
    return {};
}

} // namespace

/// What the network says of an epoch that it sees without its neighbours.
class TestLoneVerdict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatTheNeighboursChanged() {
        EpochVerdict verdict;
        verdict.joint = {0.0f, 0.1f, 0.8f, 0.1f, 0.0f};
        QCOMPARE(
            loneText(verdict, {0.0f, 0.6f, 0.3f, 0.1f, 0.0f}),
            QString("Shown this epoch alone it says N1 with 60 %. Its neighbours made that N2, a shift of 50 "
                    "percentage points."));
        QCOMPARE(loneText(verdict, {0.0f, 0.1f, 0.7f, 0.2f, 0.0f}),
                 QString("Shown this epoch alone it says N2 with 70 %. Its neighbours shifted 10 percentage "
                         "points; the stage stayed."));
        QVERIFY(loneText(verdict, verdict.joint).endsWith("Its neighbours changed nothing."));
    }

    void theEpochInViewIsReadAlone() {
        Desk desk;
        desk.open();
        desk.score();
        const int runs = desk.plan->runs;
        desk.document().setCurrentEpoch(12); // N2 in the night; the fake calls every night's first epoch W
        QTest::qWait(300);
        QCOMPARE(desk.plan->runs.load(), runs); // nobody looks: nothing is read
        desk.press(Qt::Key_6, Qt::AltModifier);
        QTRY_VERIFY(loneTextOf(desk).startsWith("Shown this epoch alone it says W with 90 %."));
        QVERIFY2(loneTextOf(desk).contains("made that N2"), qPrintable(loneTextOf(desk)));
        QCOMPARE(desk.plan->runs.load(), runs + 1);
        desk.press(Qt::Key_Right);
        QVERIFY(loneTextOf(desk).isEmpty()); // not that of the epoch before
        QTRY_VERIFY(!loneTextOf(desk).isEmpty());
        desk.press(Qt::Key_Left); // read already
        QVERIFY(!loneTextOf(desk).isEmpty());
        QCOMPARE(desk.plan->runs.load(), runs + 2);
    }

    void aFailureIsNoTrouble() {
        Desk desk;
        desk.open();
        desk.score();
        desk.plan->fails = true;
        const int runs = desk.plan->runs;
        desk.press(Qt::Key_6, Qt::AltModifier);
        QTRY_COMPARE(desk.plan->runs.load(), runs + 1);
        QTRY_VERIFY(desk.window->isSettled());
        desk.press(Qt::Key_Right);
        QTest::qWait(300);
        QCOMPARE(desk.plan->runs.load(), runs + 1); // not tried again and again
        QVERIFY(loneTextOf(desk).isEmpty());
    }
};

QTEST_MAIN(TestLoneVerdict)
#include "tst_lone_verdict.moc"
