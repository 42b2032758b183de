#include "core/scoring/review_estimate.h"
#include "core/scoring/review_ranking.h"
#include "core/scoring/seeded_draw.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <functional>

using namespace hypnodesk;

namespace {

EpochVerdict verdictOf(double wrong) {
    EpochVerdict verdict;
    const auto p = static_cast<float>(wrong);
    verdict.joint = {0.0f, p / 2, 1.0f - p, p / 2, 0.0f};
    return verdict;
}

/// A fifth of the epochs doubtful (40 to 65 %), the others as sure as networks are (0.2 to 20 %).
NightProbabilities simulatedNight(SeededDraw& draw, std::int64_t epochs) {
    NightProbabilities night;
    night.grid.count = epochs;
    for (std::int64_t i = 0; i < epochs; ++i) {
        const double u = static_cast<double>(draw.below(1'000'000)) / 1e6;
        const bool isDoubtful = draw.below(5) == 0;
        night.epochs.push_back(verdictOf(isDoubtful ? 0.4 + 0.25 * u : 0.002 + 0.2 * u * u * u));
    }
    return night;
}

struct Coverage {
    int inside = 0;
    int nights = 0;
    double meanWidth = 0.0;
    double meanBias = 0.0;
    double percent() const { return 100.0 * inside / nights; }
};

/// Nights in which an epoch is wrong with `truth(P(wrong))`; of the queue the first `share` is reviewed.
Coverage simulate(const std::function<double(double)>& truth, double share, std::uint32_t seed) {
    constexpr int kNights = 120;
    SeededDraw draw(seed);
    Coverage coverage;
    for (int n = 0; n < kNights; ++n) {
        const NightProbabilities night = simulatedNight(draw, 900);
        const ReviewQueue queue = reviewQueue(night, {.seed = static_cast<std::uint32_t>(n)});
        std::vector<bool> isWrong;
        for (const EpochVerdict& verdict : night.epochs)
            isWrong.push_back(static_cast<double>(draw.below(1'000'000)) / 1e6 < truth(doubt(verdict)));
        std::vector<ReviewState> states(night.epochs.size(), ReviewState::Open);
        const auto walk = queue.walk();
        for (std::size_t i = 0; i < static_cast<std::size_t>(share * static_cast<double>(walk.size())); ++i) {
            const auto epoch = static_cast<std::size_t>(walk[i]);
            states[epoch] = isWrong[epoch] ? ReviewState::Corrected : ReviewState::Accepted;
        }
        std::int64_t left = 0;
        for (std::size_t i = 0; i < states.size(); ++i)
            left += states[i] == ReviewState::Open && isWrong[i];
        const RemainingErrors estimate = reviewProgress(queue, night, states).remaining;
        coverage.inside += estimate.low <= left && left <= estimate.high;
        ++coverage.nights;
        coverage.meanWidth += static_cast<double>(estimate.high - estimate.low) / kNights;
        coverage.meanBias += (estimate.mean - static_cast<double>(left)) / kNights;
    }
    return coverage;
}

ReviewProgress progressOf(const std::vector<double>& wrong, const std::vector<ReviewState>& states) {
    NightProbabilities night;
    night.grid.count = std::ssize(wrong);
    for (const double p : wrong)
        night.epochs.push_back(verdictOf(p));
    return reviewProgress(reviewQueue(night, {.auditShare = 0.0, .fewestAudited = 0}), night, states);
}

} // namespace

class TestReviewEstimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Two coins of 1/2: 0, 1, 2 errors with 1/4, 1/2, 1/4, when nothing is uncertain about the coins.
    void coinsAreCountedExactly() {
        const RemainingErrors two = remainingErrors({{}, {0.5, 0.5}, 1e-9}, {{}, {}, 1e-9});
        QVERIFY(std::abs(two.mean - 1.0) < 1e-9);
        QCOMPARE(two.low, 0);
        QCOMPARE(two.high, 2);
        // Binomial(100, 0.1): 5 to 15 hold 90 % (0.0237 below 5, 0.0576 up to 5; 0.9601 up to 15).
        const RemainingErrors hundred =
            remainingErrors({{}, {}, 1e-9}, {{}, std::vector<double>(100, 0.1), 1e-9});
        QVERIFY(std::abs(hundred.mean - 10.0) < 1e-6);
        QCOMPARE(hundred.low, 5);
        QCOMPARE(hundred.high, 15);
        QCOMPARE(remainingErrors({}, {}), (RemainingErrors{0.0, 0, 0}));
    }

    /// 40 epochs of P(wrong) 0.5 were looked at: what was found there moves what is expected of the others.
    void whatTheReviewFoundMovesTheEstimate() {
        const auto expected = [](int found) {
            ReviewStratum stratum{{}, std::vector<double>(40, 0.5), 0.5};
            for (int i = 0; i < 40; ++i)
                stratum.looked.push_back({0.5, i < found});
            return remainingErrors(stratum, {});
        };
        QVERIFY(std::abs(expected(20).mean - 20.0) < 0.1);
        QVERIFY(expected(30).mean > 26.0 && expected(30).mean < 30.0); // drawn towards 20 by the prior
        QVERIFY(expected(10).mean > 10.0 && expected(10).mean < 14.0);
        // And makes it surer.
        const RemainingErrors blind = remainingErrors({{}, std::vector<double>(40, 0.5), 0.5}, {});
        QVERIFY(expected(20).high - expected(20).low < blind.high - blind.low);
    }

    void countsOfAReview() {
        using enum ReviewState;
        const ReviewProgress progress =
            progressOf({.5, .5, .1, .1, .1, .1}, {Corrected, Seen, Accepted, AcceptedUnseen, Foreign, Open});
        QCOMPARE(progress.total, 5);
        QCOMPARE(progress.reviewed, 2);
        QCOMPARE(progress.corrected, 1);
        QCOMPARE(progress.acceptedUnseen, 1);
        QVERIFY(std::abs(progress.expectedInReviewed - 0.6) < 1e-6);
        // 0.53 of the one that was only seen, for the other doubtful one was wrong; of the open one and of
        // that accepted in bulk 0.17 each where the network says 0.1, for the shift is unknown (their means
        // over it, by numerical integration).
        QVERIFY(std::abs(progress.remaining.mean - 0.87) < 0.02);
        QVERIFY(progress.remaining.high >= 2);
    }

    void nothingIsLeftWhenAllIsReviewed() {
        const ReviewProgress progress = progressOf({.5, .1}, {ReviewState::Accepted, ReviewState::Corrected});
        QCOMPARE(progress.remaining, (RemainingErrors{0.0, 0, 0}));
        QVERIFY((StopRule{StopRule::Kind::RemainingErrors, 0.0}).isReached(progress));
        QVERIFY((StopRule{StopRule::Kind::ShareReviewed, 100.0}).isReached(progress));
    }

    void stopRules() {
        ReviewProgress progress;
        progress.total = 200;
        progress.reviewed = 50;
        progress.remaining.mean = 4.0; // 2 per 100
        progress.auditTotal = progress.auditReviewed = 20;
        QVERIFY((StopRule{StopRule::Kind::RemainingErrors, 2.0}).isReached(progress));
        QVERIFY(!(StopRule{StopRule::Kind::RemainingErrors, 1.9}).isReached(progress));
        QVERIFY((StopRule{StopRule::Kind::ShareReviewed, 25.0}).isReached(progress));
        QVERIFY(!(StopRule{StopRule::Kind::ShareReviewed, 26.0}).isReached(progress));
        progress.auditReviewed = 19; // the estimate is not audited yet
        QVERIFY(!(StopRule{StopRule::Kind::RemainingErrors, 2.0}).isReached(progress));
        progress.auditReviewed = 20;
        progress.withoutStage = 1;
        QVERIFY(!(StopRule{StopRule::Kind::RemainingErrors, 2.0}).isReached(progress));
        QVERIFY(!StopRule{}.isReached(ReviewProgress{}));
    }

    void epochsWithoutAProposalHaveNoErrors() {
        NightProbabilities night;
        night.grid.count = 2;
        night.epochs = {EpochVerdict{}, verdictOf(0.1)};
        night.epochs[1].quality = EpochQuality::Flat;
        const ReviewProgress progress =
            reviewProgress(reviewQueue(night), night, std::vector(2, ReviewState::Open));
        QCOMPARE(progress.withoutStage, 2);
        QCOMPARE(progress.remaining.mean, 0.0);
    }

    /// The interval of 90 %, over 120 simulated nights each whose true P(wrong) is known: at the begin of the
    /// review, after half of the queue, and after all of it. It is honest rather than tight: it allows for a
    /// network that is wrong about its doubt, so with one that is right it holds more than it promises
    /// (measured: 95 to 100 %), and where all odds or all probabilities are off by a half it still holds
    /// (measured: 87 to 99 %).
    void coverageOverSimulatedNights_data() {
        QTest::addColumn<double>("oddsFactor");
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("least");
        QTest::newRow("calibrated, begin") << 1.0 << 1.0 << 0.0 << 90.0;
        QTest::newRow("calibrated, half") << 1.0 << 1.0 << 0.5 << 90.0;
        QTest::newRow("calibrated, whole queue") << 1.0 << 1.0 << 1.0 << 90.0;
        QTest::newRow("odds x 1.5, half") << 1.5 << 1.0 << 0.5 << 85.0;
        QTest::newRow("odds x 0.67, half") << 0.67 << 1.0 << 0.5 << 85.0;
        QTest::newRow("P x 1.5, half") << 1.0 << 1.5 << 0.5 << 80.0;
        QTest::newRow("P x 0.67, half") << 1.0 << 0.67 << 0.5 << 80.0;
        QTest::newRow("P x 1.5, whole queue") << 1.0 << 1.5 << 1.0 << 80.0;
    }
    void coverageOverSimulatedNights() {
        QFETCH(double, oddsFactor);
        QFETCH(double, factor);
        QFETCH(double, share);
        QFETCH(double, least);
        const Coverage coverage = simulate(
            [&](double p) { return std::min(1.0, factor * oddsFactor * p / (1.0 - p + oddsFactor * p)); },
            share, 77);
        const QString figures = QStringLiteral("%1 % of nights inside; interval %2 wide; bias %3")
                                    .arg(coverage.percent())
                                    .arg(coverage.meanWidth, 0, 'f', 1)
                                    .arg(coverage.meanBias, 0, 'f', 1);
        qInfo("%s", qPrintable(figures));
        QVERIFY2(coverage.percent() >= least, qPrintable(figures));
    }

    /// It is worked out again at every key.
    void isQuickEnoughForEveryKey() {
        SeededDraw draw(5);
        const NightProbabilities night = simulatedNight(draw, 960);
        const ReviewQueue queue = reviewQueue(night);
        const std::vector<ReviewState> states(960, ReviewState::Open);
        QElapsedTimer timer;
        qint64 best = 1'000'000'000;
        for (int i = 0; i < 5; ++i) {
            timer.start();
            reviewProgress(queue, night, states);
            best = std::min(best, timer.nsecsElapsed());
        }
        qInfo("%.1f ms", static_cast<double>(best) / 1e6);
        QVERIFY(best < 50'000'000);
    }
};

QTEST_APPLESS_MAIN(TestReviewEstimate)
#include "tst_review_estimate.moc"
