#include "core/scoring/review_ranking.h"

#include <QTest>

using namespace hypnodesk;

namespace {

/// A night whose epoch i is N2 with probability certainty[i]; 0 stands for an epoch not scored.
NightProbabilities nightOf(const std::vector<float>& certainty) {
    NightProbabilities night;
    night.grid.count = static_cast<std::int64_t>(certainty.size());
    for (const float p : certainty) {
        EpochVerdict verdict;
        if (p > 0.0f)
            verdict.joint = {(1 - p) / 4, (1 - p) / 4, p, (1 - p) / 4, (1 - p) / 4};
        night.epochs.push_back(verdict);
    }
    return night;
}

using Epochs = std::vector<std::int64_t>;

} // namespace

class tst_review_ranking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doubtIsWhatTheBestClassLeaves();
    void theMostDoubtfulComesFirst();
    void reviewedEpochsLeaveTheQueue();
    void nextDoubtfulWrapsInBothDirections();
    void nextDoubtfulEndsWhenAllIsReviewed();
    void aNightShorterThanTheHypnogramIsDoubtful();
    void stageChanges();
};

void tst_review_ranking::doubtIsWhatTheBestClassLeaves() {
    EpochVerdict verdict;
    QCOMPARE(doubt(verdict), 1.0f);
    verdict.joint = {0.0f, 0.25f, 0.75f, 0.0f, 0.0f};
    QCOMPARE(doubt(verdict), 0.25f);
    verdict.quality = EpochQuality::Clipped;
    QCOMPARE(doubt(verdict), 1.0f);
}

void tst_review_ranking::theMostDoubtfulComesFirst() {
    const NightProbabilities night = nightOf({0.9f, 0.5f, 0.0f, 0.5f, 0.6f});
    QCOMPARE(reviewOrder(Hypnogram::fromProbabilities(night), night), (Epochs{2, 1, 3, 4, 0}));
}

void tst_review_ranking::reviewedEpochsLeaveTheQueue() {
    const NightProbabilities night = nightOf({0.9f, 0.5f, 0.4f, 0.5f});
    Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
    hypnogram.set(1, {Stage::N2, StageSource::Accepted});
    hypnogram.set(2, {Stage::Wake, StageSource::Person});
    QCOMPARE(reviewOrder(hypnogram, night), (Epochs{3, 0}));
}

void tst_review_ranking::nextDoubtfulWrapsInBothDirections() {
    const NightProbabilities night = nightOf({0.9f, 0.5f, 0.9f, 0.5f, 0.9f});
    const Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
    using Epoch = std::optional<std::int64_t>;
    QCOMPARE(nextDoubtful(hypnogram, night, 0, 1), Epoch(1));
    QCOMPARE(nextDoubtful(hypnogram, night, 1, 1), Epoch(3));
    QCOMPARE(nextDoubtful(hypnogram, night, 3, 1), Epoch(1));
    QCOMPARE(nextDoubtful(hypnogram, night, 0, -1), Epoch(3));
    QCOMPARE(nextDoubtful(hypnogram, night, 2, -1), Epoch(1));
    QCOMPARE(nextDoubtful(hypnogram, night, 0, 1, 0.6f), Epoch());
}

void tst_review_ranking::nextDoubtfulEndsWhenAllIsReviewed() {
    const NightProbabilities night = nightOf({0.9f, 0.5f, 0.9f});
    Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
    QCOMPARE(nextDoubtful(hypnogram, night, 1, 1), std::optional<std::int64_t>(1)); // the only one, itself
    hypnogram.set(1, {Stage::N2, StageSource::Accepted});
    QVERIFY(!nextDoubtful(hypnogram, night, 1, 1));
    QVERIFY(!nextDoubtful(Hypnogram(), {}, 0, 1));
}

void tst_review_ranking::aNightShorterThanTheHypnogramIsDoubtful() {
    const Hypnogram hypnogram(EpochGrid{0.0, 30.0, 3});
    QCOMPARE(reviewOrder(hypnogram, {}), (Epochs{0, 1, 2}));
    QCOMPARE(nextDoubtful(hypnogram, {}, 0, 1), std::optional<std::int64_t>(1));
}

void tst_review_ranking::stageChanges() {
    const Hypnogram night = Hypnogram::fromLetters("WW11RR");
    using Epoch = std::optional<std::int64_t>;
    QCOMPARE(nextStageChange(night, 0, 1), Epoch(2));
    QCOMPARE(nextStageChange(night, 2, 1), Epoch(4));
    QCOMPARE(nextStageChange(night, 4, 1), Epoch());
    QCOMPARE(nextStageChange(night, 5, -1), Epoch(4));
    QCOMPARE(nextStageChange(night, 2, -1), Epoch());
    QCOMPARE(nextStageChange(Hypnogram(), 0, 1), Epoch());
}

QTEST_APPLESS_MAIN(tst_review_ranking)
#include "tst_review_ranking.moc"
