// The start page with its recent nights, the demo night and the coach, in the real window.

#include "core/study/study.h"
#include "tests/ui/support/desk.h"
#include "ui/main/guided_night.h"
#include "ui/main/hypnogram_files.h"
#include "ui/main/recent_list.h"
#include "ui/main/start_page.h"

#include <QFile>
#include <QTest>
#include <QTreeWidget>

using namespace hypnodesk;
using test::Desk;

namespace {

QTreeWidget* list(Desk& desk) {
    return desk.window->startPage().recent().findChild<QTreeWidget*>();
}

QString state(Desk& desk, int row) {
    return list(desk)->topLevelItem(row)->text(1);
}

} // namespace

class TestStartWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recentNightsSayHowFarTheyAre();
    void missingNightsSaySo();
    void theListIsWorkedByKeys();
    void textsOfStates();
    void theDemoNightLeadsThroughItself();
    void theTourCanBeLeftAndBegunAgain();
    void saysWhyThereIsNoDemo();
};

void TestStartWindow::recentNightsSayHowFarTheyAre() {
    Desk desk;
    desk.open();
    for (Qt::Key key : {Qt::Key_W, Qt::Key_1, Qt::Key_2}) // 3 of 60 epochs
        desk.press(key);
    desk.waitUntilSaved();
    desk.restart();
    QTRY_COMPARE(state(desk, 0), QString("scored 5 %, reviewed 5 %"));
    desk.open();
    desk.document().signScoring(desk.document().activeScoring()->key, "anna");
    desk.waitUntilSaved();
    desk.restart();
    QTRY_COMPARE(state(desk, 0), QString("scored 5 %, signed by anna"));
    QVERIFY(!list(desk)->topLevelItem(0)->text(2).isEmpty());
}

void TestStartWindow::missingNightsSaySo() {
    Desk desk;
    desk.open();
    desk.waitUntilSaved();
    desk.window.reset();
    const QString moved = desk.folder->filePath("moved.edf");
    QVERIFY(QFile::rename(toQString(desk.recordingPath), moved));
    desk.restart();
    QTRY_COMPARE(state(desk, 0), QString("not found"));
    QWidget& recent = desk.window->startPage().recent();
    QVERIFY(test::buttonIn(recent, "Locate..."));
    QVERIFY(!test::buttonIn(recent, "Open this night"));
    test::click(recent, "Remove from the list");
    QTRY_COMPARE(list(desk)->topLevelItemCount(), 0);
    QVERIFY(!recent.isVisible());
}

void TestStartWindow::theListIsWorkedByKeys() {
    Desk desk;
    desk.open();
    const auto second = toPath(desk.folder->filePath("second.edf"));
    test::writeSmallNight(second);
    desk.openFile(second);
    desk.waitUntilSaved();
    desk.restart();
    QTRY_VERIFY(!state(desk, 1).isEmpty());
    list(desk)->setFocus();
    desk.press(Qt::Key_Down);
    QCOMPARE(list(desk)->currentItem()->text(0), QString("night.edf"));
    desk.press(Qt::Key_Delete);
    QTRY_COMPARE(list(desk)->topLevelItemCount(), 1);
    list(desk)->setFocus();
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.document().isOpen());
    QVERIFY(desk.window->windowTitle().startsWith("second.edf"));
}

void TestStartWindow::textsOfStates() {
    RecentNight night;
    QCOMPARE(reviewStateText(night), QString("not found"));
    night.isThere = true;
    QCOMPARE(reviewStateText(night), QString("not scored yet"));
    night.hasStudy = true;
    night.scoredPercent = 98;
    night.reviewedPercent = 40;
    QCOMPARE(reviewStateText(night), QString("scored 98 %, reviewed 40 %"));
}

void TestStartWindow::theDemoNightLeadsThroughItself() {
    Desk desk;
    desk.plan->letters = "WW112233RR";
    test::click(desk.window->startPage(), "Try the demo night");
    QVERIFY(desk.window->startPage().isLoading()); // the window stays free meanwhile
    QTRY_VERIFY_WITH_TIMEOUT(desk.document().isOpen(), 60000);
    GuidedNight& guide = desk.window->guide();
    QTRY_VERIFY(guide.isVisible());
    QTRY_VERIFY(desk.window->isSettled());
    using Step = GuidedNight::Step;
    QCOMPARE(guide.step(), Step::Look);
    desk.press(Qt::Key_2); // not what was asked for, but it shows another epoch
    QCOMPARE(guide.step(), Step::Score);
    desk.undo();
    QCOMPARE(guide.step(), Step::Score);
    desk.score();
    QTRY_COMPARE(guide.step(), Step::Doubt);
    desk.press(Qt::Key_Right);
    QCOMPARE(guide.step(), Step::Doubt);
    desk.press(Qt::Key_Space);
    QCOMPARE(guide.step(), Step::Correct);
    desk.press(Qt::Key_3);
    QCOMPARE(guide.step(), Step::Undo);
    desk.undo();
    QCOMPARE(guide.step(), Step::Export);
    desk.window->files().exportTo(toPath(desk.folder->filePath("x.csv")));
    QTRY_COMPARE(guide.step(), Step::Done);
    test::click(guide, "Close");
    QVERIFY(!guide.isVisible());
    QCOMPARE(QDir(desk.folder->filePath("demo")).entryList({"demo-night.edf"}).size(), 1);
}

void TestStartWindow::theTourCanBeLeftAndBegunAgain() {
    Desk desk;
    QDir(desk.folder->path()).mkdir("demo");
    test::writeSmallNight(toPath(desk.folder->filePath("demo/demo-night.edf"))); // made before
    desk.open();
    desk.press(Qt::Key_F1, Qt::ShiftModifier);
    GuidedNight& guide = desk.window->guide();
    QTRY_VERIFY(guide.isVisible());
    QVERIFY(desk.window->windowTitle().startsWith("demo-night.edf"));
    test::click(guide, "Next step");
    QCOMPARE(guide.step(), GuidedNight::Step::Score);
    test::click(guide, "End the tour");
    QVERIFY(!guide.isVisible());
    desk.press(Qt::Key_F1, Qt::ShiftModifier);
    QTRY_VERIFY(guide.isVisible());
    QCOMPARE(guide.step(), GuidedNight::Step::Look);
}

void TestStartWindow::saysWhyThereIsNoDemo() {
    Desk desk;
    QFile blocked(desk.folder->filePath("demo")); // a file where the folder should be
    QVERIFY(blocked.open(QIODevice::WriteOnly));
    test::click(desk.window->startPage(), "Try the demo night");
    QTRY_COMPARE(desk.window->startPage().error().title, QString("The demo night could not be made"));
    QVERIFY(!desk.window->guide().isVisible());
}

QTEST_MAIN(TestStartWindow)
#include "tst_start_window.moc"
