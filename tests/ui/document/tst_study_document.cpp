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
    void dirtyFollowsTheUndoStack();
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
    QVERIFY(!document.isDirty());
}

void TestStudyDocument::scoresAndUndoes() {
    StudyDocument document;
    document.open(fakeNight(4), oneChoice());
    document.setStage(Stage::N2);
    document.stepEpoch(1);
    document.setStage(Stage::Rem);
    document.setCurrentEpoch(3);
    QCOMPARE(letters(document.hypnogram()), std::string("2R??"));
    document.undoStack().undo();
    QCOMPARE(letters(document.hypnogram()), std::string("2???"));
    QCOMPARE(document.currentEpoch(), 1); // undo shows what it undid
    document.undoStack().undo();
    QCOMPARE(letters(document.hypnogram()), std::string("????"));
    document.undoStack().redo();
    document.undoStack().redo();
    QCOMPARE(letters(document.hypnogram()), std::string("2R??"));
    QCOMPARE(document.hypnogram()[1].source, StageSource::Person);
}

void TestStudyDocument::scoringTheSameTwiceIsNoStep() {
    StudyDocument document;
    document.open(fakeNight(2), oneChoice());
    document.setStage(Stage::Wake);
    document.setStage(Stage::Wake);
    QCOMPARE(document.undoStack().count(), 1);
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
    QVERIFY(!document.isDirty());
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
    document.undoStack().undo();
    QCOMPARE(letters(document.hypnogram()), std::string("?1??"));
    document.undoStack().undo();
    QCOMPARE(letters(document.hypnogram()), std::string("????"));
}

void TestStudyDocument::undoOfScoringTakesTheProposalsAway() {
    StudyDocument document;
    document.open(fakeNight(3), oneChoice());
    document.takeProbabilities(probabilitiesFor("123"));
    document.takeProbabilities(probabilitiesFor("RRR"));
    document.undoStack().undo();
    QCOMPARE(letters(document.hypnogram()), std::string("123"));
    QCOMPARE(*document.probabilities(), probabilitiesFor("123"));
    document.undoStack().undo();
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
    QCOMPARE(document.undoStack().count(), 0);
    document.preview(probabilitiesFor("?12")); // the network has not come to epoch 0 yet
    document.acceptProposal();
    QCOMPARE(document.undoStack().count(), 0);
}

void TestStudyDocument::dirtyFollowsTheUndoStack() {
    StudyDocument document;
    QSignalSpy spy(&document, &StudyDocument::dirtyChanged);
    document.open(fakeNight(3), oneChoice());
    spy.clear();
    document.setStage(Stage::N2);
    QVERIFY(document.isDirty());
    document.setClean();
    QVERIFY(!document.isDirty());
    document.undoStack().undo();
    QVERIFY(document.isDirty());
    document.undoStack().redo();
    QVERIFY(!document.isDirty());
    QCOMPARE(spy.count(), 4);
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
