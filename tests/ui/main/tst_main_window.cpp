#include "core/base/digest.h"
#include "tests/ui/support/desk.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/header_bar.h"
#include "ui/main/import_dialog.h"
#include "ui/main/key_map_dialog.h"
#include "ui/main/night_page.h"
#include "ui/main/start_page.h"
#include "ui/review/epoch_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/trace/trace_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>

#include <fstream>

using namespace hypnodesk;
using namespace std::chrono_literals;
using test::Desk;

namespace {

constexpr int kEpochs = test::kDeskEpochs;

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithAWayToBegin();
    void opensANight();
    void saysWhyANightCannotBeOpened();
    void keepsTheNightWhenAnotherCannotBeOpened();
    void opensDroppedFiles();
    void stageKeys_data();
    void stageKeys();
    void topRowFollowsTheSwitch();
    void numberPadAlwaysAdvances();
    void backspaceClearsAndStepsBack();
    void undoAndRedoByKey();
    void navigationKeys();
    void pageKeys();
    void scoresInTheBackground();
    void scoringShowsProposalsOnTheWay();
    void escapeCancelsScoring();
    void tellsThatScoringFailed();
    void humanStagesSurviveScoring();
    void walksThroughDoubt();
    void enterAcceptsAndTabTakesTheSecond();
    void keysWorkAfterTheMouseUsedAControl();
    void spaceAndTabReachAControlByKeyboard();
    void viewsShareSpanAndCursor();
    void clickInTheNightJumps();
    void channelIsChangeable();
    void remembersSettings();
    void exportsAndImportsHypnograms();
    void neverWritesTheRecording();
    void closesWhileBusy();
    void keyMapListsEveryKey();
    void guiThreadStaysFree();
};

void TestMainWindow::beginsWithAWayToBegin() {
    Desk desk;
    QVERIFY(desk.window->startPage().isVisible());
    QVERIFY(!desk.window->action(ActionId::Score)->isEnabled());
    QVERIFY(!desk.window->action(ActionId::N2)->isEnabled());
    QVERIFY(desk.window->action(ActionId::OpenRecording)->isEnabled());
    desk.press(Qt::Key_2); // no night: nothing happens, nothing breaks
    QVERIFY(!desk.document().isOpen());
}

void TestMainWindow::opensANight() {
    Desk desk;
    desk.open();
    QVERIFY(desk.window->nightPage().isVisible());
    QCOMPARE(desk.document().grid().count, kEpochs);
    QVERIFY(desk.window->windowTitle().startsWith("night.edf"));
    QVERIFY(desk.window->nightPage().epochPanel().facts().oneLine().startsWith("Epoch 1/60 | 22:08:00"));
}

void TestMainWindow::saysWhyANightCannotBeOpened() {
    Desk desk;
    QSignalSpy failed(desk.window.get(), &MainWindow::openFailed);
    desk.window->openRecording("/nowhere/broken.edf");
    QTRY_COMPARE(failed.count(), 1);
    const ErrorText& error = desk.window->startPage().error();
    QVERIFY(desk.window->startPage().isVisible());
    QVERIFY(error.title.contains("broken.edf"));
    QVERIFY(error.reason.contains("header says 0 signals"));
    QVERIFY(!error.advice.isEmpty());
    QVERIFY(!QApplication::activeModalWidget());
}

void TestMainWindow::keepsTheNightWhenAnotherCannotBeOpened() {
    Desk desk;
    desk.open();
    desk.window->openRecording("/nowhere/broken.edf");
    QTRY_VERIFY(desk.window->messages().isVisible());
    QVERIFY(desk.document().isOpen());
    QVERIFY(desk.window->messages().title().contains("broken.edf"));
}

void TestMainWindow::opensDroppedFiles() {
    Desk desk;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(toQString(desk.recordingPath))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desk.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desk.window.get(), &drop);
    QTRY_VERIFY(desk.document().isOpen());
}

void TestMainWindow::stageKeys_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<char>("stage");
    QTest::newRow("W") << int(Qt::Key_W) << 'W';
    QTest::newRow("0") << int(Qt::Key_0) << 'W';
    QTest::newRow("1") << int(Qt::Key_1) << '1';
    QTest::newRow("2") << int(Qt::Key_2) << '2';
    QTest::newRow("3") << int(Qt::Key_3) << '3';
    QTest::newRow("R") << int(Qt::Key_R) << 'R';
    QTest::newRow("4") << int(Qt::Key_4) << 'R';
    QTest::newRow("5") << int(Qt::Key_5) << 'R';
    QTest::newRow("M") << int(Qt::Key_M) << 'M';
    QTest::newRow("A") << int(Qt::Key_A) << 'A';
    QTest::newRow("U") << int(Qt::Key_U) << '?';
    QTest::newRow("?") << int(Qt::Key_Question) << '?';
    QTest::newRow("Delete") << int(Qt::Key_Delete) << '?';
}

void TestMainWindow::stageKeys() {
    QFETCH(int, key);
    QFETCH(char, stage);
    Desk desk;
    desk.open();
    // From another stage, so that clearing can be seen too.
    desk.document().setStage(stage == '2' ? Stage::N3 : Stage::N2);
    desk.press(static_cast<Qt::Key>(key));
    QCOMPARE(desk.stages(0, 1), std::string(1, stage));
    QCOMPARE(desk.document().hypnogram()[0].source, StageSource::Person);
    QCOMPARE(desk.document().currentEpoch(), 1);
}

void TestMainWindow::topRowFollowsTheSwitch() {
    Desk desk;
    desk.window->resize(1600, 800); // wide enough for every control
    desk.open();
    auto* advance = desk.window->nightPage().header().findChild<QCheckBox*>();
    QVERIFY(advance->isChecked());
    QTest::mouseClick(advance, Qt::LeftButton, {}, {8, advance->height() / 2});
    QVERIFY(!advance->isChecked());
    desk.press(Qt::Key_2);
    QCOMPARE(desk.document().currentEpoch(), 0);
    desk.press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(advance->isChecked());
    desk.press(Qt::Key_3);
    QCOMPARE(desk.document().currentEpoch(), 1);
    QCOMPARE(desk.stages(0, 2), std::string("3?"));
}

void TestMainWindow::numberPadAlwaysAdvances() {
    Desk desk;
    desk.open();
    desk.window->display().setAdvance(false);
    for (Qt::Key key : {Qt::Key_0, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5})
        desk.press(key, Qt::KeypadModifier);
    QCOMPARE(desk.stages(0, 7), std::string("W123RR?"));
    QCOMPARE(desk.document().currentEpoch(), 6);
}

void TestMainWindow::backspaceClearsAndStepsBack() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_Left);
    desk.press(Qt::Key_Backspace);
    QCOMPARE(desk.stages(0, 2), std::string("2?"));
    QCOMPARE(desk.document().currentEpoch(), 0);
}

void TestMainWindow::undoAndRedoByKey() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.stages(0, 2), std::string("??"));
    desk.press(Qt::Key_Y, Qt::ControlModifier);
    desk.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.stages(0, 2), std::string("12"));
}

void TestMainWindow::navigationKeys() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_Right);
    desk.press(Qt::Key_Right);
    desk.press(Qt::Key_Left);
    QCOMPARE(desk.document().currentEpoch(), 1);
    desk.press(Qt::Key_End);
    QCOMPARE(desk.document().currentEpoch(), kEpochs - 1);
    desk.press(Qt::Key_PageUp);
    QCOMPARE(desk.document().currentEpoch(), kEpochs - 2);
    desk.press(Qt::Key_Home);
    QCOMPARE(desk.document().currentEpoch(), 0);
    desk.press(Qt::Key_PageDown);
    QCOMPARE(desk.document().currentEpoch(), 1);
    desk.score();
    desk.press(Qt::Key_Home);
    desk.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 5); // W to N1
    desk.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 10);
    desk.press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 5);
}

void TestMainWindow::pageKeys() {
    Desk desk;
    desk.open();
    QCOMPARE(desk.document().pageSeconds(), 30.0);
    desk.press(Qt::Key_BracketRight);
    QCOMPARE(desk.document().pageSeconds(), 60.0);
    desk.press(Qt::Key_BracketLeft);
    desk.press(Qt::Key_BracketLeft);
    QCOMPARE(desk.document().pageSeconds(), 15.0);
    const double before = desk.window->nightPage().traces().settings()[ChannelRole::Eeg].microvoltsPerRow;
    desk.press(Qt::Key_Plus);
    QVERIFY(desk.window->nightPage().traces().settings()[ChannelRole::Eeg].microvoltsPerRow < before);
    desk.press(Qt::Key_Minus, Qt::KeypadModifier);
    QCOMPARE(desk.window->nightPage().traces().settings()[ChannelRole::Eeg].microvoltsPerRow, before);
}

void TestMainWindow::scoresInTheBackground() {
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

void TestMainWindow::scoringShowsProposalsOnTheWay() {
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

void TestMainWindow::escapeCancelsScoring() {
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

void TestMainWindow::tellsThatScoringFailed() {
    Desk desk;
    desk.open();
    desk.plan->fails = true;
    desk.press(Qt::Key_F5);
    QTRY_VERIFY(desk.window->messages().isVisible());
    QVERIFY(desk.window->messages().text().contains("told to fail"));
    QCOMPARE(desk.document().hypnogram().scoredCount(), 0);
    QVERIFY(!QApplication::activeModalWidget());
}

void TestMainWindow::humanStagesSurviveScoring() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_3);
    desk.score();
    QCOMPARE(desk.stages(0, 3), std::string("3WW"));
    QCOMPARE(desk.document().hypnogram()[0].source, StageSource::Person);
}

void TestMainWindow::walksThroughDoubt() {
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

void TestMainWindow::enterAcceptsAndTabTakesTheSecond() {
    Desk desk;
    desk.open();
    desk.score();
    desk.press(Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(desk.document().hypnogram()[0], (EpochScore{Stage::Wake, StageSource::Accepted}));
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.document().hypnogram()[1], (EpochScore{Stage::N1, StageSource::Person}));
    QCOMPARE(desk.document().currentEpoch(), 2);
}

void TestMainWindow::keysWorkAfterTheMouseUsedAControl() {
    Desk desk;
    desk.open();
    auto* larger = desk.window->nightPage().header().findChild<QAbstractButton*>("score");
    QVERIFY(larger);
    QTest::mouseClick(larger, Qt::LeftButton);
    QTRY_VERIFY(desk.document().probabilities() && !desk.window->scoring().isRunning());
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.document().hypnogram()[0].stage, Stage::N1);
    desk.press(Qt::Key_2);
    QCOMPARE(desk.document().hypnogram()[1].stage, Stage::N2);
}

void TestMainWindow::spaceAndTabReachAControlByKeyboard() {
    Desk desk;
    desk.window->resize(1600, 800); // wide enough for every control
    desk.open();
    auto* advance = desk.window->nightPage().header().findChild<QCheckBox*>();
    for (int i = 0; i < 20 && !advance->hasFocus(); ++i)
        desk.press(Qt::Key_F6);
    QVERIFY(advance->hasFocus());
    desk.press(Qt::Key_Space);
    QVERIFY(!advance->isChecked());
    desk.press(Qt::Key_2); // scoring keys work nevertheless
    QCOMPARE(desk.stages(0, 1), std::string("2"));
}

void TestMainWindow::viewsShareSpanAndCursor() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_BracketRight);
    desk.document().setCurrentEpoch(30);
    NightPage& page = desk.window->nightPage();
    QCOMPARE(page.traces().spanFrom(), page.spectrogram().spanFrom());
    QCOMPARE(page.traces().spanTo(), page.spectrogram().spanTo());
    QCOMPARE(page.traces().spanTo() - page.traces().spanFrom(), 60.0);
}

void TestMainWindow::clickInTheNightJumps() {
    Desk desk;
    desk.open();
    NightPanel& night = desk.window->nightPage().night();
    const QPoint place(static_cast<int>(night.xOf(42.5 * kEpochSeconds)), night.height() / 2);
    QWidget* under = night.childAt(place);
    QTest::mouseClick(under ? under : &night, Qt::LeftButton, {},
                      under ? under->mapFrom(&night, place) : place);
    QCOMPARE(desk.document().currentEpoch(), 42);
    desk.press(Qt::Key_Right); // the click left the keys to the window
    QCOMPARE(desk.document().currentEpoch(), 43);
}

void TestMainWindow::channelIsChangeable() {
    Desk desk;
    desk.open();
    QCOMPARE(desk.document().derivation()->name, std::string("EEG Fpz-Cz"));
    auto* channels = desk.window->nightPage().header().findChild<QComboBox*>("channel");
    QVERIFY(channels->count() >= 3); // every EEG, and the EMG for those who know better
    channels->setFocus();
    QTest::keyClick(channels, Qt::Key_Down);
    QCOMPARE(desk.document().derivation()->name, std::string("EEG Pz-Oz"));
    desk.score();
    QCOMPARE(desk.document().probabilities()->derivation, std::string("EEG Pz-Oz"));
}

void TestMainWindow::remembersSettings() {
    Desk desk;
    desk.open();
    desk.window->display().setPageSeconds(120.0);
    desk.window->display().setFilter(FilterPreset::Notch50);
    desk.window->display().setTheme(ThemeChoice::Dark);
    desk.window->display().setAdvance(false);
    desk.restart();
    QCOMPARE(desk.window->display().value().pageSeconds, 120.0);
    QCOMPARE(desk.window->display().value().filter, FilterPreset::Notch50);
    QCOMPARE(desk.window->display().value().theme, ThemeChoice::Dark);
    QVERIFY(!desk.window->display().value().advanceAfterScoring);
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 80);
    desk.window->display().setTheme(ThemeChoice::Light);
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);
}

void TestMainWindow::exportsAndImportsHypnograms() {
    Desk desk;
    desk.open();
    desk.score();
    desk.press(Qt::Key_3);
    const QString path = desk.folder->filePath("night.hypnogram.csv");
    QSignalSpy exported(&desk.window->files(), &HypnogramFiles::exported);
    desk.window->files().exportTo(toPath(path));
    QTRY_COMPARE(exported.count(), 1);
    const Hypnogram written = desk.document().hypnogram();
    desk.press(Qt::Key_1);
    desk.window->importHypnogram(path);
    QTRY_VERIFY(qobject_cast<ImportDialog*>(QApplication::activeModalWidget()));
    auto* dialog = qobject_cast<ImportDialog*>(QApplication::activeModalWidget());
    QVERIFY2(dialog->summary().startsWith("60 epochs of 30 s"), qPrintable(dialog->summary()));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(desk.stages(0, 8), std::string("3WWWW111"));
    QCOMPARE(desk.document().hypnogram().stages(), written.stages());
    QVERIFY(desk.document().probabilities()); // our CSV carries them
}

void TestMainWindow::neverWritesTheRecording() {
    Desk desk;
    const std::filesystem::path link = toPath(desk.folder->filePath("link.edf"));
    std::filesystem::create_symlink(desk.recordingPath, link);
    const std::string before = sha256HexOfFile(desk.recordingPath).value();
    desk.open();
    desk.score();
    desk.press(Qt::Key_2);
    QSignalSpy failed(&desk.window->files(), &HypnogramFiles::exportFailed);
    desk.window->files().exportTo(link); // the same file by another name
    QCOMPARE(failed.count(), 1);
    desk.window->files().exportTo(desk.recordingPath, "csv");
    QCOMPARE(failed.count(), 2);
    desk.window->files().exportTo(toPath(desk.folder->filePath("no/such/folder/x.csv")));
    QTRY_COMPARE(failed.count(), 3);
    QVERIFY(desk.window->messages().isVisible());
    desk.restart();
    QCOMPARE(sha256HexOfFile(desk.recordingPath).value(), before);
}

void TestMainWindow::closesWhileBusy() {
    Desk desk;
    desk.open();
    desk.plan->pause = 20ms;
    desk.plan->steps = 1000;
    desk.press(Qt::Key_F5);
    QTRY_VERIFY(desk.document().isPreviewing());
    QElapsedTimer timer;
    timer.start();
    desk.window.reset();
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(desk.plan->sawCancel);
}

void TestMainWindow::keyMapListsEveryKey() {
    Desk desk;
    desk.press(Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
    QDialog* map = nullptr;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (widget->isVisible() && widget->inherits("hypnodesk::KeyMapDialog"))
            map = qobject_cast<QDialog*>(widget);
    QVERIFY(map);
    const QStringList lines = qobject_cast<KeyMapDialog*>(map)->shownLines();
    for (const ActionSpec& spec : actionSpecs())
        QVERIFY2(lines.contains(plainActionText(spec) + ": " + keyText(spec)), spec.text);
    map->close();
}

void TestMainWindow::guiThreadStaysFree() {
    Desk desk;
    desk.open();
    desk.score();
    // Paging with everything painted; the budget is one frame, the bound leaves room for a busy machine.
    QElapsedTimer timer;
    qint64 longest = 0;
    for (int i = 0; i < 40; ++i) {
        timer.start();
        desk.press(Qt::Key_Right);
        QCoreApplication::processEvents();
        longest = std::max(longest, timer.elapsed());
    }
    qInfo("longest page flip %lld ms", static_cast<long long>(longest));
    QVERIFY2(longest < 250, qPrintable(QString::number(longest)));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
