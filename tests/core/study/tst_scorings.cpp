#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

using namespace hypnodesk;

class TstScorings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedoSurviveClosing() {
        const StudyFixture fixture;
        ScoringId id = 0;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            id = addScoring(*study, "WWWW");
            VERIFY_RESULT(press(*study, id, 0, '1'));
            VERIFY_RESULT(press(*study, id, 1, '2'));
            VERIFY_RESULT(press(*study, id, 2, '3'));
            const auto step = study->undo(id);
            VERIFY_RESULT(step);
            QCOMPARE((*step)->text, std::string("Score N3"));
            QCOMPARE((*step)->epochToShow, 2);
            QCOMPARE((*step)->edit.changes.front().after.stage, Stage::Wake);
        }
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(*study->undoTexts(id) == (UndoTexts{"Score N2", "Score N3"}));
        QVERIFY(study->redo(id)->has_value());
        QCOMPARE(letters(*study, id), QByteArray("123W"));
        QVERIFY(!study->redo(id)->has_value());
        for (const char* expected : {"12WW", "1WWW", "WWWW"}) {
            QVERIFY(study->undo(id)->has_value());
            QCOMPARE(letters(*study, id), QByteArray(expected));
        }
        QVERIFY(!study->undo(id)->has_value());
        const auto rows = study->journal(study->journalHead()->rows, 1);
        QCOMPARE(rows->front().source, std::string("undo"));
        VERIFY_JOURNAL(*study);
    }

    void aNewEditForgetsWhatCouldBeRedone() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WWWW");
        VERIFY_RESULT(press(*study, id, 0, '1'));
        VERIFY_RESULT(press(*study, id, 1, '2'));
        QVERIFY(study->undo(id)->has_value());
        VERIFY_RESULT(press(*study, id, 3, 'R'));
        QVERIFY(*study->undoTexts(id) == (UndoTexts{"Score REM", std::nullopt}));
        QVERIFY(study->undo(id)->has_value());
        QCOMPARE(letters(*study, id), QByteArray("1WWW"));
    }

    void aFrameOfKeysIsOneTransactionOfManySteps() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WWWW");
        Hypnogram hypnogram = *study->hypnogram(id);
        std::vector<EditRequest> edits;
        for (const auto& [epoch, letter] : {std::pair(1, '1'), std::pair(1, '2'), std::pair(3, 'R')}) {
            edits.push_back(keyPress(hypnogram, epoch, letter));
            apply(hypnogram, edits.back().edit);
        }
        VERIFY_RESULT(study->applyEdits(id, edits));
        QCOMPARE(letters(*study, id), QByteArray("W2WR"));
        QVERIFY(study->undo(id)->has_value());
        QVERIFY(study->undo(id)->has_value());
        QCOMPARE(letters(*study, id), QByteArray("W1WW"));
        VERIFY_JOURNAL(*study);
    }

    void oldStepsAreForgottenBeyondTheLimit() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "W");
        Hypnogram hypnogram = *study->hypnogram(id);
        std::vector<EditRequest> edits;
        for (std::int64_t i = 0; i < Study::kMaximumUndoSteps + 50; ++i) {
            edits.push_back(keyPress(hypnogram, 0, i % 2 == 0 ? '1' : '2'));
            apply(hypnogram, edits.back().edit);
        }
        VERIFY_RESULT(study->applyEdits(id, edits));
        *study = *fixture.open(StudyMode::ReadOnly);
        QCOMPARE(rawValue(fixture.path(), "SELECT count(*) FROM undo_step"),
                 std::to_string(Study::kMaximumUndoSteps));
        VERIFY_JOURNAL(*study);
    }

    void networkRunsStayAsTheyAre() {
        const StudyFixture fixture;
        ScoringId run = 0;
        ScoringId copy = 0;
        const NightProbabilities night = certainNight("WW1?22", "d1");
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            run = *study->createNetworkRun({"AI", night, "cpu", R"({"stride":10})", ""});
            QCOMPARE(letters(*study, run), QByteArray("WW1W22"));
            const auto info = study->scoring(run);
            VERIFY_RESULT(info);
            QCOMPARE(info->modelDigest, std::string("d1"));
            QCOMPARE(info->device, std::string("cpu"));
            QCOMPARE(info->optionsJson, std::string(R"({"stride":10})"));
            QCOMPARE(info->networkRun.value(), run);
            QVERIFY(!info->isEditable());
            QVERIFY(*study->probabilities(run) == night);

            COMPARE_ERROR(press(*study, run, 0, '3'), ErrorCode::ArgumentInvalid);
            COMPARE_ERROR(study->undo(run), ErrorCode::ArgumentInvalid);
            copy = *study->copyScoring(run, "Anna", "anna");
            VERIFY_RESULT(press(*study, copy, 0, '3'));
            QVERIFY(*study->probabilities(copy) == night);
            VERIFY_JOURNAL(*study);
        }
        const std::string where = " WHERE scoring = " + std::to_string(run);
        QVERIFY(!rawSql(fixture.path(), "UPDATE epoch SET stage = 'N3'" + where).empty());
        QVERIFY(!rawSql(fixture.path(), "DELETE FROM epoch" + where).empty());
        QVERIFY(!rawSql(fixture.path(), "UPDATE probabilities SET verdicts = x'00'" + where).empty());
        QVERIFY(!rawSql(fixture.path(), "DELETE FROM probabilities" + where).empty());
        QVERIFY(!rawSql(fixture.path(), "UPDATE scoring SET sealed = 0").empty());
        QVERIFY(!rawSql(fixture.path(), "DELETE FROM scoring").empty());
        QCOMPARE(
            rawSql(fixture.path(), "UPDATE epoch SET stage = 'N3' WHERE scoring = " + std::to_string(copy)),
            std::string());
    }

    void probabilitiesThatAreNoNumbersAreRefused() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        NightProbabilities night = certainNight("WW", "d1");
        night.epochs[1].raw[2] = std::nanf("");
        COMPARE_ERROR(study->createNetworkRun({"AI", night, "cpu", "{}", ""}), ErrorCode::ArgumentInvalid);
        night = certainNight("WW", "d1");
        night.epochs.pop_back();
        COMPARE_ERROR(study->createNetworkRun({"AI", night, "cpu", "{}", ""}), ErrorCode::ArgumentInvalid);
        QVERIFY(study->scorings(true)->empty());
    }

    void aRescoreIsOneStepOfUndo() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId first = *study->createNetworkRun({"AI", certainNight("WW11", "d1"), "cpu", "{}", ""});
        const ScoringId id = *study->copyScoring(first, "Anna", "anna");
        const ScoringId second =
            *study->createNetworkRun({"AI", certainNight("WW22", "d2"), "cpu", "{}", ""});
        QCOMPARE(study->scoring(second)->name, std::string("AI (2)"));
        EditRequest request;
        request.edit = editBetween(*study->hypnogram(id), *study->hypnogram(second));
        request.source = EditSource::Network;
        request.text = "Score the night";
        request.networkRun = second;
        VERIFY_RESULT(study->applyEdits(id, std::span(&request, 1)));
        QCOMPARE(study->probabilities(id)->modelDigest, std::string("d2"));
        const auto step = study->undo(id);
        VERIFY_RESULT(step);
        QVERIFY((*step)->networkRunChanged);
        QCOMPARE((*step)->networkRun.value(), first);
        QCOMPARE(letters(*study, id), QByteArray("WW11"));
        QCOMPARE(study->probabilities(id)->modelDigest, std::string("d1"));
        QCOMPARE((*study->redo(id))->networkRun.value(), second);
        QCOMPARE(study->journal(study->journalHead()->rows, 1)->front().modelDigest, std::string("d2"));
        VERIFY_JOURNAL(*study);

        request.edit = {};
        request.networkRun = 0;
        VERIFY_RESULT(study->applyEdits(id, std::span(&request, 1)));
        COMPARE_ERROR(study->probabilities(id), ErrorCode::DataMissing);
        request.networkRun = id;
        COMPARE_ERROR(study->applyEdits(id, std::span(&request, 1)), ErrorCode::ArgumentInvalid);
    }

    void deletedScoringsComeBack() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW11");
        VERIFY_RESULT(study->deleteScoring(id));
        QVERIFY(study->scorings()->empty());
        QCOMPARE(study->scorings(true)->size(), std::size_t(1));
        COMPARE_ERROR(press(*study, id, 0, '1'), ErrorCode::ArgumentInvalid);
        const ScoringId other = addScoring(*study, "RR");
        QCOMPARE(study->scoring(other)->name, std::string("Anna"));
        VERIFY_RESULT(study->restoreScoring(id));
        QCOMPARE(study->scoring(id)->name, std::string("Anna (2)"));
        VERIFY_RESULT(press(*study, id, 0, '1'));
        VERIFY_JOURNAL(*study);
    }

    void namesAreUnique() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW");
        QCOMPARE(study->scoring(addScoring(*study, "WW"))->name, std::string("Anna (2)"));
        COMPARE_ERROR(study->renameScoring(id, "Anna (2)"), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(study->renameScoring(id, "  "), ErrorCode::ArgumentInvalid);
        VERIFY_RESULT(study->renameScoring(id, " Berta "));
        QCOMPARE(study->scoring(id)->name, std::string("Berta"));
        VERIFY_JOURNAL(*study);
    }

    void aSignatureLocksAndARevisionGoesOn() {
        const StudyFixture fixture;
        ScoringId id = 0;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            id = addScoring(*study, "WW11");
            VERIFY_RESULT(press(*study, id, 0, '1'));
            COMPARE_ERROR(study->signScoring(id, " "), ErrorCode::ArgumentInvalid);
            VERIFY_RESULT(study->signScoring(id, "Dr. Anna Weber"));
            COMPARE_ERROR(press(*study, id, 0, 'W'), ErrorCode::ArgumentInvalid);
            COMPARE_ERROR(study->undo(id), ErrorCode::ArgumentInvalid);
            COMPARE_ERROR(study->signScoring(id, "Somebody else"), ErrorCode::ArgumentInvalid);
            QVERIFY(!study->undoTexts(id)->undo);
            const auto revision = study->revise(id);
            VERIFY_RESULT(revision);
            QCOMPARE(study->scoring(*revision)->name, std::string("Anna, revision 2"));
            QCOMPARE(study->scoring(*revision)->basedOn.value(), id);
            VERIFY_RESULT(press(*study, *revision, 0, 'W'));
            QCOMPARE(letters(*study, id), QByteArray("1W11"));
            QCOMPARE(study->scoring(*study->revise(*revision))->name, std::string("Anna, revision 3"));
            VERIFY_JOURNAL(*study);
        }
        QVERIFY(!rawSql(fixture.path(), "UPDATE epoch SET stage = 'N3' WHERE scoring = 1").empty());
        QVERIFY(!rawSql(fixture.path(), "UPDATE scoring SET signed_by = 'me' WHERE id = 1").empty());
    }

    void manyScoringsStandSideBySide() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        NewScoring imported{"night.csv",  ScoringKind::Imported,
                            "night.csv",  Hypnogram::fromLetters("WW1122"),
                            std::nullopt, "3 unknown labels"};
        VERIFY_RESULT(study->createScoring(imported));
        VERIFY_RESULT(
            study->createScoring({"Consensus", ScoringKind::Consensus, "", imported.hypnogram, {}, ""}));
        COMPARE_ERROR(study->createScoring({"AI", ScoringKind::Network, "", imported.hypnogram, {}, ""}),
                      ErrorCode::ArgumentInvalid);
        const auto scorings = study->scorings();
        QCOMPARE(scorings->size(), std::size_t(2));
        QCOMPARE((*scorings)[0].kind, ScoringKind::Imported);
        QCOMPARE((*scorings)[1].kind, ScoringKind::Consensus);
        QVERIFY(*study->hypnogram(1) == imported.hypnogram);
        QCOMPARE(study->journal(2, 1)->front().note, std::string("3 unknown labels"));
    }
};

QTEST_APPLESS_MAIN(TstScorings)
#include "tst_scorings.moc"
