#include "core/base/digest.h"
#include "tests/ui/support/desk.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/header_bar.h"
#include "ui/main/import_dialog.h"
#include "ui/main/key_map_dialog.h"
#include "ui/main/night_page.h"
#include "ui/main/start_page.h"
#include "ui/main/study_exports.h"
#include "ui/review/epoch_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>

#include <filesystem>

using namespace hypnodesk;
using namespace std::chrono_literals;
using test::Desk;

namespace {

constexpr int kEpochs = test::kDeskEpochs;

} // namespace

/// A night in the window: opened, looked at, taken elsewhere, closed.
class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithAWayToBegin();
    void opensANight();
    void saysWhyANightCannotBeOpened();
    void keepsTheNightWhenAnotherCannotBeOpened();
    void opensDroppedFiles();
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
