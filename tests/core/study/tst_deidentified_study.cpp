#include "core/study/deidentified_study.h"
#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

using namespace hypnodesk;

namespace {

const std::vector<std::string> kNames{"anna", "Dr. Fuchs", "Fuchs", "sleeplab", "Meier", "Rosa", "meier.csv"};

NightProbabilities nightOf(const Hypnogram& hypnogram) {
    NightProbabilities night;
    night.grid = hypnogram.grid();
    night.modelName = "Meier clinic model";
    night.modelDigest = std::string(64, 'b');
    night.derivation = "C4-M1";
    night.epochs.resize(static_cast<std::size_t>(hypnogram.size()));
    for (EpochVerdict& verdict : night.epochs)
        verdict.joint = {0.1f, 0.1f, 0.6f, 0.1f, 0.1f};
    return night;
}

/// As the study of a night of Rosa Meier would look after two people worked on it.
ScoringId fill(Study& study) {
    const auto run = study.createNetworkRun({.name = "AI for Meier",
                                             .probabilities = nightOf(Hypnogram::fromLetters("22222222")),
                                             .device = "CPU",
                                             .optionsJson = R"({"file":"/nights/Meier.edf"})",
                                             .note = "for Rosa"});
    const auto copy = study.copyScoring(run.value_or(0), "Anna's for Rosa", "anna");
    const ScoringId id = copy.value_or(0);
    const bool done = press(study, id, 2, '1') && press(study, id, 3, 'R') && study.undo(id) &&
                      study.renameScoring(id, "Final of Meier") && study.setLights({30.0, 210.0}) &&
                      study.setSetting("view", "Meier");
    const std::vector<StudyEvent> events{{0, 30.0, 3.0, "EEG C4-M1", "arousal", "", id},
                                         {0, 60.0, 0.0, "", "note", "Rosa asked for water", {}}};
    NewScoring imported;
    imported.name = "meier.csv";
    imported.kind = ScoringKind::Imported;
    imported.scorer = "meier.csv";
    imported.hypnogram = Hypnogram::fromLetters("WW112233", StageSource::Imported);
    imported.note = "from meier.csv";
    const std::vector<std::int64_t> looked{1, 2, 3};
    const bool more = study.addEvents(events) && study.createScoring(imported) &&
                      study.setReviewed(id, looked) && study.signScoring(id, "Dr. Fuchs");
    return done && more ? id : 0;
}

DeidentifiedStudyOptions options() {
    DeidentifiedStudyOptions with;
    with.recording = {"copy.edf", 999, std::string(64, 'c'), {}, "1985-01-01T22:47:30", 240.0};
    with.shiftDays = -15'035;
    with.isCleanText = [](std::string_view text) {
        return text == "arousal" || text == "note" || text == "C4-M1" || text == "EEG C4-M1";
    };
    return with;
}

} // namespace

class TstDeidentifiedStudy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsNamedAnyMore() {
        const StudyFixture fixture;
        auto study = fixture.create();
        QVERIFY(study);
        const ScoringId id = fill(*study);
        QVERIFY(id > 0);
        const auto path = fixture.folder() / "copy.hypno";
        const auto done = writeDeidentifiedStudy(*study, path, options());
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        QCOMPARE(done->emptiedTexts, std::int64_t(1));
        QCOMPARE(done->originalProblems, std::int64_t(0));

        std::ifstream file(path, std::ios::binary);
        const QByteArray bytes =
            QByteArray::fromStdString({std::istreambuf_iterator<char>(file), {}}).toLower();
        for (const std::string& name : kNames)
            QVERIFY2(!bytes.contains(QByteArray::fromStdString(name).toLower()), name.c_str());

        const auto copy = Study::open(path, StudyMode::ReadOnly);
        QVERIFY2(copy, copy ? "" : copy.error().detail.c_str());
        const auto verdict = copy->verifyJournal();
        QVERIFY(verdict && verdict->isIntact());
        QVERIFY(copy->studyId() != study->studyId());
        QCOMPARE(copy->recording().fileName, std::string("copy.edf"));
        // What was scored is all there.
        QCOMPARE(letters(*copy, id), letters(*study, id));
        QVERIFY(*copy->probabilities(id) == [&] {
            NightProbabilities night = *study->probabilities(id);
            night.modelName = "model 1";
            return night;
        }());
        QVERIFY(copy->reviewedEpochs(id) == study->reviewedEpochs(id));
        QVERIFY(copy->lights() == study->lights());
        const auto info = copy->scoring(id);
        QCOMPARE(info->name, std::string("human 2"));
        QVERIFY(info->isSigned() && info->signedBy.starts_with("P"));
        QVERIFY(!info->isEditable());
        QCOMPARE(copy->scorings(true)->size(), std::size_t(3));
        QCOMPARE(copy->allEvents()->at(0).type, std::string("arousal"));
        QVERIFY(copy->allEvents()->at(1).text.empty());
    }

    void journalBeginsWithWhatItIs() {
        const StudyFixture fixture;
        StudyOptions with = StudyFixture::options();
        with.clock = [] {
            return std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(7);
        };
        auto study = fixture.create(with);
        QVERIFY(study && fill(*study) > 0);
        const auto path = fixture.folder() / "copy.hypno";
        DeidentifiedStudyOptions undated = options();
        undated.shiftDays.reset();
        QVERIFY(writeDeidentifiedStudy(*study, path, undated));
        const auto copy = Study::open(path, StudyMode::ReadOnly);
        const auto rows = copy->journal(1, 1000);
        const auto before = study->journal(1, 1000);
        QVERIFY(rows && before);
        QCOMPARE(rows->size(), before->size() + 1);
        QCOMPARE(rows->front().user, std::string("de-identification"));
        QVERIFY(rows->front().note.find("in a new chain") != std::string::npos);
        QVERIFY(rows->front().note.find(study->journalHead()->hash) != std::string::npos);
        for (std::size_t i = 0; i < before->size(); ++i) {
            const JournalRow& row = rows->at(i + 1);
            QCOMPARE(row.utc, std::string("1985-01-01T07:00:00.000Z"));
            QCOMPARE(row.user, rows->at(1).user);
            QCOMPARE(row.action, before->at(i).action);
            QVERIFY(row.after == before->at(i).after && row.epoch == before->at(i).epoch);
        }
    }

    void alteredOriginalsStaySuspect() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            QVERIFY(study && fill(*study) > 0);
        }
        QCOMPARE(rawSql(fixture.path(),
                        "DROP TRIGGER journal_no_update; UPDATE journal SET user = 'eve' WHERE "
                        "number = 3"),
                 std::string());
        const auto study = fixture.open(StudyMode::ReadOnly);
        QVERIFY2(study, study ? "" : study.error().detail.c_str());
        const auto path = fixture.folder() / "copy.hypno";
        const auto done = writeDeidentifiedStudy(*study, path, options());
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        QVERIFY(done->originalProblems > 0);
        const auto copy = Study::open(path, StudyMode::ReadOnly);
        QVERIFY(copy->journal(1, 1)->front().note.find("NOT intact") != std::string::npos);
    }

    void neverWritesOverAnything() {
        const StudyFixture fixture;
        auto study = fixture.create();
        QVERIFY(study);
        const auto refused = writeDeidentifiedStudy(*study, fixture.path(), options());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ArgumentInvalid);
    }
};

QTEST_GUILESS_MAIN(TstDeidentifiedStudy)
#include "tst_deidentified_study.moc"
