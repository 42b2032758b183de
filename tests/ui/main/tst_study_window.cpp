#include "tests/ui/support/desk.h"
#include "tests/ui/support/pictures.h"
#include "ui/main/study_exports.h"
#include "ui/montage/night_montage.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

using namespace hypnodesk;
using namespace std::chrono_literals;
using test::click;
using test::Desk;
using test::save;

namespace {

/// As long as it lives, no file can grow: what a full disk does.
class FullDisk {
public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN); // the write fails instead
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 0;
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

QString savedText(Desk& desk) {
    return desk.window->findChild<QLabel*>("saved")->text();
}

} // namespace

/// The window and the study file: nothing is lost, and it says how things are.
class TestStudyWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesAStudyBesideTheRecording();
    void keepsEveryKeyAndItsUndo();
    void keysOvertakeNoUndo();
    void goesOnWhileTheDiskIsFull();
    void asksBeforeLeavingOpenChanges();
    void goesOnInACopyWhenTheStudyIsGone();
    void comesBackToTheView();
    void writesEvidenceAndCopiesForOthers();
};

void TestStudyWindow::makesAStudyBesideTheRecording() {
    Desk desk;
    QVERIFY(!std::filesystem::exists(desk.studyPath));
    desk.open();
    QVERIFY(std::filesystem::exists(desk.studyPath));
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna"}));
    QVERIFY(savedText(desk).contains("Saved"));
    QVERIFY(!desk.window->storageBar().isVisible());
    desk.window->openRecording(toQString(desk.studyPath)); // the same night by its other name
    QTRY_VERIFY(desk.window->isSettled());
    QVERIFY(!desk.document().isReadOnly());
}

void TestStudyWindow::keepsEveryKeyAndItsUndo() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_3);
    desk.reopen();
    QCOMPARE(desk.stages(0, 4), std::string("123?"));
    QCOMPARE(desk.document().hypnogram()[0].source, StageSource::Person);
    QVERIFY(desk.window->action(ActionId::Undo)->text().endsWith("N3 in epoch 3"));
    desk.undo();
    desk.waitUntilSaved();
    QCOMPARE(desk.stages(0, 4), std::string("12??"));
    QCOMPARE(desk.document().currentEpoch(), 2);
    desk.undo();
    desk.undo();
    desk.waitUntilSaved();
    QVERIFY(!desk.window->action(ActionId::Undo)->isEnabled());
    desk.reopen();
    QCOMPARE(desk.stages(0, 4), std::string("????"));
    for (int i = 0; i < 3; ++i)
        desk.redo();
    desk.waitUntilSaved();
    QCOMPARE(desk.stages(0, 4), std::string("123?"));
    desk.reopen();
    QCOMPARE(desk.stages(0, 4), std::string("123?"));
}

void TestStudyWindow::keysOvertakeNoUndo() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.press(Qt::Key_2);
    desk.reopen();
    // Without a pause, as a hurried scorer types: two steps of the earlier session, a key, its undo, a key.
    desk.undo();
    desk.undo();
    desk.press(Qt::Key_R);
    desk.undo();
    desk.press(Qt::Key_W);
    desk.waitUntilSaved();
    const std::string memory = desk.stages(0, 5);
    QCOMPARE(memory, std::string("W????"));
    desk.reopen();
    QCOMPARE(desk.stages(0, 5), memory);
}

void TestStudyWindow::goesOnWhileTheDiskIsFull() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.waitUntilSaved();
    QPixmap light;
    QPixmap dark;
    {
        const FullDisk full;
        desk.press(Qt::Key_2);
        QTRY_VERIFY(desk.window->storageBar().isVisible());
        desk.press(Qt::Key_3);
        desk.undo();
        desk.press(Qt::Key_R);
        QCOMPARE(desk.stages(0, 4), std::string("12R?"));
        QVERIFY2(savedText(desk).contains("4"), qPrintable(savedText(desk)));
        QVERIFY(desk.window->storageBar().title().contains("could not be written"));
        QVERIFY(!desk.window->storageBar().text().isEmpty());
        light = desk.window->grab();
        desk.window->display().setTheme(ThemeChoice::Dark);
        dark = desk.window->grab();
        desk.window->display().setTheme(ThemeChoice::Light);
        click(desk.window->storageBar(), "Try again"); // still full
        QTest::qWait(50);
        QVERIFY(desk.window->storageBar().isVisible());
    }
    click(desk.window->storageBar(), "Try again");
    desk.waitUntilSaved();
    save(light, "storage-warning");
    save(dark, "storage-warning-dark");
    QVERIFY(!desk.window->storageBar().isVisible());
    QTRY_VERIFY(savedText(desk).contains("Saved"));
    {
        const FullDisk full;
        desk.press(Qt::Key_1);
        QTRY_VERIFY(desk.window->writer().trouble());
        desk.window->writer().setRetryInterval(20ms);
        click(desk.window->storageBar(), "Try again");
        QTest::qWait(50);
    }
    desk.waitUntilSaved(); // by itself
    desk.reopen();
    QCOMPARE(desk.stages(0, 5), std::string("12R1?"));
}

void TestStudyWindow::asksBeforeLeavingOpenChanges() {
    Desk desk;
    desk.open();
    {
        const FullDisk full;
        desk.press(Qt::Key_2);
        QTRY_VERIFY(desk.window->writer().trouble());
        desk.window->close();
        QTRY_VERIFY(QApplication::activeModalWidget());
        QVERIFY(desk.window->isVisible());
        click(*QApplication::activeModalWidget(), "Cancel");
        QVERIFY(desk.window->isVisible());
        QCOMPARE(desk.stages(0, 1), std::string("2"));
        desk.window->close();
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    click(*QApplication::activeModalWidget(), "Try again"); // there is space again: it leaves
    QTRY_VERIFY(!desk.window->isVisible());
    desk.reopen();
    QCOMPARE(desk.stages(0, 2), std::string("2?"));
}

void TestStudyWindow::goesOnInACopyWhenTheStudyIsGone() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.waitUntilSaved();
    std::filesystem::remove(desk.studyPath);
    desk.press(Qt::Key_2);
    QTRY_VERIFY(desk.window->storageBar().isVisible());
    QVERIFY(desk.window->storageBar().text().contains("moved or deleted"));
    const std::filesystem::path copy = toPath(desk.folder->filePath("elsewhere.hypno"));
    desk.window->saveStudyAs(toQString(copy));
    desk.waitUntilSaved();
    QVERIFY(!desk.window->storageBar().isVisible());
    desk.press(Qt::Key_3);
    desk.restart();
    desk.openFile(copy);
    QCOMPARE(desk.stages(0, 4), std::string("123?"));
    desk.undo();
    desk.waitUntilSaved();
    QCOMPARE(desk.stages(0, 4), std::string("12??"));
}

void TestStudyWindow::comesBackToTheView() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_BracketRight);
    desk.press(Qt::Key_Plus);
    desk.document().setDerivation(desk.document().scoringChoices()[1]);
    desk.window->montage().showOnly({"EEG Pz-Oz"});
    desk.document().setCurrentEpoch(17);
    desk.press(Qt::Key_L);
    desk.document().setCurrentEpoch(50);
    desk.press(Qt::Key_L, Qt::ShiftModifier);
    desk.document().setCurrentEpoch(33);
    desk.waitUntilSaved();
    desk.restart();
    desk.window->display().set(DisplaySettings{}); // another night was looked at meanwhile
    desk.open();
    QCOMPARE(desk.document().currentEpoch(), 33);
    QCOMPARE(desk.document().pageSeconds(), 60.0);
    QCOMPARE(desk.window->display().value().sensitivitySteps, 1);
    QCOMPARE(desk.document().derivation()->name, std::string("EEG Pz-Oz"));
    QCOMPARE(desk.window->montage().shownNames(), (std::vector<std::string>{"EEG Pz-Oz"}));
    QCOMPARE(desk.document().lights(), (LightsTimes{17 * 30.0, 51 * 30.0}));
}

void TestStudyWindow::writesEvidenceAndCopiesForOthers() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.waitUntilSaved();
    QSignalSpy written(&desk.window->exports(), &StudyExports::written);
    const std::filesystem::path bundle = toPath(desk.folder->filePath("night.zip"));
    desk.window->exports().writeEvidence(desk.studyPath, desk.document().activeScoring()->info.id, bundle);
    desk.press(Qt::Key_2); // meanwhile
    QTRY_COMPARE(written.count(), 1);
    QVERIFY(std::filesystem::file_size(bundle) > 1000);
    QVERIFY2(desk.window->messages().text().contains("intact"), qPrintable(desk.window->messages().text()));
    const std::filesystem::path copy = toPath(desk.folder->filePath("copy.edf"));
    desk.window->exports().writeDeidentified(desk.recordingPath, desk.studyPath, copy);
    QTRY_COMPARE(written.count(), 2);
    desk.restart();
    desk.openFile(copy);
    QVERIFY(!desk.document().isReadOnly());
    QCOMPARE(desk.stages(0, 3), std::string("12?"));
    QVERIFY(desk.document().activeScoring()->info.scorer != "anna");
}

QTEST_MAIN(TestStudyWindow)
#include "tst_study_window.moc"
