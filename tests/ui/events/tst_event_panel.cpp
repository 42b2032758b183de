#include "tests/ui/support/fake_recording.h"
#include "ui/events/event_panel.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hypnodesk;

namespace {

StudyEvent anEvent(double onset, double duration, EventKind kind, const std::string& channel = "C4-M1",
                 const std::string& text = {}) {
    return {0, onset, duration, channel, std::string(eventKindName(kind)), text, std::nullopt};
}

struct Scene {
    StudyDocument document;
    EventPanel panel{document};

    explicit Scene(int epochs = 10) {
        document.setScorer("anna");
        document.open(test::fakeNight(epochs), {});
        panel.resize(560, 400);
        panel.show();
        (void)QTest::qWaitForWindowExposed(&panel);
    }

    void fill() {
        document.addEvents({anEvent(95.0, 3.0, EventKind::Arousal),
                            anEvent(5.0, 1.0, EventKind::Spindle, "C4-M1"),
                            anEvent(40.0, 12.0, EventKind::CentralApnoea, "Flow", "after turning"),
                            anEvent(70.0, 4.0, EventKind::Arousal, "", "loud noise")},
                           "Four");
    }

    QStringList column(int column) const {
        QStringList texts;
        const QAbstractItemModel* model = const_cast<EventPanel&>(panel).table().model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts << model->index(row, column).data().toString();
        return texts;
    }
};

} // namespace

/// The list of events: order, filters, keys, counts, and ten thousand of them.
class TestEventPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsSayWhatIsWhere() {
        Scene scene;
        scene.fill();
        QCOMPARE(scene.column(EventTable::Time),
                 (QStringList{"22:08:05", "22:08:40", "22:09:10", "22:09:35"}));
        QCOMPARE(scene.column(EventTable::Epoch), (QStringList{"1", "2", "3", "4"}));
        QCOMPARE(scene.column(EventTable::Kind),
                 (QStringList{"Spindle", "Central apnoea", "Arousal", "Arousal"}));
        QCOMPARE(scene.column(EventTable::Channel), (QStringList{"C4-M1", "Flow", "all", "C4-M1"}));
        QCOMPARE(scene.column(EventTable::Author), (QStringList{"anna", "anna", "anna", "anna"}));
        scene.document.undo();
        QVERIFY(scene.column(EventTable::Time).isEmpty());
    }

    void headsSort() {
        Scene scene;
        scene.fill();
        QHeaderView* head = scene.panel.table().horizontalHeader();
        const auto press = [&](int column) {
            QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                              QPoint(head->sectionViewportPosition(column) + 5, head->height() / 2));
        };
        press(EventTable::Duration);
        QCOMPARE(scene.column(EventTable::Duration), (QStringList{"1.0 s", "3.0 s", "4.0 s", "12.0 s"}));
        press(EventTable::Duration);
        QCOMPARE(scene.column(EventTable::Duration), (QStringList{"12.0 s", "4.0 s", "3.0 s", "1.0 s"}));
        press(EventTable::Kind);
        QCOMPARE(scene.column(EventTable::Kind),
                 (QStringList{"Arousal", "Arousal", "Central apnoea", "Spindle"}));
        QCOMPARE(scene.column(EventTable::Epoch), (QStringList{"3", "4", "2", "1"}));
    }

    void kindsAndWordsFilter() {
        Scene scene;
        scene.fill();
        QTest::keyClicks(&scene.panel.search(), "TURN");
        QCOMPARE(scene.column(EventTable::Kind), QStringList{"Central apnoea"});
        scene.panel.search().clear();
        scene.panel.kinds().setCurrentIndex(1 + int(EventKind::Arousal));
        QCOMPARE(scene.column(EventTable::Epoch), (QStringList{"3", "4"}));
        QTest::keyClicks(&scene.panel.search(), "noise");
        QCOMPARE(scene.column(EventTable::Epoch), QStringList{"3"});
        QVERIFY(scene.panel.summary().startsWith("1 of 4 events"));
    }

    void countsComeWithIndicesOrNotScored() {
        Scene scene;
        scene.fill();
        const auto itemOf = [&](EventKind kind) { return scene.panel.kinds().itemText(1 + int(kind)); };
        QCOMPARE(itemOf(EventKind::Arousal), QString("Arousal: 2, no sleep"));
        QCOMPARE(itemOf(EventKind::LimbMovement), QString("Limb movement: not scored"));
        for (int epoch = 2; epoch < 8; ++epoch) { // 3 min of sleep, both arousals in it
            scene.document.setCurrentEpoch(epoch);
            scene.document.setStage(Stage::N2);
        }
        QCOMPARE(itemOf(EventKind::Arousal), QString("Arousal: 2, 40.0 per hour of sleep"));
        QCOMPARE(itemOf(EventKind::CentralApnoea), QString("Central apnoea: 1, 0.0 per hour of sleep"));
        QVERIFY(scene.panel.summary().contains("Arousals: 2, 40.0 per hour"));
    }

    void enterGoesThere() {
        Scene scene;
        scene.fill();
        QSignalSpy activated(&scene.panel, &EventPanel::activated);
        scene.panel.table().setFocus();
        scene.panel.table().setCurrentIndex(scene.panel.table().model()->index(2, 0));
        QTest::keyClick(&scene.panel.table(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toLongLong(), 4);
    }

    void deleteRemovesTheSelectionInOneStep() {
        Scene scene;
        scene.fill();
        QTableView& table = scene.panel.table();
        table.setCurrentIndex(table.model()->index(1, 0));
        QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&table, Qt::Key_Delete);
        QCOMPARE(scene.column(EventTable::Epoch), (QStringList{"1", "4"}));
        QVERIFY(table.currentIndex().isValid()); // the next one can follow
        QVERIFY(scene.document.undoTexts().undo->find('2') != std::string::npos);
        scene.document.undo();
        QCOMPARE(scene.column(EventTable::Epoch).size(), 4);
    }

    void theSelectionStaysWithItsEvent() {
        Scene scene;
        scene.fill();
        scene.panel.showSelected(4);
        QCOMPARE(scene.panel.table().currentIndex().row(), 2);
        StudyEvent moved = *scene.document.events().find(4);
        moved.onsetSeconds = 0.0;
        scene.document.changeEvents({moved}, "Move");
        QCOMPARE(scene.panel.table().currentIndex().row(), 0);
    }

    void aHiddenListCostsNothing() {
        Scene scene;
        scene.panel.hide();
        scene.fill();
        QVERIFY(scene.column(EventTable::Time).isEmpty());
        scene.panel.show();
        QCOMPARE(scene.column(EventTable::Time).size(), 4);
    }

    void tenThousandEvents() {
        Scene scene(1000);
        std::vector<StudyEvent> events;
        for (int i = 0; i < 10'000; ++i)
            events.push_back(anEvent(3.0 * i, 1.0, eventKinds()[std::size_t(i) % kEventKindCount].kind, "C4-M1",
                                   i % 100 == 0 ? "hundredth" : ""));
        QElapsedTimer timer;
        const auto measured = [&](const char* what, auto&& action) {
            timer.restart();
            action();
            QCoreApplication::processEvents();
            const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            qInfo("10,000 events, %s: %.1f ms", what, milliseconds);
            return milliseconds;
        };
        QVERIFY(measured("added", [&] { scene.document.addEvents(events, "Many"); }) < 1000.0);
        // Generous: other programs share this machine.
        QVERIFY(measured("one more", [&] {
                    scene.document.addEvents({anEvent(50.5, 1.0, EventKind::Note)}, "One");
                }) < 200.0);
        QVERIFY(measured("searched", [&] { scene.panel.search().setText("hundredth"); }) < 500.0);
        QCOMPARE(scene.column(EventTable::Time).size(), 100);
        scene.panel.search().clear();
        QVERIFY(measured("sorted by kind", [&] {
                    scene.panel.table().sortByColumn(EventTable::Kind, Qt::DescendingOrder);
                }) < 500.0);
        QVERIFY(measured("scrolled", [&] { scene.panel.table().scrollToBottom(); }) < 200.0);
        const QString folder = qEnvironmentVariable("HYPNODESK_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(scene.panel.grab().save(folder + "/event_panel.png"));
    }
};

QTEST_MAIN(TestEventPanel)
#include "tst_event_panel.moc"
