#include "core/scoring/review_queue.h"
#include "core/scoring/review_state.h"

#include <QTest>

#include <algorithm>

using namespace hypnodesk;

namespace {

/// A night whose epoch i is N2 with P(wrong) doubts[i]; what is left goes to N3.
NightProbabilities nightOf(const std::vector<float>& doubts) {
    NightProbabilities night;
    night.grid.count = std::ssize(doubts);
    for (const float wrong : doubts) {
        EpochVerdict verdict;
        verdict.joint = {0.0f, 0.0f, 1.0f - wrong, wrong, 0.0f};
        verdict.raw = verdict.joint;
        verdict.spectrogram = verdict.joint;
        night.epochs.push_back(verdict);
    }
    return night;
}

using Epochs = std::vector<std::int64_t>;
constexpr ReviewOptions kNoAudit{.auditShare = 0.0, .fewestAudited = 0};

} // namespace

class TestReviewQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neighboursInDoubtAreOneSegment() {
        //                                        0     1     2     3     4     5     6     7     8
        const NightProbabilities night = nightOf({.45f, .10f, .10f, .42f, .10f, .10f, .10f, .48f, .44f});
        const ReviewQueue queue = reviewQueue(night, kNoAudit);
        QCOMPARE(queue.segments.size(), 2u);
        QCOMPARE(queue.segments[0].epochs, (Epochs{7, 8})); // .48 before .45
        QCOMPARE(queue.segments[1].epochs, (Epochs{0, 3})); // two confident epochs are bridged
        QVERIFY(std::abs(queue.segments[1].expectedErrors - 0.87) < 1e-6);
        QCOMPARE(queue.walk(), (Epochs{7, 8, 0, 3}));
        QCOMPARE(queue.walkInTime(), (Epochs{0, 3, 7, 8}));
        QCOMPARE(queue.segmentOf(3), std::optional<std::size_t>(1));
        QVERIFY(!queue.segmentOf(1));
        ReviewOptions strict = kNoAudit;
        strict.bridgedEpochs = 0;
        QCOMPARE(reviewQueue(night, strict).segments.size(), 3u);
    }

    void reasonsAreThoseOfTheMostDoubtfulEpoch() {
        NightProbabilities night = nightOf({.45f, .1f, .1f, .1f, .42f, .1f, .1f, .1f, .1f});
        night.epochs[4].raw = {1.0f, 0.0f, 0.0f, 0.0f, 0.0f};
        night.epochs[8].quality = EpochQuality::Flat;
        const ReviewQueue queue = reviewQueue(night, kNoAudit);
        QCOMPARE(queue.segments.size(), 3u);
        QCOMPARE(queue.segments[0].epochs, (Epochs{8}));
        QVERIFY(queue.segments[0].reason == ReviewReason::BadSignal);
        QCOMPARE(queue.segments[0].expectedErrors, 0.0); // no stage is proposed there
        QVERIFY(queue.segments[1].reason == ReviewReason::BetweenStages);
        QVERIFY(queue.segments[2].reason == ReviewReason::ViewsDisagree);
    }

    void theAuditSampleIsDrawnFromConfidentEpochsOnly() {
        std::vector<float> doubts(1000, 0.02f);
        for (std::size_t i = 0; i < 1000; i += 10)
            doubts[i] = 0.45f;
        const NightProbabilities night = nightOf(doubts);
        const ReviewQueue queue = reviewQueue(night);
        QCOMPARE(queue.doubtful.size(), 100u);
        QCOMPARE(queue.audit.size(), 36u); // 4 % of 900
        for (const std::int64_t epoch : queue.audit)
            QVERIFY(epoch % 10 != 0);
        QVERIFY(std::adjacent_find(queue.audit.begin(), queue.audit.end()) == queue.audit.end());
        QCOMPARE(reviewQueue(night), queue);
        ReviewOptions other;
        other.seed = 2;
        QVERIFY(reviewQueue(night, other).audit != queue.audit);

        // Mixed in evenly: half of the sample within half of the queue.
        std::size_t audited = 0;
        for (std::size_t i = 0; i < queue.segments.size() / 2; ++i)
            audited += queue.segments[i].reason == ReviewReason::AuditSample;
        QCOMPARE(audited, 18u);
        QCOMPARE(queue.walk().size(), 136u);
    }

    /// Every confident epoch comes into the sample as often as any other.
    void theDrawIsFair() {
        const NightProbabilities night = nightOf(std::vector<float>(40, 0.05f));
        std::vector<int> drawn(40, 0);
        for (std::uint32_t seed = 0; seed < 2000; ++seed)
            for (const std::int64_t epoch : reviewQueue(night, {.fewestAudited = 10, .seed = seed}).audit)
                ++drawn[static_cast<std::size_t>(epoch)];
        for (const int times : drawn)
            QVERIFY2(times > 400 && times < 600, qPrintable(QString::number(times))); // 500, deviation 19
    }

    void shortAndEmptyNights() {
        QVERIFY(reviewQueue(NightProbabilities{}).isEmpty());
        const ReviewQueue sure = reviewQueue(nightOf({.1f, .1f, .1f}));
        QCOMPARE(sure.audit, (Epochs{0, 1, 2}));
        QVERIFY(sure.doubtful.empty());
        NightProbabilities broken = nightOf({.45f, .1f});
        broken.grid.count = 5; // says more than it holds
        QCOMPARE(reviewQueue(broken, kNoAudit).walk(), (Epochs{0}));
    }

    void theSeedBelongsToNightAndModel() {
        NightProbabilities night = nightOf({.1f, .1f, .1f});
        const std::uint32_t seed = reviewSeed(night);
        QCOMPARE(reviewSeed(night), seed);
        night.modelDigest = "other";
        QVERIFY(reviewSeed(night) != seed);
    }

    void statesOfEpochs() {
        const NightProbabilities night = nightOf(std::vector<float>(8, 0.1f));
        Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
        hypnogram.set(1, {Stage::N2, StageSource::Accepted});
        hypnogram.set(2, {Stage::N2, StageSource::Accepted});
        hypnogram.set(3, {Stage::Wake, StageSource::Person});
        hypnogram.set(4, {Stage::N2, StageSource::Person});
        hypnogram.set(5, {Stage::Wake, StageSource::Imported});
        hypnogram.set(6, {Stage::Artefact, StageSource::Person});
        const Epochs seen{1, 7};
        const std::vector<ReviewState> states = reviewStates(hypnogram, night, seen);
        using enum ReviewState;
        QVERIFY((states ==
                 std::vector{Open, Accepted, AcceptedUnseen, Corrected, Accepted, Foreign, Corrected, Seen}));
    }
};

QTEST_APPLESS_MAIN(TestReviewQueue)
#include "tst_review_queue.moc"
