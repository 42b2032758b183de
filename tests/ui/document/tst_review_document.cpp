#include "tests/ui/support/fake_recording.h"
#include "ui/document/study_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace hypnodesk;
using test::fakeNight;
using test::probabilitiesFor;

namespace {

using Epochs = std::vector<std::int64_t>;

std::string letters(const Hypnogram& hypnogram) {
    std::string text;
    for (const EpochScore& epoch : hypnogram.epochs())
        text += stageLetter(epoch.stage);
    return text;
}

/// A night of six epochs that the network scored.
void openScored(StudyDocument& document) {
    document.open(fakeNight(6), {{0, std::nullopt, "EEG Fpz-Cz"}});
    document.takeProbabilities(probabilitiesFor("W1223R"));
}

} // namespace

/// What was reviewed, bulk accept, and the network hidden from trainees.
class TestReviewDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsCountAsLookedAt() {
        StudyDocument document;
        openScored(document);
        QSignalSpy changed(&document, &StudyDocument::lookedAtChanged);
        document.setCurrentEpoch(3);
        document.acceptProposal();
        document.markLookedAt({5, 1, 5, 99});
        document.markLookedAt({1});
        QCOMPARE(document.lookedAt(), (Epochs{1, 3, 5}));
        QCOMPARE(changed.count(), 2);
        document.undo(); // it was still looked at
        QCOMPARE(document.lookedAt(), (Epochs{1, 3, 5}));
    }

    void bulkAcceptIsOneStep() {
        StudyDocument document;
        openScored(document);
        document.setCurrentEpoch(1);
        document.setStage(Stage::Rem);
        document.acceptProposals({0, 1, 2, 3, 77});
        QCOMPARE(letters(document.hypnogram()), std::string("WR223R"));
        QCOMPARE(document.hypnogram()[0].source, StageSource::Accepted);
        QCOMPARE(document.hypnogram()[1].source, StageSource::Person);
        QCOMPARE(document.hypnogram()[4].source, StageSource::Network);
        QCOMPARE(document.lookedAt(), (Epochs{1})); // accepted, not looked at
        document.undo();
        QCOMPARE(document.hypnogram()[0].source, StageSource::Network);
        QCOMPARE(document.hypnogram()[3].source, StageSource::Network);
        document.acceptProposals({1}); // a person spoke for it
        QVERIFY(!document.undoTexts().undo->starts_with("Accept"));
    }

    void trainingHidesTheNetworkUntilAnAnswer() {
        StudyDocument document;
        openScored(document);
        const Hypnogram before = document.hypnogram();
        const ScoringKey shown = document.activeScoring()->key;
        document.startTraining();
        QVERIFY(document.isTraining());
        QCOMPARE(letters(document.hypnogram()), std::string("??????"));
        for (int epoch = 0; epoch < 6; ++epoch)
            QVERIFY(!document.probabilities()->isScored(epoch));

        document.setCurrentEpoch(2);
        document.setStage(Stage::N2); // right
        QVERIFY(document.probabilities()->isScored(2));
        QVERIFY(!document.probabilities()->isScored(3));
        document.setCurrentEpoch(3);
        document.setStage(Stage::N1); // wrong
        document.setStage(Stage::N2); // the network's, once it was seen: the first answer counts
        QCOMPARE(document.trainingAgreement()->compared, 2);
        QCOMPARE(document.trainingAgreement()->accuracy, 0.5);
        document.undo();
        document.undo();
        QVERIFY(document.probabilities()->isScored(3)); // what was seen stays seen

        document.endTraining();
        QVERIFY(!document.isTraining());
        QVERIFY(!document.trainingAgreement());
        QCOMPARE(document.activeScoring()->key, shown);
        QCOMPARE(document.hypnogram(), before);
        for (int epoch = 0; epoch < 6; ++epoch)
            QVERIFY(document.probabilities()->isScored(epoch));
        QCOMPARE(document.scorings().back().info.name, std::string("Training of Scorer"));
    }

    void nothingRevealsTheNetworkInTraining() {
        StudyDocument document;
        openScored(document);
        document.setOverlay(document.scorings().back().key);
        document.startTraining();
        QVERIFY(!document.overlay());
        QSignalSpy refused(&document, &StudyDocument::refused);
        document.setStage(Stage::N1);
        document.acceptProposal(); // the answer of epoch 1 is revealed, and stays the trainee's
        document.takeSecondChoice();
        QCOMPARE(refused.count(), 2);
        QCOMPARE(document.hypnogram().stage(0), Stage::N1);
        document.acceptProposals({1, 2});
        document.preview(probabilitiesFor("RRRRRR"));
        document.takeProbabilities(probabilitiesFor("222222"));
        QCOMPARE(letters(document.hypnogram()), std::string("1?????"));
        QVERIFY(!document.probabilities()->isScored(1));
        document.endTraining();
        QVERIFY(document.overlay());
    }

    void trainingEndsWithAnotherScoring() {
        StudyDocument document;
        openScored(document);
        const ScoringKey shown = document.activeScoring()->key;
        QSignalSpy changed(&document, &StudyDocument::trainingChanged);
        document.startTraining();
        document.showScoring(shown);
        QVERIFY(!document.isTraining());
        QCOMPARE(changed.count(), 2);
        document.startTraining();
        document.open(fakeNight(6), {{0, std::nullopt, "EEG Fpz-Cz"}});
        QVERIFY(!document.isTraining());
    }

    void trainingNeedsANetworkAndARightToWrite() {
        StudyDocument document;
        document.open(fakeNight(6), {{0, std::nullopt, "EEG Fpz-Cz"}});
        QSignalSpy refused(&document, &StudyDocument::refused);
        document.startTraining();
        QVERIFY(!document.isTraining());
        QCOMPARE(refused.count(), 1);
        document.open(fakeNight(6), {}, {}, "held by another program");
        document.startTraining();
        QVERIFY(!document.isTraining());
    }
};

QTEST_GUILESS_MAIN(TestReviewDocument)
#include "tst_review_document.moc"
