#include "tests/ui/support/fake_recording.h"
#include "ui/document/event_list.h"
#include "ui/document/recording_events.h"
#include "ui/document/study_document.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace hypnodesk;

namespace {

StudyEvent anEvent(std::int64_t id, double onset, double duration) {
    return {id, onset, duration, "", "note", "", std::nullopt};
}

std::vector<std::int64_t> idsIn(const EventList& list, double begin, double end) {
    std::vector<std::int64_t> ids;
    list.forEachIn(begin, end, [&](const StudyEvent& found) { ids.push_back(found.id); });
    return ids;
}

class AnnotatedRecording : public test::FakeRecording {
public:
    explicit AnnotatedRecording(std::vector<Annotation> annotations) : FakeRecording({"EEG C4-M1"}, 300.0) {
        m_annotations = std::move(annotations);
    }
};

} // namespace

/// Events in memory: found by time, edited in steps, beside those of the recording.
class TestDocumentEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theIndexFindsWhatAWalkFinds() {
        std::mt19937 random(3);
        for (int count : {0, 1, 2, 3, 17, 200}) {
            std::vector<StudyEvent> events;
            for (int i = 0; i < count; ++i) // some long, some moments
                events.push_back(anEvent(i + 1, static_cast<double>(random() % 1000),
                                       i % 10 == 0 ? 900.0 : static_cast<double>(random() % 4)));
            const EventList list(events);
            for (int query = 0; query < 200; ++query) {
                const double begin = static_cast<double>(random() % 1100) - 50.0;
                const double end = begin + 1.0 + static_cast<double>(random() % 60);
                std::vector<std::int64_t> expected;
                for (const StudyEvent& one : list.all())
                    if (one.onsetSeconds < end &&
                        (one.onsetSeconds >= begin || one.onsetSeconds + one.durationSeconds > begin))
                        expected.push_back(one.id);
                QVERIFY(idsIn(list, begin, end) == expected);
            }
        }
    }

    void manyChangesAtOnceEqualOneAfterTheOther() {
        std::vector<StudyEvent> events;
        std::vector<EventChange> changes;
        for (int i = 0; i < 50; ++i) {
            events.push_back(anEvent(i + 1, 10.0 * i, 3.0));
            if (i % 3 == 0)
                changes.push_back({events.back(), std::nullopt});
            else if (i % 3 == 1)
                changes.push_back({events.back(), anEvent(i + 1, 5.0 * i, 3.0)});
            changes.push_back({std::nullopt, anEvent(i + 100, 7.0 * i, 1.0)});
        }
        EventList together(events), apart(events);
        together.apply(changes);
        for (const EventChange& change : changes)
            apart.apply({change});
        QVERIFY(together.all() == apart.all());
        QVERIFY(idsIn(together, 0.0, 1000.0) == idsIn(apart, 0.0, 1000.0));
    }

    void aPageOfTenThousandCostsNothing() {
        std::vector<StudyEvent> events{anEvent(1, 0.0, 30'000.0)};
        for (int i = 0; i < 10'000; ++i)
            events.push_back(anEvent(i + 2, 3.0 * i, 2.0));
        const EventList list(std::move(events));
        std::size_t found = 0;
        QElapsedTimer timer;
        timer.start();
        for (int page = 0; page < 1000; ++page)
            list.forEachIn(30.0 * page, 30.0 * (page + 1), [&](const StudyEvent&) { ++found; });
        const double microseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        QVERIFY(found >= 11'000);
        qInfo("a page of 10,000 events: %.1f us", microseconds);
        QVERIFY(microseconds < 1000.0); // a thousandth of it is usual
    }

    void stepsOfEventsMixWithStages() {
        StudyDocument document;
        document.setScorer("anna");
        document.open(test::fakeNight(10), {});
        QSignalSpy changed(&document, &StudyDocument::eventsChanged);
        QSignalSpy stages(&document, &StudyDocument::hypnogramChanged);
        QSignalSpy added(&document, &StudyDocument::eventAdded);
        StudyEvent arousal = anEvent(0, 5.0, 3.0);
        arousal.type = "arousal";
        document.addEvents({arousal}, "Add arousal");
        QCOMPARE(changed.size(), 1);
        QCOMPARE(stages.size(), 0);
        QCOMPARE(added.value(0).value(0).toLongLong(), 1);
        const StudyEvent first = document.events().all().front();
        QCOMPARE(first.author, std::string("anna"));
        QVERIFY(first.scoring == document.activeScoring()->key);
        QVERIFY(document.mayChange(first));
        document.setStage(Stage::N2);
        StudyEvent moved = first;
        moved.onsetSeconds = 100.0;
        document.changeEvents({moved}, "Move arousal");
        document.changeEvents({moved}, "Nothing");
        QCOMPARE(document.undoTexts().undo.value(), std::string("Move arousal"));
        document.undo();
        QVERIFY(document.events().all().front() == first);
        document.undo();
        QCOMPARE(document.hypnogram().stage(0), Stage::Unscored);
        document.undo();
        QVERIFY(document.events().isEmpty());
        for (int i = 0; i < 3; ++i)
            document.redo();
        QVERIFY(document.events().all().front() == moved);
        document.removeEvents({1}, "Remove");
        QVERIFY(document.events().isEmpty());
        document.undo();
        QCOMPARE(document.events().size(), std::size_t(1));
    }

    void undoShowsWhereItWas() {
        StudyDocument document;
        document.open(test::fakeNight(10), {});
        document.addEvents({anEvent(0, 200.0, 3.0)}, "Note");
        QCOMPARE(document.currentEpoch(), 6);
        document.setCurrentEpoch(0);
        document.undo();
        QCOMPARE(document.currentEpoch(), 6);
    }

    void everyScoringHasItsOwn() {
        StudyDocument document;
        document.open(test::fakeNight(10), {});
        document.addEvents({anEvent(0, 5.0, 3.0), anEvent(0, 65.0, 3.0)}, "Two");
        const ScoringKey first = document.activeScoring()->key;
        document.copyScoring(first, "Copy");
        QCOMPARE(document.events().size(), std::size_t(2));
        document.removeEvents({document.events().all().front().id}, "Remove");
        QCOMPARE(document.events().size(), std::size_t(1));
        document.showScoring(first);
        QCOMPARE(document.events().size(), std::size_t(2));
        document.addScoring("Empty", ScoringKind::Human, Hypnogram(document.grid()), "ben");
        QVERIFY(document.events().isEmpty());
    }

    void theStudysNumbersGoOn() {
        StudyDocument document;
        NightContents contents;
        ScoringInfo info;
        info.id = 3;
        info.name = "Anna";
        contents.scorings = {info};
        contents.active = LoadedScoring{info, Hypnogram::fromLetters("WW"), {}, std::nullopt, nullptr, {}};
        StudyEvent mine = anEvent(4, 1.0, 2.0);
        mine.scoring = 3;
        contents.events = {mine, anEvent(2, 0.5, 1.0)};
        contents.nextEventId = 9;
        document.open(test::fakeNight(2), {}, contents);
        QCOMPARE(document.events().size(), std::size_t(2));
        document.addEvents({anEvent(0, 5.0, 1.0)}, "Add");
        QCOMPARE(document.events().all().back().id, std::int64_t(9));
        // What all scorings share belongs to none of them.
        document.removeEvents({2, 4}, "Remove both");
        QCOMPARE(document.events().size(), std::size_t(2));
        QVERIFY(!document.mayChange(*document.events().find(2)));
    }

    void annotationsOfTheRecordingAreShownAndStay() {
        const auto recording =
            std::make_shared<AnnotatedRecording>(std::vector<Annotation>{{0.0, 30.0, "Sleep stage W"},
                                                                         {12.0, 4.0, "Arousal@@EEG C4-M1"},
                                                                         {40.0, std::nullopt, "Lights off"}});
        StudyDocument document;
        document.open(recording, {});
        QCOMPARE(document.events().size(), std::size_t(2));
        const StudyEvent first = document.events().all().front();
        QCOMPARE(first.type, std::string("arousal"));
        QCOMPARE(first.channel, std::string("EEG C4-M1"));
        QCOMPARE(first.text, std::string("Arousal"));
        QVERIFY(first.id < 0);
        document.removeEvents({first.id}, "Remove");
        QCOMPARE(document.events().size(), std::size_t(2));
        QVERIFY(!document.undoTexts().undo);
        document.close();
        QVERIFY(document.events().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDocumentEvents)
#include "tst_document_events.moc"
