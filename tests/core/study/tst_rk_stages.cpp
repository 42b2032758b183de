#include "core/study/deidentified_study.h"
#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

#include <QTest>

using namespace hypnodesk;

namespace {

const RkStages kLabels{RkStage::None, RkStage::S1, RkStage::S2,
                       RkStage::S3,   RkStage::S4, RkStage::MovementTime};

NewScoring importedScoring() {
    NewScoring scoring;
    scoring.name = "old.edf";
    scoring.kind = ScoringKind::Imported;
    scoring.scorer = "old.edf";
    scoring.hypnogram = Hypnogram::fromLetters("W1233M", StageSource::Imported);
    scoring.note = "from old.edf";
    scoring.rkStages = kLabels;
    return scoring;
}

/// "W S1 S2 S3 S4 MT".
std::string shown(const Study& study, ScoringId id) {
    const auto hypnogram = study.hypnogram(id);
    const auto labels = study.rkStages(id);
    std::string text;
    if (!hypnogram || !labels)
        return text;
    for (std::int64_t epoch = 0; epoch < hypnogram->size(); ++epoch)
        text += (epoch > 0 ? " " : "") + std::string(shownStageCode(*hypnogram, epoch, *labels));
    return text;
}

} // namespace

/// Stages of Rechtschaffen and Kales stay in the study as they were read.
class TstRkStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsOutliveClosingAndEdits() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(study->createScoring(importedScoring()).value_or(0), ScoringId(1));
            QCOMPARE(addScoring(*study, "W33"), ScoringId(2));
        }
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(*study->rkStages(1) == kLabels);
        QVERIFY(study->rkStages(2)->empty());
        VERIFY_RESULT(press(*study, 1, 4, '2'));
        QCOMPARE(shown(*study, 1), std::string("W S1 S2 S3 N2 MT"));
        VERIFY_RESULT(press(*study, 1, 4, '3')); // a person's N3 is neither stage 3 nor stage 4
        QCOMPARE(shown(*study, 1), std::string("W S1 S2 S3 N3 MT"));
        VERIFY_RESULT(study->undo(1));
        VERIFY_RESULT(study->undo(1));
        QCOMPARE(shown(*study, 1), std::string("W S1 S2 S3 S4 MT"));
        VERIFY_JOURNAL(*study);
    }

    void copiesAndRevisionsKeepThem() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = study->createScoring(importedScoring()).value_or(0);
        const auto copy = study->copyScoring(id, "mine", "anna");
        VERIFY_RESULT(copy);
        VERIFY_RESULT(study->signScoring(id, "Dr. Fuchs"));
        const auto revision = study->revise(id);
        VERIFY_RESULT(revision);
        QCOMPARE(shown(*study, *copy), std::string("W S1 S2 S3 S4 MT"));
        QCOMPARE(shown(*study, *revision), std::string("W S1 S2 S3 S4 MT"));
        VERIFY_JOURNAL(*study);
    }

    void asManyLabelsAsEpochs() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        NewScoring scoring = importedScoring();
        scoring.rkStages.pop_back();
        COMPARE_ERROR(study->createScoring(scoring), ErrorCode::ArgumentInvalid);
    }

    void studiesOfTheSecondVersionGetTheirColumn() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(addScoring(*study, "W33"), ScoringId(1));
            VERIFY_RESULT(study->signScoring(1, "Dr. Fuchs"));
        }
        QCOMPARE(rawSql(fixture.path(), "ALTER TABLE epoch DROP COLUMN read_as; PRAGMA user_version = 2"),
                 std::string());
        {
            // Read-only: as it is on the disk, without a backup.
            auto study = fixture.open(StudyMode::ReadOnly);
            VERIFY_RESULT(study);
            QCOMPARE(letters(*study, 1), QByteArray("W33"));
            QVERIFY(study->rkStages(1)->empty());
        }
        auto study = fixture.open();
        VERIFY_RESULT(study);
        const auto& migration = study->openReport().migration;
        QVERIFY(migration.has_value());
        QCOMPARE(migration->fromVersion, 2);
        QVERIFY(std::filesystem::exists(migration->backup));
        QCOMPARE(letters(*study, 1), QByteArray("W33"));
        QVERIFY(study->rkStages(1)->empty());
        const auto id = study->createScoring(importedScoring());
        VERIFY_RESULT(id);
        QCOMPARE(shown(*study, *id), std::string("W S1 S2 S3 S4 MT"));
        VERIFY_JOURNAL(*study);
    }

    void theJournalKnowsWhatWasRead() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(study->createScoring(importedScoring()).value_or(0), ScoringId(1));
            VERIFY_JOURNAL(*study);
        }
        QCOMPARE(rawSql(fixture.path(), "UPDATE epoch SET read_as = 'S3' WHERE epoch = 4"), std::string());
        {
            auto study = fixture.open();
            VERIFY_RESULT(study);
            const auto verdict = study->verifyJournal();
            VERIFY_RESULT(verdict);
            QVERIFY(!verdict->isIntact());
            QCOMPARE(verdict->problems.front().text,
                     std::string("scoring \"old.edf\": its stages of Rechtschaffen and Kales are not those "
                                 "that were read"));
        }
        QCOMPARE(rawSql(fixture.path(), "UPDATE epoch SET read_as = 'S9' WHERE epoch = 4"), std::string());
        auto study = fixture.open();
        VERIFY_RESULT(study);
        COMPARE_ERROR(study->rkStages(1), ErrorCode::FormatInvalid);
    }

    void deidentifiedCopiesKeepThem() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        QCOMPARE(study->createScoring(importedScoring()).value_or(0), ScoringId(1));
        DeidentifiedStudyOptions with;
        with.recording = {"copy.edf", 999, std::string(64, 'c'), {}, "1985-01-01T22:47:30", 180.0};
        with.isCleanText = [](std::string_view) { return false; };
        const auto path = fixture.folder() / "copy.hypno";
        VERIFY_RESULT(writeDeidentifiedStudy(*study, path, with));
        const auto copy = Study::open(path, StudyMode::ReadOnly);
        VERIFY_RESULT(copy);
        QCOMPARE(shown(*copy, 1), std::string("W S1 S2 S3 S4 MT"));
        VERIFY_JOURNAL(*copy);
    }
};

QTEST_APPLESS_MAIN(TstRkStages)
#include "tst_rk_stages.moc"
