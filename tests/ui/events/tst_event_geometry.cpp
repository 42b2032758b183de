#include "ui/events/event_geometry.h"

#include <QTest>

using namespace hypnodesk;

namespace {

/// Two rows of 100 pixels over 30 s, 10 pixels a second.
TraceGeometry twoRows() {
    TraceGeometry geometry;
    geometry.plot = QRectF(50, 0, 300, 200);
    geometry.from = 0.0;
    geometry.to = 30.0;
    geometry.rows = {{0, 1, "C4-M1"}, {2, std::nullopt, "EMG"}};
    geometry.rowAreas = {QRectF(50, 0, 300, 100), QRectF(50, 100, 300, 100)};
    geometry.labels = {"C4", "EMG chin"};
    return geometry;
}

StudyEvent anEvent(std::int64_t id, double onset, double duration, const std::string& channel) {
    return {id, onset, duration, channel, "arousal", "", ScoringId(1)};
}

} // namespace

/// Where events lie over the traces, and which part of which is under the mouse.
class TestEventGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxesLieOnTheirRow() {
        const TraceGeometry where = twoRows();
        QCOMPARE(eventBox(where, anEvent(1, 10.0, 3.0, "EMG")), QRectF(150, 100, 30, 100));
        QCOMPARE(eventBox(where, anEvent(1, 10.0, 3.0, "C4")), QRectF(150, 0, 30, 100)); // by its first channel
        QCOMPARE(eventBox(where, anEvent(1, 10.0, 3.0, "")), QRectF(150, 0, 30, 200));
        QCOMPARE(eventBox(where, anEvent(1, 10.0, 3.0, "not shown")), QRectF(150, 0, 30, 200));
        QCOMPARE(eventBox(where, anEvent(1, 10.0, 0.0, "EMG")).width(), 2.0);
    }

    void partsAreFoundByEdges() {
        const TraceGeometry where = twoRows();
        const EventList events({anEvent(1, 10.0, 3.0, "EMG")});
        const auto partAt = [&](double x, double y) { return eventAt(where, events, {x, y}, {}); };
        QVERIFY(partAt(151, 150) == (EventHit{1, EventPart::Begin}));
        QVERIFY(partAt(147, 150) == (EventHit{1, EventPart::Begin}));
        QVERIFY(partAt(165, 150) == (EventHit{1, EventPart::Middle}));
        QVERIFY(partAt(179, 150) == (EventHit{1, EventPart::End}));
        QVERIFY(!partAt(165, 50));
        QVERIFY(!partAt(190, 150));
    }

    void narrowEventsCanStillBeMoved() {
        const EventList events({anEvent(1, 10.0, 0.4, "EMG")}); // four pixels
        QVERIFY(eventAt(twoRows(), events, {152, 150}, {}) == (EventHit{1, EventPart::Middle}));
    }

    void theShortestOrTheChosenIsOnTop() {
        const EventList events({anEvent(1, 5.0, 20.0, "EMG"), anEvent(2, 10.0, 3.0, "EMG")});
        QCOMPARE(eventAt(twoRows(), events, {165, 150}, {})->id, std::int64_t(2));
        QCOMPARE(eventAt(twoRows(), events, {165, 150}, 1)->id, std::int64_t(1));
    }

    void eventsAcrossAreHeldByTheirStrip() {
        const EventList events({anEvent(1, 5.0, 20.0, "")});
        QCOMPARE(eventAt(twoRows(), events, {165, 5}, {})->id, std::int64_t(1));
        QVERIFY(!eventAt(twoRows(), events, {165, 60}, {}));
    }

    void movingKeepsWithinTheNight() {
        const StudyEvent one = anEvent(1, 10.0, 3.0, "");
        QCOMPARE(movedEvent(one, EventPart::Middle, -15.0, 60.0).onsetSeconds, 0.0);
        QCOMPARE(movedEvent(one, EventPart::Middle, 100.0, 60.0).onsetSeconds, 57.0);
        const StudyEvent begun = movedEvent(one, EventPart::Begin, 50.0, 60.0);
        QCOMPARE(begun.durationSeconds, kShortestEvent);
        QCOMPARE(begun.onsetSeconds + begun.durationSeconds, 13.0);
        QCOMPARE(movedEvent(one, EventPart::End, -50.0, 60.0).durationSeconds, kShortestEvent);
        QCOMPARE(movedEvent(one, EventPart::End, 500.0, 60.0).durationSeconds, 50.0);
        QCOMPARE(movedEvent(one, EventPart::End, 2.0, 60.0).onsetSeconds, 10.0);
    }
};

QTEST_GUILESS_MAIN(TestEventGeometry)
#include "tst_event_geometry.moc"
