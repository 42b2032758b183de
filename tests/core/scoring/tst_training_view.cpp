#include "core/scoring/training_view.h"

#include <QTest>

using namespace hypnodesk;

class TestTrainingView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyEpochsScoredByHandAreRevealed() {
        NightProbabilities night;
        night.grid.count = 4;
        night.epochs.resize(4);
        for (EpochVerdict& verdict : night.epochs)
            verdict.joint = {0.1f, 0.0f, 0.9f, 0.0f, 0.0f};
        Hypnogram byHand(night.grid);
        byHand.set(1, {Stage::N2, StageSource::Person});
        byHand.set(2, {Stage::N1, StageSource::Network});
        byHand.set(3, {Stage::Unscored, StageSource::Person}); // cleared again
        const NightProbabilities view = trainingView(night, byHand);
        QVERIFY(!view.isScored(0));
        QVERIFY(view.isScored(1));
        QVERIFY(!view.isScored(2));
        QVERIFY(!view.isScored(3));
        QCOMPARE(view.epochs[1], night.epochs[1]);

        byHand.set(0, {Stage::Wake, StageSource::Person});
        const Agreement agreement = trainingAgreement(night, byHand);
        QCOMPARE(agreement.compared, 2); // N2 of N2, W of N2
        QCOMPARE(agreement.accuracy, 0.5);
        QCOMPARE(agreement.confusion[2][0], 1);
    }
};

QTEST_APPLESS_MAIN(TestTrainingView)
#include "tst_training_view.moc"
