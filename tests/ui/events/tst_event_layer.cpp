#include "tests/ui/support/fake_recording.h"
#include "ui/events/event_layer.h"
#include "ui/plot/plot_canvas.h"
#include "ui/trace/trace_view.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace hypnodesk;

namespace {

/// The first page of a night over traces, with a layer; 10 epochs, EEG, EEG, EMG.
struct Scene {
    StudyDocument document;
    TraceView view;
    EventLayer* layer = new EventLayer(view, document);

    Scene() {
        document.setScorer("anna");
        document.open(test::fakeNight(10), {});
        view.setTheme(Theme::light());
        view.setSource(
            document.recording(),
            {{0, std::nullopt, "Fpz-Cz"}, {1, std::nullopt, "Pz-Oz"}, {2, std::nullopt, "EMG chin"}});
        view.setSpan(0.0, 30.0);
        QObject::connect(&document, &StudyDocument::spanChanged, &view,
                         [this] { view.setSpan(document.span().begin, document.span().end); });
        view.resize(900, 420);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
        view.activateWindow();
        (void)QTest::qWaitForWindowActive(&view);
        settle();
    }

    void settle() {
        view.canvas().replot();
        QCoreApplication::processEvents();
    }

    QPoint at(double seconds, int row) const {
        const TraceGeometry where = layer->geometry();
        return QPoint(qRound(where.xOf(seconds)), qRound(view.rowArea(row).center().y()));
    }

    void drag(double from, double to, int row, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* canvas = &view.canvas();
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, at(from, row));
        QTest::mouseMove(canvas, at((from + to) / 2.0, row));
        QTest::mouseMove(canvas, at(to, row));
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, at(to, row));
    }

    void click(double seconds, int row) {
        QTest::mouseClick(&view.canvas(), Qt::LeftButton, {}, at(seconds, row));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }

    const StudyEvent& only() const {
        Q_ASSERT(document.events().size() == 1);
        return document.events().all().front();
    }
    /// One pixel.
    double tolerance() const { return 30.0 / view.tracesArea().width() * 1.01; }
};

} // namespace

#define COMPARE_SECONDS(scene, actual, expected)                                                             \
    QVERIFY2(std::abs((actual) - (expected)) <= 2.0 * (scene).tolerance(),                                   \
             qPrintable(QString::number(actual)))

/// Events over the traces, by mouse and by keys.
class TestEventLayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void draggingMarksAnEvent() {
        Scene scene;
        QSignalSpy clicked(&scene.view, &TraceView::clickedAt);
        scene.drag(10.0, 14.0, 1); // no kind in hand
        QVERIFY(scene.document.events().isEmpty());
        QCOMPARE(clicked.size(), 1);
        scene.layer->arm(EventKind::Arousal);
        scene.drag(10.0, 14.0, 1);
        QCOMPARE(scene.document.events().size(), std::size_t(1));
        COMPARE_SECONDS(scene, scene.only().onsetSeconds, 10.0);
        COMPARE_SECONDS(scene, scene.only().durationSeconds, 4.0);
        QCOMPARE(scene.only().channel, std::string("Pz-Oz"));
        QCOMPARE(scene.only().type, std::string("arousal"));
        QCOMPARE(scene.only().author, std::string("anna"));
        QVERIFY(scene.layer->selected() == scene.only().id);
        QCOMPARE(clicked.size(), 1);
        scene.drag(22.0, 20.0, 0, Qt::ShiftModifier); // backwards, and on all rows
        QCOMPARE(scene.document.events().size(), std::size_t(2));
        const StudyEvent& second = scene.document.events().all().back();
        COMPARE_SECONDS(scene, second.onsetSeconds, 20.0);
        QVERIFY(second.channel.empty());
        scene.document.undo();
        scene.document.undo();
        QVERIFY(scene.document.events().isEmpty());
        QVERIFY(!scene.layer->selected());
    }

    void aClickWithAKindInHandGoesThereStill() {
        Scene scene;
        QSignalSpy clicked(&scene.view, &TraceView::clickedAt);
        scene.layer->arm(EventKind::Spindle);
        scene.click(5.0, 0);
        QCOMPARE(clicked.size(), 1);
        QVERIFY(scene.document.events().isEmpty());
    }

    void eventsAreMovedAndResized() {
        Scene scene;
        scene.layer->arm(EventKind::Arousal);
        scene.drag(10.0, 14.0, 0);
        scene.layer->arm(std::nullopt);
        scene.drag(12.0, 17.0, 0);
        COMPARE_SECONDS(scene, scene.only().onsetSeconds, 15.0);
        COMPARE_SECONDS(scene, scene.only().durationSeconds, 4.0);
        scene.drag(19.0, 21.0, 0);
        COMPARE_SECONDS(scene, scene.only().onsetSeconds, 15.0);
        COMPARE_SECONDS(scene, scene.only().durationSeconds, 6.0);
        scene.drag(15.0, 18.0, 0);
        COMPARE_SECONDS(scene, scene.only().onsetSeconds, 18.0);
        COMPARE_SECONDS(scene, scene.only().durationSeconds, 3.0);
        QVERIFY(scene.document.undoTexts().undo->starts_with("Resize"));
        for (int step = 0; step < 3; ++step)
            scene.document.undo();
        COMPARE_SECONDS(scene, scene.only().onsetSeconds, 10.0);
    }

    void escapeEndsADragWithoutAnEvent() {
        Scene scene;
        scene.layer->arm(EventKind::Arousal);
        QWidget* canvas = &scene.view.canvas();
        QTest::mousePress(canvas, Qt::LeftButton, {}, scene.at(5.0, 0));
        QTest::mouseMove(canvas, scene.at(9.0, 0));
        scene.key(Qt::Key_Escape);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, scene.at(9.0, 0));
        QVERIFY(scene.document.events().isEmpty());
        QVERIFY(scene.layer->armedKind());
        scene.key(Qt::Key_Escape);
        QVERIFY(!scene.layer->armedKind());
    }

    void theCursorSaysWhatADragWouldDo() {
        Scene scene;
        scene.layer->arm(EventKind::Arousal);
        QTest::mouseMove(&scene.view.canvas(), scene.at(5.0, 0));
        QCOMPARE(scene.view.canvas().cursor().shape(), Qt::CrossCursor);
        scene.drag(10.0, 14.0, 0);
        QTest::mouseMove(&scene.view.canvas(), scene.at(12.0, 0));
        QCOMPARE(scene.view.canvas().cursor().shape(), Qt::SizeAllCursor);
        QTest::mouseMove(&scene.view.canvas(), scene.at(14.0, 0));
        QCOMPARE(scene.view.canvas().cursor().shape(), Qt::SizeHorCursor);
        scene.layer->arm(std::nullopt);
        QTest::mouseMove(&scene.view.canvas(), scene.at(25.0, 0));
        QCOMPARE(scene.view.canvas().cursor().shape(), Qt::ArrowCursor);
    }

    void keysMoveResizeAndRemove() {
        Scene scene;
        scene.layer->arm(EventKind::Arousal);
        scene.layer->arm(std::nullopt);
        scene.layer->place();
        QCOMPARE(scene.document.events().size(), std::size_t(1));
        QCOMPARE(scene.only().onsetSeconds, 12.5); // 5 s in the middle of the epoch
        QCOMPARE(scene.only().durationSeconds, 5.0);
        QCOMPARE(scene.only().channel, std::string("Fpz-Cz"));
        scene.key(Qt::Key_Right);
        QCOMPARE(scene.only().onsetSeconds, 12.6);
        scene.key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(scene.only().onsetSeconds, 11.6);
        scene.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(scene.only().durationSeconds, 5.1);
        scene.key(Qt::Key_Down);
        QCOMPARE(scene.only().channel, std::string("Pz-Oz"));
        scene.key(Qt::Key_Up);
        scene.key(Qt::Key_Up);
        QCOMPARE(scene.only().channel, std::string("Fpz-Cz"));
        scene.key(Qt::Key_Delete);
        QVERIFY(scene.document.events().isEmpty());
        scene.document.undo();
        QCOMPARE(scene.only().onsetSeconds, 11.6);
    }

    void keysBelongToTheWindowWhileNothingIsSelected() {
        Scene scene;
        const auto overridden = [&](Qt::Key key) {
            QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
            event.ignore();
            QCoreApplication::sendEvent(&scene.view, &event);
            return event.isAccepted();
        };
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Left, Qt::Key_Return, Qt::Key_Escape})
            QVERIFY(!overridden(key));
        scene.layer->place();
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Left, Qt::Key_Return, Qt::Key_Escape})
            QVERIFY(overridden(key));
        QVERIFY(!overridden(Qt::Key_W)); // stages are scored as ever
        scene.key(Qt::Key_Escape);
        QVERIFY(!scene.layer->selected());
        QVERIFY(!overridden(Qt::Key_Delete));
    }

    void enterEditsTheText() {
        Scene scene;
        scene.layer->place();
        scene.key(Qt::Key_Return);
        auto* dialog = scene.view.findChild<QInputDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->setTextValue("snoring wife");
        QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(scene.only().text, std::string("snoring wife"));
        scene.document.undo();
        QVERIFY(scene.only().text.empty());
    }

    void theChooserOffersAllKinds() {
        Scene scene;
        QSignalSpy armed(scene.layer, &EventLayer::armedChanged);
        scene.layer->chooseKind();
        auto* menu = scene.view.findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(menu->actions().size(), int(kEventKindCount));
        QCOMPARE(menu->activeAction(), menu->actions().front()); // the kind used last
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(armed.size(), 1);
        QVERIFY(scene.layer->armedKind() == EventKind::Spindle);
    }

    void theRulerMeasuresOnEegRows() {
        Scene scene;
        scene.layer->setRuler(true);
        QVERIFY(scene.layer->isRuler());
        scene.drag(10.0, 11.0, 2); // EMG
        QVERIFY(scene.document.events().isEmpty());
        scene.drag(10.0, 11.5, 0);
        QCOMPARE(scene.only().type, std::string("slow wave"));
        // 40 uV sines of 2 Hz, high-passed at 0.3 Hz: 80 uV from peak to peak.
        const QString text = QString::fromStdString(scene.only().text);
        QVERIFY2(text.endsWith(" µV"), qPrintable(text));
        QVERIFY2(std::abs(text.split(' ').front().toInt() - 80) <= 3, qPrintable(text));
        scene.layer->setRuler(false);
        QVERIFY(!scene.layer->armedKind());
    }

    void whatCameWithTheRecordingStays() {
        class Annotated : public test::FakeRecording {
        public:
            Annotated() : FakeRecording({"EEG C4-M1"}, 300.0) {
                m_annotations = {{12.0, 4.0, "Arousal@@EEG C4-M1"}};
            }
        };
        Scene scene;
        scene.document.open(std::make_shared<Annotated>(), {});
        scene.view.setSource(scene.document.recording(), {{0, std::nullopt, "C4"}});
        scene.view.setSpan(0.0, 30.0);
        scene.settle();
        QSignalSpy hint(scene.layer, &EventLayer::hint);
        scene.drag(14.0, 20.0, 0);
        QCOMPARE(scene.only().onsetSeconds, 12.0);
        QVERIFY(scene.layer->selected() == -1);
        hint.clear();
        scene.key(Qt::Key_Delete);
        QCOMPARE(hint.size(), 1);
        QCOMPARE(scene.document.events().size(), std::size_t(1));
    }

    void tenThousandEventsFollowTheMouse() {
        Scene scene;
        std::vector<StudyEvent> events(10'000);
        for (std::size_t i = 0; i < events.size(); ++i)
            events[i] = {0, 0.03 * static_cast<double>(i), 0.02, "Fpz-Cz", "spindle", "", std::nullopt};
        scene.document.addEvents(events, "Many");
        scene.view.setSpan(0.0, 300.0); // all of them at once
        scene.settle();
        scene.layer->arm(EventKind::Arousal);
        QTest::mousePress(&scene.view.canvas(), Qt::LeftButton, {}, QPoint(300, 20));
        QElapsedTimer timer;
        timer.start();
        constexpr int kMoves = 20;
        for (int move = 0; move < kMoves; ++move)
            QTest::mouseMove(&scene.view.canvas(), QPoint(310 + 5 * move, 20));
        const double all = static_cast<double>(timer.nsecsElapsed()) / 1e6 / kMoves;
        scene.key(Qt::Key_Escape);
        QTest::mouseRelease(&scene.view.canvas(), Qt::LeftButton, {}, QPoint(410, 20));
        scene.view.setSpan(0.0, 30.0);
        scene.settle();
        timer.restart();
        for (int move = 0; move < kMoves; ++move)
            scene.view.canvas().replotLayer("events");
        const double page = static_cast<double>(timer.nsecsElapsed()) / 1e6 / kMoves;
        qInfo("a move over 10,000 events: %.2f ms; a page of 1,000: %.2f ms", all, page);
        QVERIFY(all < 200.0);
        QVERIFY(page < 100.0);
    }

    void pictures() {
        // Only painted, to be looked at: HYPNODESK_PICTURES names a folder.
        const QString folder = qEnvironmentVariable("HYPNODESK_PICTURES");
        for (const bool dark : {false, true}) {
            Scene scene;
            scene.view.setTheme(dark ? Theme::darkTheme() : Theme::light());
            std::vector<StudyEvent> events;
            const char* rows[] = {"Fpz-Cz", "Pz-Oz", "EMG chin"};
            for (std::size_t i = 0; i < kEventKindCount; ++i)
                events.push_back({0, 1.0 + 2.0 * static_cast<double>(i), 1.5, rows[i % 3],
                                  std::string(eventKinds()[i].name), "spoke", std::nullopt});
            events.push_back({0, 12.0, 9.0, "", "artefact", "", std::nullopt});
            scene.document.addEvents(events, "Kinds");
            scene.layer->setRuler(true);
            scene.drag(24.0, 25.2, 0);
            scene.settle();
            const QImage picture = scene.view.grab().toImage();
            QVERIFY(!picture.isNull());
            if (!folder.isEmpty())
                QVERIFY(
                    picture.save(QStringLiteral("%1/events_%2.png").arg(folder, dark ? "dark" : "light")));
            // The band of the first event is tinted, and the row beside it is not.
            const auto colourAt = [&](double seconds, int row) {
                return picture.pixelColor(qRound(scene.view.xOf(seconds)),
                                          qRound(scene.view.rowArea(row).bottom()) - 3);
            };
            QVERIFY(colourAt(1.75, 0) != colourAt(0.5, 0));
        }
    }
};

QTEST_MAIN(TestEventLayer)
#include "tst_event_layer.moc"
