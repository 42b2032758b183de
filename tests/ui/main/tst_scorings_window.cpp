#include "tests/ui/support/desk.h"
#include "tests/ui/support/pictures.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/main/header_bar.h"
#include "ui/main/import_dialog.h"
#include "ui/main/night_page.h"

#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QMenu>
#include <QSpinBox>
#include <QTimeEdit>

#include <fstream>

using namespace hypnodesk;
using test::click;
using test::Desk;
using test::picture;

namespace {

void chooseScoring(Desk& desk, const std::string& name) {
    auto* box = desk.window->nightPage().header().findChild<QComboBox*>("scorings");
    const int index = box->findText(toQString(name));
    QVERIFY2(index >= 0, name.c_str());
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
    QTRY_VERIFY(!desk.document().isWaiting());
}

/// Types into the question for a name that is in view.
void answerName(const QString& name) {
    auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    dialog->setTextValue(name);
    QTest::keyClick(dialog, Qt::Key_Return);
}

} // namespace

/// The scorings of a night side by side: made, copied, locked, imported, compared.
class TestScoringsWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signedScoringIsLocked();
    void networkRunsAreNeverEdited();
    void scoringsAreMadeRenamedAndDeleted();
    void importsAsAScoring();
    void importsEventsToo();
    void comparesAndWalks();
};

void TestScoringsWindow::signedScoringIsLocked() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.window->action(ActionId::SignOff)->trigger();
    picture("sign-off", *QApplication::activeModalWidget());
    answerName("Dr. Berger");
    QVERIFY(desk.document().activeScoring()->info.isSigned());
    desk.waitUntilSaved();
    desk.reopen();
    QCOMPARE(desk.document().activeScoring()->info.signedBy, std::string("Dr. Berger"));
    QVERIFY(!desk.window->action(ActionId::Undo)->isEnabled());
    desk.document().setCurrentEpoch(1);
    desk.press(Qt::Key_2);
    QCOMPARE(desk.stages(0, 2), std::string("1?"));
    QVERIFY(desk.window->messages().isVisible());
    picture("signed", *desk.window);
    click(desk.window->messages(), "New revision");
    desk.press(Qt::Key_2);
    desk.waitUntilSaved();
    QCOMPARE(desk.stages(0, 2), std::string("12"));
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "anna, revision 2"}));
    desk.reopen();
    QCOMPARE(desk.stages(0, 2), std::string("12"));
    chooseScoring(desk, "anna");
    QCOMPARE(desk.stages(0, 2), std::string("1?"));
}

void TestScoringsWindow::networkRunsAreNeverEdited() {
    Desk desk;
    desk.open();
    desk.score();
    desk.waitUntilSaved();
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "fake, EEG Fpz-Cz"}));
    QCOMPARE(desk.document().activeScoring()->info.name, std::string("anna"));
    desk.press(Qt::Key_3);
    chooseScoring(desk, "fake, EEG Fpz-Cz");
    QCOMPARE(desk.stages(0, 2), std::string("WW"));
    QCOMPARE(desk.document().activeScoring()->info.device, std::string("a fake device"));
    desk.document().setCurrentEpoch(1);
    desk.press(Qt::Key_R); // starts a copy
    QCOMPARE(desk.document().activeScoring()->info.name, std::string("anna (2)"));
    QCOMPARE(desk.stages(0, 2), std::string("WR"));
    QVERIFY(desk.document().probabilities());
    desk.reopen();
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "fake, EEG Fpz-Cz", "anna (2)"}));
    chooseScoring(desk, "fake, EEG Fpz-Cz");
    QCOMPARE(desk.stages(0, 2), std::string("WW"));
    QVERIFY(desk.document().probabilities());
    chooseScoring(desk, "anna");
    QCOMPARE(desk.stages(0, 2), std::string("3W"));
    QTRY_VERIFY(desk.document().probabilities()); // the run's, by reference
    desk.undo();
    desk.undo(); // of the network's proposals
    desk.waitUntilSaved();
    QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
    QVERIFY(!desk.document().probabilities());
}

void TestScoringsWindow::scoringsAreMadeRenamedAndDeleted() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.window->action(ActionId::NewScoring)->trigger();
    answerName("berta");
    QCOMPARE(desk.document().activeScoring()->info.name, std::string("berta"));
    QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
    desk.document().setCurrentEpoch(0);
    desk.press(Qt::Key_2);
    desk.window->action(ActionId::RenameScoring)->trigger();
    answerName("Berta B., second reading after the consensus meeting of 14 March, with remarks");
    QTest::qWait(10);
    picture("long-name", *desk.window);
    QMenu* menu = desk.window->findChild<QMenu*>("scoring menu");
    QVERIFY(menu);
    menu->popup({0, 0});
    picture("menu", *menu);
    menu->hide();
    desk.window->action(ActionId::RenameScoring)->trigger();
    answerName("Berta B.");
    desk.window->action(ActionId::CopyScoring)->trigger();
    answerName("second thought");
    QCOMPARE(desk.stages(0, 1), std::string("2"));
    desk.window->action(ActionId::DeleteScoring)->trigger();
    QTRY_VERIFY(qobject_cast<QMessageBox*>(QApplication::activeModalWidget()));
    click(*QApplication::activeModalWidget(), "Delete");
    desk.reopen();
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "Berta B."}));
    chooseScoring(desk, "Berta B.");
    QCOMPARE(desk.stages(0, 1), std::string("2"));
    desk.window->action(ActionId::DeleteScoring)->trigger();
    QTRY_VERIFY(qobject_cast<QMessageBox*>(QApplication::activeModalWidget()));
    click(*QApplication::activeModalWidget(), "Delete");
    QTRY_COMPARE(desk.document().activeScoring()->info.name, std::string("anna"));
    click(desk.window->messages(), "Bring it back");
    desk.waitUntilSaved();
    QCOMPARE(desk.document().activeScoring()->info.name, std::string("Berta B."));
    desk.reopen();
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "Berta B."}));
}

void TestScoringsWindow::importsAsAScoring() {
    Desk desk;
    desk.open();
    const QString path = desk.folder->filePath("other.csv");
    std::ofstream file(toPath(path));
    file << "epoch,onset_s,stage\n";
    for (int epoch = 0; epoch < 50; ++epoch)
        file << epoch + 1 << ',' << epoch * 30 << ',' << (epoch == 7 ? "XX" : "N2") << '\n';
    file.close();
    desk.press(Qt::Key_1);
    desk.window->importHypnogram(path);
    QTRY_VERIFY(qobject_cast<ImportDialog*>(QApplication::activeModalWidget()));
    auto* dialog = qobject_cast<ImportDialog*>(QApplication::activeModalWidget());
    QVERIFY2(dialog->summary().startsWith("50 epochs of 30 s, 49 of them"), qPrintable(dialog->summary()));
    QVERIFY(dialog->summary().contains("5.0 min shorter than the recording"));
    QVERIFY(dialog->summary().contains("not understood, now unscored: 1 epochs (\"XX\")"));
    picture("import", *dialog);
    auto* clock = dialog->findChild<QTimeEdit*>();
    QCOMPARE(clock->time(), QTime(22, 8));
    clock->setTime(QTime(22, 9)); // two epochs later
    QCOMPARE(dialog->findChild<QDoubleSpinBox*>()->value(), 60.0);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(desk.stages(0, 4), std::string("??22"));
    QCOMPARE(desk.document().activeScoring()->info.kind, ScoringKind::Imported);
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "other"}));
    desk.reopen();
    QCOMPARE(desk.stages(0, 4), std::string("??22"));
    chooseScoring(desk, "anna");
    QCOMPARE(desk.stages(0, 4), std::string("1???")); // untouched
}

void TestScoringsWindow::importsEventsToo() {
    Desk desk;
    desk.open();
    const QString path = desk.folder->filePath("other.annot");
    std::ofstream file(toPath(path));
    file << "class\tinstance\tchannel\tstart\tstop\tmeta\n";
    for (int epoch = 0; epoch < 60; ++epoch)
        file << "N2\t.\t.\t" << 30 * epoch << '\t' << 30 * epoch + 30 << "\t.\n";
    file << "arousal\t.\tEEG Fpz-Cz\t100\t104.5\t.\narousal\t.\t.\t1790\t1793\t.\n";
    file.close();
    desk.window->importHypnogram(path);
    QTRY_VERIFY(qobject_cast<ImportDialog*>(QApplication::activeModalWidget()));
    auto* dialog = qobject_cast<ImportDialog*>(QApplication::activeModalWidget());
    dialog->findChild<QDoubleSpinBox*>()->setValue(30.0);
    // The second one would begin after the recording's end.
    QVERIFY2(dialog->summary().contains("Events: 2, of them within the recording 1."),
             qPrintable(dialog->summary()));
    QTest::keyClick(dialog, Qt::Key_Return);
    const auto own = [&] {
        std::vector<StudyEvent> events;
        for (const StudyEvent& event : desk.document().events().all())
            if (event.id > 0)
                events.push_back(event);
        return events;
    };
    QTRY_COMPARE(own().size(), std::size_t(1));
    desk.reopen();
    QCOMPARE(own().size(), std::size_t(1));
    QCOMPARE(own().front().onsetSeconds, 130.0);
    QCOMPARE(own().front().durationSeconds, 4.5);
    QCOMPARE(own().front().channel, std::string("EEG Fpz-Cz"));
    QCOMPARE(own().front().type, std::string("arousal"));
    desk.undo();
    QTRY_VERIFY(own().empty());
}

void TestScoringsWindow::comparesAndWalks() {
    Desk desk;
    desk.open();
    desk.score();
    desk.document().setCurrentEpoch(10);
    desk.press(Qt::Key_W); // N2 to W
    desk.document().setCurrentEpoch(20);
    desk.press(Qt::Key_W); // again
    desk.press(Qt::Key_Home);
    desk.press(Qt::Key_F3);
    QCOMPARE(desk.document().currentEpoch(), 0); // nothing to compare with yet
    desk.press(Qt::Key_K, Qt::ControlModifier);
    auto* panel = desk.window->findChild<ComparisonPanel*>();
    QTRY_VERIFY(panel->isVisible());
    // 58 of 60 epochs agree.
    QTRY_VERIFY2(panel->summary().contains("96.7 % of 60 epochs"), qPrintable(panel->summary()));
    picture("compare", *desk.window);
    desk.press(Qt::Key_F3);
    QCOMPARE(desk.document().overlay()->info.name, std::string("fake, EEG Fpz-Cz"));
    QCOMPARE(desk.document().currentEpoch(), 10);
    desk.document().setLights({3 * 30.0, 55 * 30.0});
    picture("overlay", *desk.window);
    desk.press(Qt::Key_F3);
    QCOMPARE(desk.document().currentEpoch(), 20);
    desk.press(Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 10);
}

QTEST_MAIN(TestScoringsWindow)
#include "tst_scorings_window.moc"
