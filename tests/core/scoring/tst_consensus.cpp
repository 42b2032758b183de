#include "core/scoring/consensus.h"

#include <QTest>

using namespace hypnodesk;
using Epochs = std::vector<std::int64_t>;

class TestConsensus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void disagreementsAreOfSleepStagesAlone() {
        const Hypnogram one = Hypnogram::fromLetters("W12?3M");
        const Hypnogram other = Hypnogram::fromLetters("W22132");
        QCOMPARE(disagreements(one, other), Epochs({1}));
        QCOMPARE(epochsToDecide(one, other), Epochs({1, 3, 5}));
    }

    void cellsOfTheConfusionNameTheirEpochs() {
        const Hypnogram one = Hypnogram::fromLetters("112233");
        const Hypnogram other = Hypnogram::fromLetters("1212323");
        QCOMPARE(epochsCalled(one, Stage::N1, other, Stage::N2), Epochs({1}));
        QCOMPARE(epochsCalled(one, Stage::N3, other, Stage::N3), Epochs({4}));
        QCOMPARE(epochsCalled(one, Stage::Rem, other, Stage::N3), Epochs());
    }

    void commonGroundIsWhatBothSay() {
        const Hypnogram one = Hypnogram::fromLetters("W12?3M", StageSource::Network);
        const Hypnogram other = Hypnogram::fromLetters("W2213M", StageSource::Imported);
        const Hypnogram common = commonGround(one, other);
        QCOMPARE(common, Hypnogram::fromLetters("W?2?3M", StageSource::Person));
    }

    void aShorterScoringLeavesTheRestOpen() {
        const Hypnogram common = commonGround(Hypnogram::fromLetters("WW22"), Hypnogram::fromLetters("WW"));
        QCOMPARE(common, Hypnogram::fromLetters("WW??", StageSource::Person));
    }
};

QTEST_APPLESS_MAIN(TestConsensus)
#include "tst_consensus.moc"
