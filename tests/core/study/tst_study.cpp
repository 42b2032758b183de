#include "tests/core/study/study_fixture.h"

using namespace hypnodesk;

class TstStudy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewStudyKnowsItsRecording() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        QVERIFY(!study->isReadOnly());
        QVERIFY(study->openReport().notes().empty());
        QVERIFY(study->recording() == StudyFixture::identity());
        QVERIFY(!study->studyId().empty());
        const auto rows = study->journal(1, 10);
        VERIFY_RESULT(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        QCOMPARE(rows->front().action, std::string("study"));
        QCOMPARE(rows->front().user, std::string("anna"));
        VERIFY_JOURNAL(*study);
    }

    void nothingIsOverwrittenByANewStudy() {
        const StudyFixture fixture;
        std::string id;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            id = study->studyId();
            COMPARE_ERROR(fixture.create(), ErrorCode::FileUnwritable);
        }
        COMPARE_ERROR(fixture.create(), ErrorCode::FileUnwritable);
        QCOMPARE(fixture.open()->studyId(), id);
    }

    void filesThatAreNoStudiesAreRefused() {
        const StudyFixture fixture;
        COMPARE_ERROR(fixture.open(), ErrorCode::FileMissing);
        for (const QByteArray& content : {QByteArray(), QByteArray("0       "), QByteArray(5000, 'x')}) {
            QFile file(QString::fromStdString(fixture.path().string()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            COMPARE_ERROR(fixture.open(), ErrorCode::FormatUnknown);
            COMPARE_ERROR(fixture.open(StudyMode::ReadOnly), ErrorCode::FormatUnknown);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), content);
        }
    }

    void stagesSurviveClosing() {
        const StudyFixture fixture;
        ScoringId id = 0;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            id = addScoring(*study, "WW1122");
            VERIFY_RESULT(press(*study, id, 2, '2'));
            VERIFY_RESULT(press(*study, id, 5, 'A'));
        }
        QVERIFY(!std::filesystem::exists(fixture.folder() / "night.hypno-wal"));
        QVERIFY(!std::filesystem::exists(fixture.folder() / "night.hypno-lock"));
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QCOMPARE(letters(*study, id), QByteArray("WW212A"));
        QVERIFY((*study->hypnogram(id))[2] == (EpochScore{Stage::N2, StageSource::Person}));
        VERIFY_JOURNAL(*study);
    }

    void theJournalTellsEveryChange() {
        const StudyFixture fixture;
        StudyOptions options = StudyFixture::options("berta");
        options.clock = [] {
            return std::chrono::system_clock::time_point(std::chrono::milliseconds(1'772'400'450'123));
        };
        auto study = fixture.create(options);
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW11");
        VERIFY_RESULT(press(*study, id, 1, '1'));
        const auto rows = study->journal(3, 10);
        VERIFY_RESULT(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        const JournalRow& row = rows->front();
        QCOMPARE(row.number, 3);
        QCOMPARE(row.utc, std::string("2026-03-01T21:27:30.123Z"));
        QCOMPARE(row.user, std::string("berta"));
        QCOMPARE(row.program, std::string("Hypnodesk test"));
        QCOMPARE(row.action, std::string("stage"));
        QCOMPARE(row.scoring.value(), id);
        QCOMPARE(row.scoringName, std::string("Anna"));
        QCOMPARE(row.epoch.value(), 1);
        QVERIFY(row.before == (EpochScore{Stage::Wake, StageSource::Person}));
        QVERIFY(row.after == (EpochScore{Stage::N1, StageSource::Person}));
        QCOMPARE(row.source, std::string("key"));
        QCOMPARE(row.note, std::string("Score N1"));
    }

    void editsThatDoNotFitAreRefusedWhole() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        const std::int64_t rows = study->journalHead()->rows;
        std::vector<EditRequest> edits{keyPress(*study->hypnogram(id), 0, '1'),
                                       keyPress(Hypnogram::fromLetters("WWW122"), 2, '3')};
        COMPARE_ERROR(study->applyEdits(id, edits), ErrorCode::ArgumentInvalid);
        edits[1].edit.changes = {{6, {Stage::Wake, StageSource::Person}, {Stage::N1, StageSource::Person}}};
        COMPARE_ERROR(study->applyEdits(id, edits), ErrorCode::ArgumentInvalid);
        COMPARE_ERROR(study->applyEdits(99, edits), ErrorCode::ArgumentInvalid);
        QCOMPARE(letters(*study, id), QByteArray("WW1122"));
        QCOMPARE(study->journalHead()->rows, rows);
        QVERIFY(!study->undoTexts(id)->undo);
    }

    void samplesDigestIsKeptOnce() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        VERIFY_RESULT(study->setSamplesDigest(std::string(64, 'b')));
        VERIFY_RESULT(study->setSamplesDigest(std::string(64, 'b')));
        COMPARE_ERROR(study->setSamplesDigest(std::string(64, 'c')), ErrorCode::DigestMismatch);
        QCOMPARE(study->recording().samplesDigest, std::string(64, 'b'));
    }

    void aMovedRecordingIsFoundAndRelocated() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        QVERIFY(!study->findRecording());
        const auto elsewhere = fixture.folder() / "archive";
        std::filesystem::create_directory(elsewhere);
        std::ofstream(elsewhere / "moved.edf") << "x";
        RecordingIdentity identity = StudyFixture::identity();
        identity.fileName = "moved.edf";
        VERIFY_RESULT(study->relocate(identity, elsewhere / "moved.edf"));
        QCOMPARE(study->findRecording()->string(), (elsewhere / "moved.edf").string());
        std::ofstream(fixture.folder() / "moved.edf") << "x";
        QCOMPARE(study->findRecording()->string(), (fixture.folder() / "moved.edf").string());
        QCOMPARE(study->journal(2, 1)->front().action, std::string("recording"));
    }

    void settingsAndReviewAreKept() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            const ScoringId id = addScoring(*study, "WW1122");
            VERIFY_RESULT(study->setSetting("view", R"({"page":30})"));
            VERIFY_RESULT(study->setSetting("gone", "x"));
            VERIFY_RESULT(study->setSetting("gone", ""));
            VERIFY_RESULT(study->setReviewed(id, std::vector<std::int64_t>{4, 0, 2}));
            VERIFY_RESULT(study->setReviewed(id, std::vector<std::int64_t>{2}, false));
            COMPARE_ERROR(study->setReviewed(id, std::vector<std::int64_t>{6}), ErrorCode::ArgumentInvalid);
        }
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QCOMPARE(study->setting("view")->value(), std::string(R"({"page":30})"));
        QVERIFY(!study->setting("gone")->has_value());
        QCOMPARE(*study->reviewedEpochs(1), (std::vector<std::int64_t>{0, 4}));
    }

    void eventsAndLightsAreKeptAndJournaled() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        const std::vector<StudyEvent> events{{0, 90.0, 1.5, "C4", "spindle", "", id},
                                             {0, 12.5, 3.0, "", "arousal", "loud", {}}};
        const auto ids = study->addEvents(events);
        VERIFY_RESULT(ids);
        QCOMPARE(ids->size(), std::size_t(2));
        QCOMPARE(study->events(std::nullopt)->size(), std::size_t(1));
        const auto all = *study->events(id);
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].text, std::string("loud"));
        QCOMPARE(all[1].scoring.value(), id);
        COMPARE_ERROR(study->addEvents(std::vector<StudyEvent>{{0, 0.0, -1.0, "", "", "", {}}}),
                      ErrorCode::ArgumentInvalid);
        QVERIFY(*study->allEvents() == all);

        VERIFY_RESULT(study->setLights({600.5, std::nullopt}));
        VERIFY_RESULT(study->setLights({600.5, std::nullopt}));
        QVERIFY(*study->lights() == (LightsTimes{600.5, std::nullopt}));
        const auto rows = study->journal(3, 100);
        QCOMPARE(rows->size(), std::size_t(3));
        QCOMPARE(rows->back().note, std::string("off 600.5 s, on not set; before: off not set, on not set"));
        VERIFY_JOURNAL(*study);
    }

    void copiesAreWholeStudies() {
        const StudyFixture fixture;
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WW1122");
        const auto copyPath = fixture.folder() / "copy.hypno";
        VERIFY_RESULT(study->copyTo(copyPath));
        COMPARE_ERROR(study->copyTo(copyPath), ErrorCode::FileUnwritable);
        const auto copy = Study::open(copyPath, StudyMode::ReadWrite, StudyFixture::options());
        VERIFY_RESULT(copy);
        QVERIFY(copy->openReport().notes().empty());
        QCOMPARE(letters(*copy, id), QByteArray("WW1122"));
        QCOMPARE(copy->studyId(), study->studyId());
    }
};

QTEST_APPLESS_MAIN(TstStudy)
#include "tst_study.moc"
