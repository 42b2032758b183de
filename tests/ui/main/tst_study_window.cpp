#include "tests/ui/support/desk.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/main/header_bar.h"
#include "ui/main/import_dialog.h"
#include "ui/main/night_page.h"
#include "ui/main/scoring_commands.h"
#include "ui/main/start_page.h"
#include "ui/main/study_exports.h"
#include "ui/montage/night_montage.h"
#include "ui/trace/trace_view.h"

#include <QComboBox>
#include <QDir>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimeEdit>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace hypnodesk;
using namespace std::chrono_literals;
using test::buttonIn;
using test::click;
using test::Desk;

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

/// A picture for people to look at, when HYPNODESK_PICTURES names a folder.
void save(const QPixmap& picture, const char* name) {
    const QByteArray folder = qgetenv("HYPNODESK_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(picture.save(QDir(QFile::decodeName(folder)).filePath(QString(name) + ".png")));
}

void picture(const char* name, QWidget& of) {
    if (qEnvironmentVariableIsEmpty("HYPNODESK_PICTURES"))
        return;
    QTest::qWait(100);
    save(of.grab(), name);
}

void flipByte(const std::filesystem::path& path, std::streamoff at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte);
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
    void secondWindowOnlyLooks();
    void signedScoringIsLocked();
    void networkRunsAreNeverEdited();
    void scoringsAreMadeRenamedAndDeleted();
    void importsAsAScoring();
    void importsEventsToo();
    void comparesAndWalks();
    void comesBackToTheView();
    void tellsThatTheRecordingChanged();
    void tellsThatTheSamplesChanged();
    void findsAMovedRecording();
    void keepsStudiesInTheChosenFolder();
    void leavesADamagedStudyAlone();
    void offersWhatAnOlderVersionLeft();
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

void TestStudyWindow::secondWindowOnlyLooks() {
    Desk first;
    first.open();
    first.press(Qt::Key_1);
    first.waitUntilSaved();
    Desk second(first);
    second.open();
    QVERIFY(second.document().isReadOnly());
    QVERIFY(second.window->storageBar().isVisible());
    QVERIFY2(second.window->storageBar().text().contains("anna on sleeplab-2"),
             qPrintable(second.window->storageBar().text()));
    QCOMPARE(second.stages(0, 2), std::string("1?"));
    picture("read-only", *second.window);
    second.press(Qt::Key_2);
    QCOMPARE(second.stages(0, 2), std::string("1?"));
    QCOMPARE(second.document().currentEpoch(), 0); // nothing scored, nothing advanced
    QVERIFY(!second.window->action(ActionId::Score)->isEnabled());
    click(second.window->storageBar(), "Try again");
    QTRY_VERIFY(second.window->isSettled());
    QVERIFY(second.document().isReadOnly());

    first.window.reset();
    click(second.window->storageBar(), "Try again");
    QTRY_VERIFY(!second.document().isReadOnly());
    QTRY_VERIFY(second.window->isSettled());
    QVERIFY(!second.window->storageBar().isVisible());
    second.document().setCurrentEpoch(1);
    second.press(Qt::Key_2);
    QCOMPARE(second.stages(0, 2), std::string("12"));
}

void TestStudyWindow::signedScoringIsLocked() {
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

void TestStudyWindow::networkRunsAreNeverEdited() {
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

void TestStudyWindow::scoringsAreMadeRenamedAndDeleted() {
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

void TestStudyWindow::importsAsAScoring() {
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

void TestStudyWindow::importsEventsToo() {
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

void TestStudyWindow::comparesAndWalks() {
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

void TestStudyWindow::tellsThatTheRecordingChanged() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.restart();
    constexpr std::streamoff kPatientField = 8;
    flipByte(desk.recordingPath, kPatientField);
    desk.open();
    QVERIFY(desk.document().isReadOnly());
    QVERIFY(desk.window->storageBar().isVisible());
    QVERIFY(desk.window->storageBar().title().contains("not the recording"));
    QVERIFY(desk.window->storageBar().text().contains("header"));
    picture("recording-changed", *desk.window);
    desk.press(Qt::Key_3);
    QCOMPARE(desk.stages(0, 2), std::string("1?"));
    click(desk.window->storageBar(), "Use this recording");
    QTRY_VERIFY(!desk.document().isReadOnly());
    QTRY_VERIFY(desk.window->isSettled());
    QCOMPARE(desk.stages(0, 2), std::string("1?"));
    desk.reopen();
    QVERIFY(!desk.document().isReadOnly()); // asked once
}

void TestStudyWindow::tellsThatTheSamplesChanged() {
    Desk desk;
    desk.open();
    QTest::qWait(300); // the digest of the samples is on its way
    desk.waitUntilSaved();
    desk.restart();
    flipByte(desk.recordingPath,
             static_cast<std::streamoff>(std::filesystem::file_size(desk.recordingPath)) / 2);
    desk.open();
    QTRY_VERIFY(desk.window->messages().isVisible());
    QVERIFY(desk.window->messages().title().contains("not those that were scored"));
}

void TestStudyWindow::findsAMovedRecording() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.restart();
    const std::filesystem::path moved = toPath(desk.folder->filePath("moved/renamed.edf"));
    std::filesystem::create_directory(moved.parent_path());
    std::filesystem::rename(desk.recordingPath, moved);
    QSignalSpy failed(desk.window.get(), &MainWindow::openFailed);
    desk.window->openRecording(toQString(desk.studyPath));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(desk.window->startPage().error().reason.contains("night.edf"));
    QVERIFY(buttonIn(desk.window->messages(), "Locate..."));
    // What the button's dialog would choose.
    desk.window->locateRecording(toQString(moved));
    QTRY_VERIFY(desk.document().isOpen());
    QTRY_VERIFY(desk.window->isSettled());
    QVERIFY(!desk.document().isReadOnly());
    QCOMPARE(desk.stages(0, 2), std::string("1?"));
    QVERIFY(!desk.window->messages().isVisible());
    desk.restart();
    desk.openFile(desk.studyPath); // it knows the new place
    QCOMPARE(desk.stages(0, 2), std::string("1?"));
}

void TestStudyWindow::keepsStudiesInTheChosenFolder() {
    Desk desk;
    const QString folder = desk.folder->filePath("studies");
    {
        QSettings settings(desk.folder->filePath("settings.ini"), QSettings::IniFormat);
        settings.setValue("study/folder", folder);
        settings.setValue("study/scorer", "Clara");
    }
    desk.restart();
    desk.open();
    QVERIFY(!std::filesystem::exists(desk.studyPath));
    QCOMPARE(QDir(folder).entryList({"night-*.hypno"}).size(), 1);
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"Clara"}));
}

void TestStudyWindow::leavesADamagedStudyAlone() {
    Desk desk;
    std::ofstream(desk.studyPath) << "this is no study";
    desk.open();
    QVERIFY(desk.document().isReadOnly());
    QVERIFY(desk.window->storageBar().title().contains("night.hypno cannot be used"));
    desk.press(Qt::Key_1);
    QCOMPARE(desk.stages(0, 1), std::string("?"));
    desk.restart();
    std::ifstream file(desk.studyPath);
    std::string text;
    std::getline(file, text);
    QCOMPARE(text, std::string("this is no study"));
}

void TestStudyWindow::offersWhatAnOlderVersionLeft() {
    Desk desk;
    const RecoveryStore store(toPath(desk.folder->filePath("unsaved")));
    std::filesystem::create_directory(toPath(desk.folder->filePath("unsaved")));
    std::ofstream file(store.fileFor(desk.recordingPath));
    file << "# Hypnodesk: stages not saved yet, version 1\n# bytes "
         << std::filesystem::file_size(desk.recordingPath) << "\n# recording x\nepoch,stage,source\n";
    for (int epoch = 1; epoch <= test::kDeskEpochs; ++epoch)
        file << epoch << (epoch < 3 ? ",N3,person\n" : ",?,none\n");
    file.close();
    desk.open();
    QVERIFY(desk.window->messages().isVisible());
    QCOMPARE(desk.stages(0, 2), std::string("??"));
    click(desk.window->messages(), "Import them as a scoring");
    QCOMPARE(desk.stages(0, 3), std::string("33?"));
    QCOMPARE(desk.scoringNames(), (std::vector<std::string>{"anna", "Recovered"}));
    QTRY_VERIFY(desk.window->isSettled()); // the file goes once the stages are in the study
    desk.reopen();
    QVERIFY(!desk.window->files().hasRecovery()); // once
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
