#include "tests/ui/support/fake_recording.h"
#include "ui/review/review_texts.h"
#include "ui/review/training_dialog.h"
#include "ui/review/why_texts.h"

#include <QTest>

using namespace hypnodesk;
using test::probabilitiesFor;

class TestReviewTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counterAndStopRule() {
        ReviewProgress progress;
        progress.total = 958;
        progress.reviewed = 112;
        progress.remaining = {21.2, 14, 29};
        progress.auditTotal = 34;
        progress.auditReviewed = 34;
        QCOMPARE(reviewCounterText(progress),
                 QString("reviewed 112 of 958; expected remaining errors 21 (14-29)"));
        const StopRule two;
        QCOMPARE(stopRuleText(two, progress),
                 QString("Stop rule not reached: 2.2 expected errors per 100 epochs, 2.0 allowed."));
        progress.remaining.mean = 12.0;
        QCOMPARE(stopRuleText(two, progress),
                 QString("Stop rule reached: 1.3 expected errors per 100 epochs, 2.0 allowed."));
        progress.auditReviewed = 30;
        QCOMPARE(reviewCounterText(progress),
                 QString("reviewed 112 of 958; expected remaining errors 12 (14-29), not yet audited"));
        QCOMPARE(stopRuleText(two, progress),
                 QString("Stop rule not reached: the audit sample must be looked at first."));
        QCOMPARE(stopRuleText({StopRule::Kind::ShareReviewed, 20.0}, progress),
                 QString("Stop rule not reached: 11.7 % reviewed, 20.0 % asked for."));
        progress.acceptedUnseen = 600;
        QVERIFY(reviewAuditText(progress).contains("Accepted without a look: 600"));
    }

    void whatTheVerdictsSay() {
        EpochVerdict verdict;
        verdict.joint = {0.1f, 0.2f, 0.7f, 0.0f, 0.0f};
        QVERIFY(jointShiftText(verdict).isEmpty()); // the views said nothing
        verdict.raw = {0.3f, 0.3f, 0.4f, 0.0f, 0.0f};
        verdict.spectrogram = {0.1f, 0.3f, 0.6f, 0.0f, 0.0f};
        // The mean is .2 .3 .5: .1 and .1 went over to N2.
        const QString shift = jointShiftText(verdict);
        QVERIFY2(shift.contains("lies 20 percentage points") && shift.contains("towards N2"),
                 qPrintable(shift));
        QVERIFY(secondChoiceText(verdict).contains("N1 with 20 %"));
        verdict.raw = verdict.spectrogram = verdict.joint;
        QVERIFY(jointShiftText(verdict).contains("is the mean"));
        const NightProbabilities night = probabilitiesFor("W2", 0.9f);
        QCOMPARE(neighboursText(night, 0),
                 QString("Its verdict on the neighbours: before nothing, after N2 with 90 %."));
    }

    void witnessesSayWhatIsMissing() {
        NightWitnesses night;
        night.grid.count = 2;
        night.epochs.resize(2);
        night.epochs[1] = {7.5, 2, std::nullopt, 0.123, 4.2, 3};
        const auto lines = witnessLines(night, 1);
        QCOMPARE(lines[0].value, QString("7.5 s"));
        QVERIFY(lines[0].rule.contains("6 s") && lines[0].rule.endsWith("reached") &&
                !lines[0].rule.contains("not"));
        QCOMPARE(lines[1].value, QString("2"));
        QCOMPARE(lines[2].value, QString("not recorded"));
        QCOMPARE(lines[3].value, QString("12 % of the power"));
        QCOMPARE(lines[4].value, QString("4.2 dB"));
        for (const WitnessLine& line : witnessLines(night, 0))
            QCOMPARE(line.value, QString("not recorded"));
        QCOMPARE(witnessLines(night, 99).size(), 6u);
        night.epochs[1].slowWaveSeconds = 5.9;
        QVERIFY(witnessLines(night, 1)[0].rule.contains("not reached"));
    }

    void trainingInALine() {
        QCOMPARE(trainingSummary(Agreement{}), QString("No epoch is scored yet."));
        ConfusionMatrix confusion{};
        confusion[0][0] = 3;
        confusion[2][2] = 3;
        confusion[2][1] = 2;
        // Observed .75; by chance (3*3 + 5*3) / 64 = .375; kappa (.75 - .375) / .625 = .6
        QCOMPARE(trainingSummary(agreementFromConfusion(confusion)),
                 QString("8 epochs scored; 75 % as the network, kappa 0.60."));
    }
};

QTEST_GUILESS_MAIN(TestReviewTexts)
#include "tst_review_texts.moc"
