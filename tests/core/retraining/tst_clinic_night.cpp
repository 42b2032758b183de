#include "core/recording/recording.h"
#include "core/study/study.h"
#include "tests/core/retraining/retraining_fixtures.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;
namespace fs = std::filesystem;

/// What the nights of a clinic are before anything is learned from them.
class TestClinicNight : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whichStagesAreLabels_data() {
        QTest::addColumn<int>("source");
        QTest::addColumn<bool>("seen");
        QTest::addColumn<bool>("reviewed");
        QTest::addColumn<bool>("reviewedOrAccepted");
        const auto row = [](const char* name, StageSource source, bool seen, bool reviewed, bool accepted) {
            QTest::newRow(name) << static_cast<int>(source) << seen << reviewed << accepted;
        };
        row("given by a person", StageSource::Person, false, true, true);
        row("read from a file", StageSource::Imported, false, true, true);
        row("accepted after a look", StageSource::Accepted, true, true, true);
        row("accepted with many others", StageSource::Accepted, false, false, true);
        row("proposed and seen", StageSource::Network, true, false, false);
        row("proposed", StageSource::Network, false, false, false);
    }
    void whichStagesAreLabels() {
        QFETCH(int, source);
        QFETCH(bool, seen);
        const EpochScore score{Stage::N2, static_cast<StageSource>(source)};
        QTEST(countsAsLabel(score, seen, LabelRule::Reviewed), "reviewed");
        QTEST(countsAsLabel(score, seen, LabelRule::ReviewedOrAccepted), "reviewedOrAccepted");
        QVERIFY(countsAsLabel(score, seen, LabelRule::EveryStage));
    }

    void ofAStudy() {
        const fs::path edf = folder() / "study" / "anna.edf";
        QVERIFY(fixtures::recording(edf, std::string(50, 'W'), "P-17 F 02-MAR-1950 Anna_Muster"));
        QVERIFY(addStudy(edf));
        const auto nights = inspectNights({fs::path(edf).replace_extension(".hypno")}, {}, {});
        QVERIFY(nights);
        const ClinicNight& night = nights->front();
        QVERIFY(night.isUsable());
        QCOMPARE(night.subject(), std::string("P-17"));
        QCOMPARE(night.subjectOrigin, SubjectOrigin::HeaderCode);
        QCOMPARE(night.headerName, std::string("Anna Muster"));
        QCOMPARE(night.scorer, std::string("dr. b"));
        QCOMPARE(night.counts.person, 10);
        QCOMPARE(night.counts.accepted, 5);
        QCOMPARE(night.counts.acceptedUnseen, 15);
        QCOMPARE(night.counts.unreviewed, 20);
        QCOMPARE(night.counts.shareReviewed(LabelRule::Reviewed), 0.3);
        QVERIFY(!night.presentModel);

        // The network said wake all night long; 10 of the 15 labels are N2.
        const ClinicNight judged = inspectNight(night.files, knowing("d1"));
        QVERIFY(judged.presentModel);
        QCOMPARE(judged.presentModel->compared, 15);
        QCOMPARE(judged.presentModel->accuracy, 5.0 / 15.0);
        QVERIFY(!inspectNight(night.files, knowing("another default")).presentModel);

        const auto prepared = prepareLabelledNight(night.files, {.rule = LabelRule::Reviewed}, {});
        QVERIFY(prepared);
        QCOMPARE(std::count(prepared->night.stages.begin(), prepared->night.stages.end(), Stage::N2), 10);
        QCOMPARE(std::count(prepared->night.stages.begin(), prepared->night.stages.end(), Stage::Unscored),
                 35);
    }

    void whoseNightItIs() {
        QVERIFY(fixtures::night(folder() / "header", "n1", std::string(50, '2'), "X X X Berta_B"));
        QVERIFY(fixtures::night(folder() / "header", "berta_night2", std::string(50, '2')));
        auto nights = inspectNights({folder() / "header"}, {}, {});
        QVERIFY(nights);
        QCOMPARE(nights->size(), std::size_t(2));
        const ClinicNight& unnamed = nights->at(0);
        QCOMPARE(unnamed.subject(), std::string("berta"));
        QCOMPARE(unnamed.subjectOrigin, SubjectOrigin::FileName);
        QCOMPARE(unnamed.problems.front().kind, NightProblem::AnonymousSubject);
        QCOMPARE(nights->at(1).subject(), std::string("Berta B"));
        QCOMPARE(nights->at(1).subjectOrigin, SubjectOrigin::HeaderName);

        std::ofstream(folder() / "subjects.csv")
            << "recording,subject\nn1.edf,\"B, B\"\nberta_night2,\"B, B\"\n";
        const auto table = readSubjectTable(folder() / "subjects.csv");
        QVERIFY(table);
        InspectionOptions byTable;
        byTable.subjects.from = SubjectRule::From::Table;
        byTable.subjects.table = *table;
        nights = inspectNights({folder() / "header"}, byTable, {});
        QCOMPARE(nights->at(0).subject(), std::string("B, B"));
        QCOMPARE(nights->at(1).subject(), std::string("B, B"));

        ClinicNight typed = nights->at(0);
        setSubject(typed, "somebody");
        QCOMPARE(typed.files.subject, std::string("somebody"));
        QCOMPARE(typed.subjectOrigin, SubjectOrigin::Person);
    }

    void tablesThatCannotBeRight() {
        const auto refuse = [&](const char* text) {
            std::ofstream(folder() / "bad.csv") << text;
            const auto table = readSubjectTable(folder() / "bad.csv");
            return !table && table.error().code == ErrorCode::FormatInvalid;
        };
        QVERIFY(refuse("night;subject\na;b\n"));
        QVERIFY(refuse("recording,subject\na,\n"));
        QVERIFY(refuse("recording,subject\na,b\na,c\n"));
        QCOMPARE(readSubjectTable(folder() / "none.csv").error().code, ErrorCode::FileMissing);
    }

    void whatCannotBeUsedSaysWhy() {
        QVERIFY(fixtures::night(folder() / "few", "short", "WW2"));
        QVERIFY(fixtures::recording(folder() / "few" / "alone.edf", "WWWW"));
        std::ofstream(folder() / "broken.hypno") << "no study";
        const auto nights = inspectNights({folder() / "few", folder() / "few", folder() / "broken.hypno",
                                           folder() / "few" / "alone.edf", folder() / "few" / "short.edf"},
                                          {}, {});
        QVERIFY(nights);
        QCOMPARE(nights->size(), std::size_t(5));
        QVERIFY(nights->at(0).isUsable());
        QVERIFY(has(nights->at(0), NightProblem::FewLabels));
        QVERIFY(has(nights->at(0), NightProblem::FewStages));
        QVERIFY(has(nights->at(1), NightProblem::SharedRecording));
        QVERIFY(!nights->at(1).isUsable());
        QVERIFY(has(nights->at(2), NightProblem::Unreadable));
        QVERIFY(has(nights->at(3), NightProblem::NoScoringBeside));
        QVERIFY(has(nights->at(4), NightProblem::SharedRecording));
        QVERIFY(!inspectNights({}, {}, {}));
    }

    void proposalsAreNoLabels() {
        const fs::path edf = folder() / "proposals" / "n.edf";
        QVERIFY(fixtures::recording(edf, std::string(50, 'W')));
        QVERIFY(addStudy(edf, StageSource::Network));
        const auto nights = inspectNights({folder() / "proposals"}, {}, {});
        QVERIFY(has(nights->front(), NightProblem::NothingLabelled));
        QVERIFY(!nights->front().isUsable());
        QCOMPARE(makePlan(*nights, {}).error().code, ErrorCode::DataMissing);
    }

private:
    fs::path folder() const { return m_folder.path().toStdString(); }

    /// A clinic whose default for C4-M1 is this model.
    static InspectionOptions knowing(const std::string& modelDigest) {
        InspectionOptions options;
        options.presentModel = [=](const std::string& derivation) {
            return derivation == "EEG C4-M1" ? modelDigest : std::string("of another derivation");
        };
        return options;
    }

    static bool has(const ClinicNight& night, NightProblem kind) {
        return std::any_of(night.problems.begin(), night.problems.end(),
                           [kind](const auto& problem) { return problem.kind == kind; });
    }

    /// A run of "d1" that says wake, and a signed scoring on it: 10 epochs N2 by hand (or `all` by that
    /// source), 5 accepted after a look, 15 accepted together, 20 proposals.
    static bool addStudy(const fs::path& edf, StageSource all = StageSource::None) {
        const auto recording = Recording::open(edf);
        const auto identity = identityOf(**recording);
        auto study = Study::create(fs::path(edf).replace_extension(".hypno"), *identity, edf);
        if (!study)
            return false;
        NewNetworkRun run;
        run.name = "run";
        run.probabilities.grid = (*recording)->epochs();
        run.probabilities.modelDigest = std::string(1, 'd') + std::string(1, '1');
        run.probabilities.derivation = "EEG C4-M1";
        run.probabilities.epochs.resize(50);
        for (EpochVerdict& verdict : run.probabilities.epochs)
            verdict.joint = {1.0f, 0.0f, 0.0f, 0.0f, 0.0f};
        const auto network = study->createNetworkRun(run);
        NewScoring scoring;
        scoring.name = "review";
        scoring.scorer = "dr. b";
        scoring.networkRun = *network;
        scoring.hypnogram = Hypnogram(run.probabilities.grid);
        for (std::int64_t e = 0; e < 50; ++e) {
            const EpochScore score = e < 10   ? EpochScore{Stage::N2, StageSource::Person}
                                     : e < 30 ? EpochScore{Stage::Wake, StageSource::Accepted}
                                              : EpochScore{Stage::Wake, StageSource::Network};
            scoring.hypnogram.set(e, all == StageSource::None ? score : EpochScore{Stage::Wake, all});
        }
        const auto id = study->createScoring(scoring);
        const std::vector<std::int64_t> seen{10, 11, 12, 13, 14, 40};
        return id && study->setReviewed(*id, seen).has_value();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestClinicNight)
#include "tst_clinic_night.moc"
