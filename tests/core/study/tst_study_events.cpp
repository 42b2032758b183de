#include "core/study/event_blobs.h"
#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

using namespace hypnodesk;

namespace {

StudyEvent arousal(std::int64_t id, ScoringId scoring, double onset = 12.5) {
    return {id, onset, 3.0, "C4-M1", "arousal", "", scoring, "anna"};
}

Result<void> edit(Study& study, ScoringId id, std::vector<EventChange> changes,
                  const std::string& text = "Arousal") {
    EditRequest request;
    request.text = text;
    request.events = std::move(changes);
    return study.applyEdits(id, std::span(&request, 1));
}

} // namespace

/// Events as edits of a scoring: undone, redone, journaled, kept.
class TstStudyEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stagesAndEventsShareOneChainOfUndo() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        QCOMPARE(*study->nextEventId(), std::int64_t(1));
        const StudyEvent first = arousal(1, id), moved = arousal(1, id, 40.25);
        VERIFY_RESULT(edit(*study, id, {{{}, first}}, "Add arousal"));
        VERIFY_RESULT(press(*study, id, 0, '1'));
        VERIFY_RESULT(edit(*study, id, {{first, moved}}, "Move arousal"));
        VERIFY_RESULT(edit(*study, id, {{moved, {}}}, "Remove arousal"));
        QVERIFY(study->events(id)->empty());

        const auto removal = study->undo(id);
        VERIFY_RESULT(removal);
        QVERIFY((*removal)->events == (std::vector<EventChange>{{{}, moved}}));
        QVERIFY(*study->events(id) == std::vector<StudyEvent>{moved});
        VERIFY_RESULT(study->undo(id));
        QVERIFY(*study->events(id) == std::vector<StudyEvent>{first});
        QCOMPARE(study->undo(id)->value().text, std::string("Score N1"));
        QCOMPARE(letters(*study, id), QByteArray("WW1122"));
        QCOMPARE(study->undoTexts(id)->undo.value(), std::string("Add arousal"));
        VERIFY_RESULT(study->undo(id));
        QVERIFY(study->events(id)->empty());
        for (int step = 0; step < 3; ++step)
            VERIFY_RESULT(study->redo(id));
        QVERIFY(*study->events(id) == std::vector<StudyEvent>{moved});
        QCOMPARE(letters(*study, id), QByteArray("1W1122"));
        QCOMPARE(*study->nextEventId(), std::int64_t(2));
        VERIFY_JOURNAL(*study);
    }

    void stepsOutliveClosing() {
        const StudyFixture fixture;
        const StudyEvent one = arousal(1, 1), two = arousal(2, 1, 90.0);
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(addScoring(*study, "WW1122"), ScoringId(1));
            VERIFY_RESULT(edit(*study, 1, {{{}, one}, {{}, two}}, "Two arousals"));
            VERIFY_RESULT(edit(*study, 1, {{two, {}}, {one, arousal(1, 1, 15.0)}}));
        }
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(*study->events(1) == std::vector<StudyEvent>{arousal(1, 1, 15.0)});
        VERIFY_RESULT(study->undo(1));
        QVERIFY(*study->events(1) == (std::vector<StudyEvent>{one, two}));
        VERIFY_RESULT(study->undo(1));
        QVERIFY(study->allEvents()->empty());
        QVERIFY(!study->undo(1)->has_value());
        // Numbers are not used twice, not even those of events that are gone.
        QCOMPARE(*study->nextEventId(), std::int64_t(3));
    }

    void theJournalSaysWhatHappenedAndWhy() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        EditRequest request;
        request.source = EditSource::Measurement;
        request.events = {{{}, arousal(1, id)}};
        VERIFY_RESULT(study->applyEdits(id, std::span(&request, 1)));
        VERIFY_RESULT(study->undo(id));
        const auto rows = *study->journal(3, 10);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].action, std::string("event"));
        QCOMPARE(rows[0].source, std::string("measurement"));
        QCOMPARE(rows[0].scoring.value(), id);
        QCOMPARE(rows[0].note, std::string("added event 1: arousal \"\" at 12.5 s for 3 s on C4-M1"));
        QCOMPARE(rows[1].source, std::string("undo"));
        QVERIFY(rows[1].note.starts_with("removed event 1"));
        VERIFY_JOURNAL(*study);
    }

    void editsThatDoNotFitChangeNothing() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        const ScoringId other = addScoring(*study, "WW1122", "Ben");
        const StudyEvent known = arousal(1, id);
        VERIFY_RESULT(edit(*study, id, {{{}, known}}));
        const auto refused = [&](ScoringId scoring, const EventChange& change) {
            // The first change is sound, and must not stay alone.
            return edit(*study, scoring, {{{}, arousal(7, scoring)}, change});
        };
        StudyEvent endless = arousal(2, id);
        endless.durationSeconds = std::numeric_limits<double>::infinity();
        COMPARE_ERROR(refused(id, {{}, known}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(refused(id, {arousal(1, id, 13.0), {}}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(refused(id, {known, arousal(3, id)}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(refused(id, {{}, {}}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(refused(id, {{}, arousal(0, id)}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(refused(id, {{}, endless}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(refused(other, {known, {}}), ErrorCode::ArgumentInvalid);
        QVERIFY(*study->allEvents() == std::vector<StudyEvent>{known});
        VERIFY_RESULT(study->signScoring(id, "Dr B"));
        COMPARE_ERROR(edit(*study, id, {{known, {}}}), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(study->undo(id), ErrorCode::ArgumentInvalid);
    }

    void copiesAndRevisionsHaveEventsOfTheirOwn() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        VERIFY_RESULT(edit(*study, id, {{{}, arousal(1, id, 60.0)}, {{}, arousal(2, id, 20.0)}}));
        const auto copy = study->copyScoring(id, "Copy", "ben");
        VERIFY_RESULT(copy);
        QVERIFY(*study->events(*copy) ==
                (std::vector<StudyEvent>{arousal(4, *copy, 20.0), arousal(3, *copy, 60.0)}));
        QVERIFY(!study->undo(*copy)->has_value());
        VERIFY_RESULT(study->signScoring(id, "Dr B"));
        const auto revision = study->revise(id);
        VERIFY_RESULT(revision);
        QCOMPARE(study->events(*revision)->size(), std::size_t(2));
        VERIFY_RESULT(edit(*study, *revision, {{arousal(5, *revision, 60.0), {}}}));
        QCOMPARE(study->events(id)->size(), std::size_t(2));
        VERIFY_JOURNAL(*study);
    }

    void studiesOfTheFirstVersionGetTheirColumns() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(addScoring(*study, "WW1122"), ScoringId(1));
            VERIFY_RESULT(press(*study, 1, 0, '2'));
            VERIFY_RESULT(study->addEvents(std::vector<StudyEvent>{arousal(0, 1)}));
        }
        QCOMPARE(rawSql(fixture.path(), "ALTER TABLE undo_step DROP COLUMN events;"
                                        "ALTER TABLE event DROP COLUMN author;"
                                        "ALTER TABLE epoch DROP COLUMN read_as; PRAGMA user_version = 1"),
                 std::string());
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QCOMPARE(study->openReport().migration->fromVersion, 1);
        QCOMPARE(study->events(1)->front().type, std::string("arousal"));
        QVERIFY(study->events(1)->front().author.empty());
        VERIFY_RESULT(study->undo(1));
        QCOMPARE(letters(*study, 1), QByteArray("WW1122"));
        VERIFY_RESULT(edit(*study, 1, {{{}, arousal(2, 1)}}));
        VERIFY_JOURNAL(*study);
    }

    void bytesOfEventsAreReadOnlyWhenWhole() {
        const std::vector<EventChange> changes{
            {{}, arousal(1, 1)},
            {arousal(2, 1), {}},
            {arousal(3, 1), StudyEvent{3, 0.0, 0.0, "", "note", "loud", {}}}};
        const study::Blob bytes = study::encodeEventChanges(changes);
        QVERIFY(study::decodeEventChanges(bytes) == changes);
        int readable = 0;
        for (std::size_t length = 0; length < bytes.size(); ++length)
            if (const auto some = study::decodeEventChanges(
                    {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)})) {
                QVERIFY(some->size() < changes.size());
                ++readable;
            }
        QCOMPARE(readable, 3); // between the changes, and nothing at all
        study::Blob strange = bytes;
        strange.front() = std::byte{4};
        QVERIFY(!study::decodeEventChanges(strange));
    }
};

QTEST_GUILESS_MAIN(TstStudyEvents)
#include "tst_study_events.moc"
