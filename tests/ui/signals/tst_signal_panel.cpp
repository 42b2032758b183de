#include "tests/ui/support/desk.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/signals/signal_panel.h"

#include <QDockWidget>
#include <QLabel>
#include <QTreeWidget>

#include <random>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

/// C4-M1 flat for most of the night, C3-M2 as it should be.
void writeDisconnected(const std::filesystem::path& path) {
    constexpr double kRateHz = 100.0;
    EdfFileSpec spec;
    spec.start = {2026, 3, 14, 22, 8, 0.0};
    spec.patient = "X";
    std::vector<std::vector<float>> signals(2);
    std::mt19937 random(1);
    std::normal_distribution<float> noise;
    for (const char* label : {"EEG C4-M1", "EEG C3-M2"})
        spec.signals.push_back({label, "uV", kRateHz});
    float slow = 0.0f;
    for (int i = 0; i < 40 * 30 * 100; ++i) {
        slow += 0.05f * (noise(random) * 100.0f - slow);
        signals[0].push_back(i < 10 * 30 * 100 ? slow : 0.0f);
        signals[1].push_back(slow);
    }
    QVERIFY(writeEdf(path, spec, signals));
}

SignalPanel& panelOf(Desk& desk) {
    return *desk.window->findChild<SignalPanel*>();
}

QString cell(SignalPanel& panel, int row, int column) {
    return panel.findChild<QTreeWidget*>()->topLevelItem(row)->text(column);
}

} // namespace

class TestSignalPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDisconnectedChannelIsToldWithTheWayOut() {
        Desk desk;
        const auto path = toPath(desk.folder->filePath("disconnected.edf"));
        writeDisconnected(path);
        desk.openFile(path);
        QCOMPARE(desk.document().derivation()->name, std::string("EEG C4-M1"));
        QCOMPARE(desk.window->messages().title(), QString("Do not trust EEG C4-M1."));
        QVERIFY(desk.window->messages().text().contains("flat in 75 % of the night"));

        click(desk.window->messages(), "Score on EEG C3-M2 instead");
        QCOMPARE(desk.document().derivation()->name, std::string("EEG C3-M2"));
        QVERIFY(!desk.window->messages().isVisible());
    }

    void scoringOnItWarnsAgainButGoesOn() {
        Desk desk;
        const auto path = toPath(desk.folder->filePath("disconnected.edf"));
        writeDisconnected(path);
        desk.openFile(path);
        desk.window->messages().dismiss();
        desk.score();
        QCOMPARE(desk.window->messages().title(), QString("Do not trust EEG C4-M1."));
    }

    void tooFewSamplesAreToldBeforeScoring() {
        Desk desk;
        writeSmallNight(desk.recordingPath, kDeskEpochs, 40.0);
        desk.open();
        QCOMPARE(desk.window->messages().title(), QString("Do not trust EEG Fpz-Cz."));
        QVERIFY(desk.window->messages().text().contains("only 40 samples a second"));
        QVERIFY(buttonIn(desk.window->messages(), "Show the signals"));
        QVERIFY(!buttonIn(desk.window->messages(), "Score on EMG chin instead")); // no EEG
    }

    void whatEveryEegLacksIsToldInThePanelAlone() {
        Desk desk;
        writeSmallNight(desk.recordingPath, kDeskEpochs, 50.0);
        desk.open();
        QVERIFY(!desk.window->messages().isVisible());
        desk.press(Qt::Key_3, Qt::AltModifier);
        QCOMPARE(cell(panelOf(desk), 0, 2), QString("doubtful"));
        QVERIFY(cell(panelOf(desk), 0, 4).contains("only 50 samples a second"));
    }

    void thePanelListsTheWorstFirst() {
        Desk desk;
        const auto path = toPath(desk.folder->filePath("disconnected.edf"));
        writeDisconnected(path);
        desk.openFile(path);
        desk.press(Qt::Key_3, Qt::AltModifier);
        SignalPanel& panel = panelOf(desk);
        QVERIFY(panel.isVisible());
        QCOMPARE(cell(panel, 0, 0), QString("EEG C4-M1"));
        QCOMPARE(cell(panel, 0, 2), QString("do not trust"));
        QCOMPARE(cell(panel, 0, 3), QString("75 %"));
        QCOMPARE(cell(panel, 1, 2), QString("use"));
        QVERIFY(panel.findChild<QLabel*>()->text().contains("No chin EMG"));
        click(panel, "Score on EEG C3-M2 instead");
        QCOMPARE(desk.document().derivation()->name, std::string("EEG C3-M2"));
        QVERIFY(!buttonIn(panel, "Score on EEG C3-M2 instead"));
    }

    void aGoodNightSaysNothing() {
        Desk desk;
        desk.open();
        QVERIFY(!desk.window->messages().isVisible());
        // The "chin EMG" of this night is a slow sine.
        QCOMPARE(cell(panelOf(desk), 0, 0), QString("EMG chin"));
        for (int row : {1, 2})
            QCOMPARE(cell(panelOf(desk), row, 2), QString("use"));
    }
};

QTEST_MAIN(TestSignalPanel)
#include "tst_signal_panel.moc"
