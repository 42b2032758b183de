#include "tests/ui/support/desk.h"
#include "tests/ui/support/pictures.h"
#include "ui/main/start_page.h"

#include <QDir>
#include <QSignalSpy>

#include <filesystem>
#include <fstream>

using namespace hypnodesk;
using test::buttonIn;
using test::click;
using test::Desk;
using test::picture;

namespace {

void flipByte(const std::filesystem::path& path, std::streamoff at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte);
}

} // namespace

/// What the window says about a study and a recording that are not as they were, or are held by another.
class TestStudyOpeningWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secondWindowOnlyLooks();
    void tellsThatTheRecordingChanged();
    void tellsThatTheSamplesChanged();
    void findsAMovedRecording();
    void keepsStudiesInTheChosenFolder();
    void leavesADamagedStudyAlone();
    void offersWhatAnOlderVersionLeft();
};

void TestStudyOpeningWindow::secondWindowOnlyLooks() {
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

void TestStudyOpeningWindow::tellsThatTheRecordingChanged() {
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

void TestStudyOpeningWindow::tellsThatTheSamplesChanged() {
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

void TestStudyOpeningWindow::findsAMovedRecording() {
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

void TestStudyOpeningWindow::keepsStudiesInTheChosenFolder() {
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

void TestStudyOpeningWindow::leavesADamagedStudyAlone() {
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

void TestStudyOpeningWindow::offersWhatAnOlderVersionLeft() {
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

QTEST_MAIN(TestStudyOpeningWindow)
#include "tst_study_opening_window.moc"
