#include "tests/ui/support/desk.h"
#include "ui/events/event_layer.h"
#include "ui/events/event_panel.h"
#include "ui/main/event_commands.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/settings_commands.h"
#include "ui/trace/trace_view.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

EventLayer& layerOf(Desk& desk) {
    return *desk.window->findChild<EventLayer*>();
}

/// Waves of 1 Hz, 120 uV from peak to peak.
void writeSlowNight(const std::filesystem::path& path) {
    EdfFileSpec spec;
    spec.start = {2026, 3, 14, 22, 8, 0.0};
    spec.patient = "X";
    spec.signals = {{"EEG Fpz-Cz", "uV", 100.0}};
    std::vector<float> samples(static_cast<std::size_t>(10 * kEpochSeconds * 100.0));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(60.0 * std::sin(6.2831853 * static_cast<double>(i) / 100.0));
    QVERIFY(writeEdf(path, spec, std::vector<std::vector<float>>{samples}));
}

StudyEvent anEvent(std::int64_t id, double onset) {
    return {id, onset, 1.0, "", "note", "", ScoringId(1)};
}

} // namespace

/// Events in the whole window: keys, study file, list and ruler.
class TestEventCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreFound() {
        const EventList events({anEvent(3, 10.0), anEvent(1, 20.0), anEvent(2, 30.0)});
        QVERIFY(neighbourEvent(events, std::nullopt, 15.0, 1) == 1);
        QVERIFY(neighbourEvent(events, std::nullopt, 15.0, -1) == 3);
        QVERIFY(neighbourEvent(events, 1, 0.0, 1) == 2);
        QVERIFY(neighbourEvent(events, 1, 0.0, -1) == 3);
        QVERIFY(!neighbourEvent(events, 2, 0.0, 1));
        QVERIFY(!neighbourEvent(events, 3, 0.0, -1));
        QVERIFY(!neighbourEvent(events, std::nullopt, 35.0, 1));
        QVERIFY(neighbourEvent(events, std::nullopt, 35.0, -1) == 2);
        QVERIFY(!neighbourEvent({}, std::nullopt, 0.0, 1));
    }

    void eventsOutliveTheProgram() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_E);
        auto* menu = desk.window->findChild<QMenu*>(QString(), Qt::FindChildrenRecursively);
        for (QMenu* one : desk.window->findChildren<QMenu*>())
            if (one->isVisible())
                menu = one;
        QVERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Return); // arousal
        QVERIFY(layerOf(desk).armedKind() == EventKind::Arousal);
        desk.press(Qt::Key_E, Qt::ShiftModifier);
        QCOMPARE(desk.document().events().size(), std::size_t(1));
        desk.press(Qt::Key_Right); // the event moves, the epoch stays
        QCOMPARE(desk.document().currentEpoch(), 0);
        QCOMPARE(desk.document().events().all().front().onsetSeconds, 12.6);
        desk.press(Qt::Key_2); // stages are scored as ever
        QCOMPARE(desk.stages(0, 1), std::string("2"));
        desk.undo();
        const StudyEvent kept = desk.document().events().all().front();
        desk.waitUntilSaved();
        desk.reopen();
        QCOMPARE(desk.document().events().size(), std::size_t(1));
        QCOMPARE(desk.document().events().all().front().onsetSeconds, kept.onsetSeconds);
        QCOMPARE(desk.document().events().all().front().author, kept.author);
        desk.undo();
        QTRY_COMPARE(desk.document().events().all().front().onsetSeconds, 12.5);
        desk.undo();
        QTRY_VERIFY(desk.document().events().isEmpty());
        desk.redo();
        QTRY_COMPARE(desk.document().events().size(), std::size_t(1));
        desk.press(Qt::Key_Right); // nothing is selected: the epoch changes
        QCOMPARE(desk.document().currentEpoch(), 1);
    }

    void aKeyMarksItsKind_data() {
        QTest::addColumn<QString>("map");
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("type");
        const auto row = [](const char* map, const char* tag, Qt::Key key, Qt::KeyboardModifiers modifiers,
                            const char* type) {
            QTest::addRow("%s %s", map, tag) << QString(map) << static_cast<int>(key)
                                             << static_cast<int>(modifiers.toInt()) << QString(type);
        };
        row("Hypnodesk", "Shift+A", Qt::Key_A, Qt::ShiftModifier, "arousal");
        row("Hypnodesk", "Shift+X", Qt::Key_X, Qt::ShiftModifier, "artefact");
        row("Hypnodesk", "Shift+P", Qt::Key_P, Qt::ShiftModifier, "spindle");
        row("Hypnodesk", "Shift+K", Qt::Key_K, Qt::ShiftModifier, "k-complex");
        row("Hypnodesk", "Shift+O", Qt::Key_O, Qt::ShiftModifier, "obstructive apnoea");
        row("Hypnodesk", "Shift+C", Qt::Key_C, Qt::ShiftModifier, "central apnoea");
        row("Hypnodesk", "Shift+M", Qt::Key_M, Qt::ShiftModifier, "mixed apnoea");
        row("Hypnodesk", "Shift+H", Qt::Key_H, Qt::ShiftModifier, "hypopnoea");
        row("SleepTrip", "A", Qt::Key_A, Qt::NoModifier, "arousal");
        row("SleepTrip", "J", Qt::Key_J, Qt::NoModifier, "spindle");
        row("ScoringHero", "F5", Qt::Key_F5, Qt::NoModifier, "k-complex");
        row("ScoringHero", "F10", Qt::Key_F10, Qt::NoModifier, "hypopnoea");
    }

    void aKeyMarksItsKind() {
        QFETCH(QString, map);
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, type);
        Desk desk;
        desk.window->settings().keyMaps().choose(map);
        desk.open();
        desk.press(static_cast<Qt::Key>(key), Qt::KeyboardModifiers::fromInt(modifiers));
        QCOMPARE(desk.document().events().size(), std::size_t(1));
        const StudyEvent marked = desk.document().events().all().front();
        QCOMPARE(QString::fromStdString(marked.type), type);
        QVERIFY(layerOf(desk).selected() == marked.id);
        QCOMPARE(desk.stages(0, 1), std::string("?")); // no stage was given by the way
        desk.undo();
        QVERIFY(desk.document().events().isEmpty());
    }

    void freeTextIsAskedFor() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_T, Qt::ShiftModifier);
        auto* dialog = desk.window->findChild<QInputDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), "turned the lamp on");
        QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(desk.document().events().size(), std::size_t(1));
        QCOMPARE(desk.document().events().all().front().type, std::string("note"));
        QTRY_COMPARE(desk.document().events().all().front().text, std::string("turned the lamp on"));
    }

    void theListLeadsToEvents() {
        Desk desk;
        desk.open();
        StudyEvent late = anEvent(0, 700.0);
        late.type = "arousal";
        desk.document().addEvents({late}, "Add");
        desk.document().setCurrentEpoch(0);
        desk.press(Qt::Key_8, Qt::AltModifier);
        auto* panel = desk.window->findChild<EventPanel*>();
        QTRY_VERIFY(panel->isVisible());
        panel->table().setFocus();
        panel->table().setCurrentIndex(panel->table().model()->index(0, 0));
        QTest::keyClick(&panel->table(), Qt::Key_Return);
        QCOMPARE(desk.document().currentEpoch(), 23);
        QVERIFY(layerOf(desk).selected() == desk.document().events().all().front().id);
        desk.press(Qt::Key_Delete); // the traces have the focus, the event goes and no stage
        QVERIFY(desk.document().events().isEmpty());
        desk.undo();
        desk.document().setCurrentEpoch(0);
        desk.press(Qt::Key_G);
        QCOMPARE(desk.document().currentEpoch(), 23);
    }

    void slowWavesOfTheEpochAreMeasured() {
        Desk desk;
        std::filesystem::remove(desk.recordingPath);
        writeSlowNight(desk.recordingPath);
        desk.open();
        desk.press(Qt::Key_S);
        QVERIFY(layerOf(desk).isRuler());
        desk.document().setCurrentEpoch(3);
        desk.press(Qt::Key_S, Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.document().events().isEmpty(), 10'000);
        const std::size_t found = desk.document().events().size();
        QVERIFY2(found >= 29 && found <= 31, qPrintable(QString::number(found)));
        for (const StudyEvent& one : desk.document().events().all()) {
            QCOMPARE(one.type, std::string("slow wave"));
            QVERIFY(one.onsetSeconds > 89.0 && one.onsetSeconds < 120.0);
        }
        desk.press(Qt::Key_S, Qt::ShiftModifier); // nothing twice
        QTest::qWait(300);
        QCOMPARE(desk.document().events().size(), found);
        desk.undo();
        QVERIFY(desk.document().events().isEmpty());
        desk.press(Qt::Key_Escape);
        QVERIFY(!layerOf(desk).isRuler());
    }
};

QTEST_MAIN(TestEventCommands)
#include "tst_event_commands.moc"
