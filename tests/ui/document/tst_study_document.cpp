#include "tests/ui/support/fake_recording.h"
#include "ui/document/proposals.h"
#include "ui/document/study_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace hypnodesk;
using test::fakeNight;
using test::probabilitiesFor;

namespace {

std::string letters(const Hypnogram& hypnogram) {
    std::string text;
    for (const EpochScore& epoch : hypnogram.epochs())
        text += stageLetter(epoch.stage);
    return text;
}

std::vector<Derivation> oneChoice() {
    return {{0, std::nullopt, "EEG Fpz-Cz"}, {1, std::nullopt, "EEG Pz-Oz"}};
}

} // namespace

class TestStudyDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensUnscoredOnTheBestChannel();
    void scoresAndUndoes();
    void scoringTheSameTwiceIsNoStep();
    void networkRespectsPeople();
    void previewIsNeverKept();
    void editsDuringAPreviewAreKept();
    void undoOfScoringTakesTheProposalsAway();
    void acceptsAndTakesTheSecondChoice();
    void nothingToAcceptWithoutANetwork();
    void menuTextsFollowTheSteps();
    void networkRunIsAScoringOfItsOwn();
    void readOnlyRefuses();
    void epochStaysInTheNight();
    void pageAroundEpoch_data();
    void pageAroundEpoch();
    void shortPagesMoveWithinTheEpoch();
    void fitsImportedStages_data();
    void fitsImportedStages();
};

void TestStudyDocument::opensUnscoredOnTheBestChannel() {
    StudyDocument document;
    QSignalSpy opened(&document, &StudyDocument::recordingChanged);
    document.open(fakeNight(6), oneChoice());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(letters(document.hypnogram()), std::string("??????"));
    QCOMPARE(document.derivation()->name, std::string("EEG Fpz-Cz"));
}

void TestStudyDocument::scoresAndUndoes() {
    StudyDocument document;
    document.open(fakeNight(4), oneChoice());
    document.setStage(Stage::N2);
    document.stepEpoch(1);
    document.setStage(Stage::Rem);
    document.setCurrentEpoch(3);
    QCOMPARE(letters(document.hypnogram()), std::string("2R??"));
    document.undo();
    QCOMPARE(letters(document.hypnogram()), std::string("2???"));
    QCOMPARE(document.currentEpoch(), 1); // undo shows what it undid
    document.undo();
    QCOMPARE(letters(document.hypnogram()), std::string("????"));
    document.redo();
    document.redo();
    QCOMPARE(letters(document.hypnogram()), std::string("2R??"));
    QCOMPARE(document.hypnogram()[1].source, StageSource::Person);
}

void TestStudyDocument::scoringTheSameTwiceIsNoStep() {
    StudyDocument document;
    document.open(fakeNight(2), oneChoice());
    document.setStage(Stage::Wake);
    document.setStage(Stage::Wake);
    QCOMPARE(*document.undoTexts().undo, std::string("Wake in epoch 1"));
    document.undo();
    QVERIFY(!document.undoTexts().undo);
}

void TestStudyDocument::networkRespectsPeople() {
    StudyDocument document;
    document.open(fakeNight(5), oneChoice());
    document.setCurrentEpoch(2);
    document.setStage(Stage::Rem);
    document.setCurrentEpoch(3);
    document.setStage(Stage::Unscored); // cleared by a person: that is a decision too
    document.takeProbabilities(probabilitiesFor("W1223"));
    QCOMPARE(letters(document.hypnogram()), std::string("W1R?3"));
    QCOMPARE(document.hypnogram()[0].source, StageSource::Network);
    QCOMPARE(document.hypnogram()[2].source, StageSource::Person);
}

void TestStudyDocument::previewIsNeverKept() {
    StudyDocument document;
    document.open(fakeNight(4), oneChoice());
    document.preview(probabilitiesFor("WW??"));
    QCOMPARE(letters(document.hypnogram()), std::string("WW??"));
    QCOMPARE(letters(document.committedHypnogram()), std::string("????"));
    document.preview(std::nullopt);
    QCOMPARE(letters(document.hypnogram()), std::string("????"));
    QVERIFY(!document.probabilities());
}

void TestStudyDocument::editsDuringAPreviewAreKept() {
    StudyDocument document;
    document.open(fakeNight(4), oneChoice());
    document.preview(probabilitiesFor("WW??"));
    document.setCurrentEpoch(1);
    document.setStage(Stage::N1);
    document.preview(probabilitiesFor("WWW?"));
    QCOMPARE(letters(document.hypnogram()), std::string("W1W?"));
    document.takeProbabilities(probabilitiesFor("2222"));
    QCOMPARE(letters(document.hypnogram()), std::string("2122"));
    document.undo();
    QCOMPARE(letters(document.hypnogram()), std::string("?1??"));
    document.undo();
    QCOMPARE(letters(document.hypnogram()), std::string("????"));
}

void TestStudyDocument::undoOfScoringTakesTheProposalsAway() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    document.takeProbabilities(probabilitiesFor("123"));
    document.takeProbabilities(probabilitiesFor("RRR"));
    document.undo();
    QCOMPARE(letters(document.hypnogram()), std::string("123"));
    QCOMPARE(*document.probabilities(), probabilitiesFor("123"));
    document.undo();
    QCOMPARE(letters(document.hypnogram()), std::string("???"));
    QVERIFY(!document.probabilities());
}

void TestStudyDocument::acceptsAndTakesTheSecondChoice() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    document.takeProbabilities(probabilitiesFor("123"));
    document.acceptProposal();
    QCOMPARE(document.hypnogram()[0], (EpochScore{Stage::N1, StageSource::Accepted}));
    document.stepEpoch(1);
    document.takeSecondChoice(); // N2, then N3
    QCOMPARE(document.hypnogram()[1], (EpochScore{Stage::N3, StageSource::Person}));
}

void TestStudyDocument::nothingToAcceptWithoutANetwork() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    document.acceptProposal();
    document.takeSecondChoice();
    QVERIFY(!document.undoTexts().undo);
    document.preview(probabilitiesFor("?12")); // the network has not come to epoch 0 yet
    document.acceptProposal();
    QVERIFY(!document.undoTexts().undo);
}

void TestStudyDocument::menuTextsFollowTheSteps() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    QSignalSpy spy(&document, &StudyDocument::historyChanged);
    document.setStage(Stage::N2);
    document.setStage(Stage::N3);
    QCOMPARE(document.undoTexts(), (UndoTexts{"N3 in epoch 1", std::nullopt}));
    document.undo();
    QCOMPARE(document.undoTexts(), (UndoTexts{"N2 in epoch 1", "N3 in epoch 1"}));
    document.setStage(Stage::Rem); // forgets what could be redone
    QCOMPARE(document.undoTexts(), (UndoTexts{"REM in epoch 1", std::nullopt}));
    QCOMPARE(spy.count(), 4);
}

void TestStudyDocument::networkRunIsAScoringOfItsOwn() {
    StudyDocument document;
    document.setScorer("anna");
    document.open(fakeNight(3), oneChoice());
    document.takeProbabilities(probabilitiesFor("123"), "a device", "{}");
    QCOMPARE(document.scorings().size(), 2u);
    const ScoringSheet run = document.scorings()[1];
    QCOMPARE(run.info.kind, ScoringKind::Network);
    QCOMPARE(run.info.device, std::string("a device"));
    document.setStage(Stage::Rem);
    QCOMPARE(letters(document.scoring(run.key)->hypnogram), std::string("123"));
    document.showScoring(run.key);
    document.setStage(Stage::Rem);
    QCOMPARE(document.scorings().size(), 3u); // the copy that the edit went into
    QCOMPARE(letters(document.hypnogram()), std::string("R23"));
    QCOMPARE(letters(document.scoring(run.key)->hypnogram), std::string("123"));
    QCOMPARE(document.activeScoring()->info.name, std::string("anna (2)"));
}

void TestStudyDocument::readOnlyRefuses() {
    StudyDocument document;
    QSignalSpy refused(&document, &StudyDocument::refused);
    document.open(fakeNight(3), oneChoice(), {}, "because of a test");
    document.setStage(Stage::N2);
    document.setLights({0.0, std::nullopt});
    QCOMPARE(letters(document.hypnogram()), std::string("???"));
    QCOMPARE(refused.count(), 2);
    QCOMPARE(refused[0][1].toString(), QString("because of a test"));
}

void TestStudyDocument::epochStaysInTheNight() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    document.stepEpoch(-1);
    QCOMPARE(document.currentEpoch(), 0);
    document.stepEpoch(99);
    QCOMPARE(document.currentEpoch(), 2);
    document.open(fakeNight(2), oneChoice());
    QCOMPARE(document.currentEpoch(), 0);
}

void TestStudyDocument::pageAroundEpoch_data() {
    QTest::addColumn<int>("epoch");
    QTest::addColumn<double>("page");
    QTest::addColumn<double>("begin");
    QTest::addColumn<double>("end");
    QTest::newRow("one epoch and its neighbours") << 10 << 30.0 << 295.0 << 335.0;
    QTest::newRow("five seconds") << 10 << 5.0 << 300.0 << 305.0;
    QTest::newRow("five minutes, epoch in the middle") << 50 << 300.0 << 1365.0 << 1665.0;
    QTest::newRow("five minutes at the begin") << 0 << 300.0 << 0.0 << 300.0;
    QTest::newRow("five minutes at the end") << 99 << 300.0 << 2700.0 << 3000.0;
    QTest::newRow("whole night") << 50 << 0.0 << 0.0 << 3000.0;
    QTest::newRow("longer than the night") << 50 << 36000.0 << 0.0 << 3000.0;
}

void TestStudyDocument::pageAroundEpoch() {
    QFETCH(int, epoch);
    QFETCH(double, page);
    QFETCH(double, begin);
    QFETCH(double, end);
    const TimeSpan span = pageAround({0.0, 30.0, 100}, 3000.0, epoch, page);
    QCOMPARE(span.begin, begin);
    QCOMPARE(span.end, end);
}

void TestStudyDocument::shortPagesMoveWithinTheEpoch() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    document.setPageSeconds(15.0);
    document.stepPage(1);
    QCOMPARE(document.span(), (TimeSpan{15.0, 30.0}));
    QCOMPARE(document.currentEpoch(), 0);
    document.stepPage(1);
    QCOMPARE(document.span(), (TimeSpan{30.0, 45.0}));
    QCOMPARE(document.currentEpoch(), 1);
    document.stepPage(99);
    QCOMPARE(document.span(), (TimeSpan{75.0, 90.0}));
    QCOMPARE(document.currentEpoch(), 2);
}

void TestStudyDocument::fitsImportedStages_data() {
    QTest::addColumn<double>("offset");
    QTest::addColumn<QString>("stages");
    QTest::addColumn<int>("outside");
    QTest::addColumn<int>("uncovered");
    QTest::addColumn<bool>("resampled");
    QTest::newRow("as it is") << 0.0 << "W123" << 1 << 0 << false;
    QTest::newRow("one epoch later") << 30.0 << "?W12" << 2 << 1 << false;
    QTest::newRow("one epoch earlier") << -30.0 << "123R" << 1 << 0 << false;
    QTest::newRow("ten seconds later") << 10.0 << "W123" << 1 << 0 << true;
}

void TestStudyDocument::fitsImportedStages() {
    QFETCH(double, offset);
    QFETCH(QString, stages);
    const FittedHypnogram fitted =
        fitToGrid(Hypnogram::fromLetters("W123R", StageSource::Imported), {0.0, 30.0, 4}, offset);
    QCOMPARE(QString::fromStdString(letters(fitted.hypnogram)), stages);
    QTEST(static_cast<int>(fitted.outside), "outside");
    QTEST(static_cast<int>(fitted.uncovered), "uncovered");
    QTEST(fitted.resampled, "resampled");
}

QTEST_GUILESS_MAIN(TestStudyDocument)
#include "tst_study_document.moc"
