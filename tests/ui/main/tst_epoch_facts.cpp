#include "tests/ui/support/fake_recording.h"
#include "ui/review/epoch_panel.h"

#include <QTest>

using namespace hypnodesk;

class TestEpochFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysEverythingInOneLine();
    void unscoredNight();
    void quietAboutEpochsTheNetworkDidNotReach();
    void tellsWhenTheViewsDisagree();
    void saysWhenAProposalIsDoubtful();
    void warnsOfABadSignal();
    void outsideTheNight();
};

namespace {

const StartTime kStart{2026, 3, 14, 22, 8, 0.0};

} // namespace

void TestEpochFacts::saysEverythingInOneLine() {
    NightProbabilities night = test::probabilitiesFor("W12");
    // 1 - H(p) / ln 5 with p = .9, .1: H = .325083, so .7980.
    const EpochFacts facts = epochFacts(Hypnogram::fromProbabilities(night), night, kStart, 2);
    QCOMPARE(facts.oneLine(),
             QString("Epoch 3/3 | 22:09:00 | N2 (proposed by the network) | confidence 0.80"));
    QCOMPARE(facts.rawText, QString("N2 90 %"));
    QVERIFY(!facts.viewsDisagree);
}

void TestEpochFacts::unscoredNight() {
    const EpochFacts facts = epochFacts(Hypnogram({0.0, 30.0, 4}), std::nullopt, kStart, 0);
    QCOMPARE(facts.oneLine(), QString("Epoch 1/4 | 22:08:00 | Unscored (not scored yet)"));
    QVERIFY(!facts.verdict);
}

void TestEpochFacts::quietAboutEpochsTheNetworkDidNotReach() {
    const NightProbabilities night = test::probabilitiesFor("W??");
    const EpochFacts facts = epochFacts(Hypnogram::fromProbabilities(night), night, kStart, 1);
    QVERIFY(!facts.verdict);
    QVERIFY(!facts.confidence);
}

void TestEpochFacts::tellsWhenTheViewsDisagree() {
    NightProbabilities night = test::probabilitiesFor("1");
    night.epochs[0].spectrogram = {0.8f, 0.2f, 0.0f, 0.0f, 0.0f};
    const EpochFacts facts = epochFacts(Hypnogram::fromProbabilities(night), night, kStart, 0);
    QVERIFY(facts.viewsDisagree);
    QCOMPARE(facts.spectrogramText, QString("W 80 %"));
    QVERIFY(facts.oneLine().endsWith("the views disagree: raw N1 90 %, spectrogram W 80 %"));
}

void TestEpochFacts::saysWhenAProposalIsDoubtful() {
    const NightProbabilities night = test::probabilitiesFor("22", 0.55f);
    Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
    hypnogram.set(1, {Stage::N2, StageSource::Accepted});
    const EpochFacts proposal = epochFacts(hypnogram, night, kStart, 0);
    QVERIFY(proposal.doubtful);
    QVERIFY(proposal.oneLine().endsWith("doubtful, second choice N3 45 %"));
    QVERIFY(!epochFacts(hypnogram, night, kStart, 1).doubtful); // a person looked at it
}

void TestEpochFacts::warnsOfABadSignal() {
    NightProbabilities night = test::probabilitiesFor("?");
    night.epochs[0].quality = EpochQuality::Flat;
    const EpochFacts facts = epochFacts(Hypnogram({0.0, 30.0, 1}), night, kStart, 0);
    QVERIFY(facts.qualityText.contains("flat"));
    QVERIFY(facts.oneLine().contains("flat"));
}

void TestEpochFacts::outsideTheNight() {
    QVERIFY(epochFacts(Hypnogram(), std::nullopt, kStart, 0).clock.isEmpty());
    QVERIFY(!epochFacts(Hypnogram({0.0, 30.0, 2}), test::probabilitiesFor("W"), kStart, 1).verdict);
}

QTEST_APPLESS_MAIN(TestEpochFacts)
#include "tst_epoch_facts.moc"
