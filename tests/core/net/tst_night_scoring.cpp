#include "core/model/calibration.h"
#include "core/net/torch.h"
#include "core/scoring/hypnogram.h"
#include "tests/core/net/small_network.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace hypnodesk;
using namespace hypnodesk::net;

namespace {

float sum(const StageProbabilities& p) {
    return std::accumulate(p.begin(), p.end(), 0.0f);
}

float largestDifference(const NightProbabilities& a, const NightProbabilities& b) {
    float largest = 0.0f;
    for (std::size_t e = 0; e < a.epochs.size(); ++e)
        for (std::size_t c = 0; c < 5; ++c)
            largest = std::max(largest, std::fabs(a.epochs[e].joint[c] - b.epochs[e].joint[c]));
    return largest;
}

} // namespace

class TestNightScoring : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsCoverTheNight_data() {
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("stride");
        for (const int n : {1, 5, 6, 7, 13, 100})
            for (const int stride : {1, 2, 6, 50})
                QTest::addRow("%d epochs, stride %d", n, stride) << n << stride;
    }
    void windowsCoverTheNight() {
        QFETCH(int, n);
        QFETCH(int, stride);
        constexpr std::int64_t kLength = 6;
        const auto starts = windowStarts(n, kLength, stride);
        QVERIFY(!starts.empty());
        QCOMPARE(starts.front(), std::int64_t(0));
        QCOMPARE(starts.back() + std::min<std::int64_t>(kLength, n), std::int64_t(n));
    }

    void probabilitiesSumToOne_data() { windowsCoverTheNight_data(); }
    void probabilitiesSumToOne() {
        QFETCH(int, n);
        QFETCH(int, stride);
        if (n == 100)
            return; // the same paths, slowly
        ReadyNetwork ready = readyNetwork(smallConfig(), 5);
        const auto night = scoreNight(ready, noiseNight(n, 1), {.stride = stride}, {});
        QVERIFY(night.has_value());
        QCOMPARE(night->epochs.size(), static_cast<std::size_t>(n));
        for (const EpochVerdict& verdict : night->epochs)
            for (const StageProbabilities& p : {verdict.joint, verdict.raw, verdict.spectrogram})
                QVERIFY(std::fabs(sum(p) - 1.0f) < 1e-4f);
    }

    void aggregationIsTheProductRule() {
        // Windows of two epochs over three: the middle one is the normalised geometric mean of both its
        // windows.
        ModelConfig config = smallConfig();
        config.sequenceLength = 2;
        ReadyNetwork ready = readyNetwork(config, 6);
        const ModelInput input = noiseNight(3, 2);
        const auto night = scoreNight(ready, input, {.stride = 1}, {});
        QVERIFY(night.has_value());

        torch::NoGradGuard noGrad;
        const auto embeddings = embedNight(ready, input, 8, {});
        QVERIFY(embeddings.has_value());
        const auto window = [&](std::int64_t first) {
            return ready.network->verdict({embeddings->raw.narrow(0, first, 2).unsqueeze(0),
                                           embeddings->spectrogram.narrow(0, first, 2).unsqueeze(0)});
        };
        const auto expected = torch::softmax(0.5 * (window(0)[0][1] + window(1)[0][0]), 0);
        for (std::size_t c = 0; c < 5; ++c)
            QVERIFY(std::fabs(night->epochs[1].joint[c] -
                              expected[static_cast<std::int64_t>(c)].item<float>()) < 1e-5f);
    }

    void batchSizeDoesNotMatter() {
        ReadyNetwork ready = readyNetwork(smallConfig(), 7);
        const ModelInput input = noiseNight(17, 3);
        const auto one = scoreNight(ready, input, {.batch = 1}, {});
        const auto many = scoreNight(ready, input, {.batch = 32}, {});
        QVERIFY(one && many);
        QVERIFY(largestDifference(*one, *many) < 1e-4f);
    }

    void numberOfThreadsDoesNotMatter() {
        ReadyNetwork ready = readyNetwork(smallConfig(), 7);
        ready.network->fold();
        const ModelInput input = noiseNight(37, 3);
        const int before = at::get_num_threads();
        at::set_num_threads(1);
        const auto one = scoreNight(ready, input, {.batch = 4}, {});
        at::set_num_threads(3);
        const auto three = scoreNight(ready, input, {.batch = 4}, {});
        at::set_num_threads(before);
        QVERIFY(one && three);
        QVERIFY(largestDifference(*one, *three) < 1e-6f); // rounding
    }

    void temperatureNeverChangesTheStage() {
        ReadyNetwork ready = readyNetwork(smallConfig(), 8);
        const ModelInput input = noiseNight(12, 4);
        const auto plain = scoreNight(ready, input, {}, {});
        ready.temperature = 3.0;
        const auto cooled = scoreNight(ready, input, {}, {});
        QVERIFY(plain && cooled);
        for (std::size_t e = 0; e < plain->epochs.size(); ++e) {
            QCOMPARE(mostProbable(cooled->epochs[e].joint), mostProbable(plain->epochs[e].joint));
            QVERIFY(confidence(cooled->epochs[e].joint) <= confidence(plain->epochs[e].joint) + 1e-6f);
            const StageProbabilities same = withTemperature(plain->epochs[e].joint, 3.0);
            QVERIFY(std::fabs(cooled->epochs[e].joint[0] - same[0]) < 1e-4f);
        }
    }

    void missingEpochsAreLeftUnscored() {
        ReadyNetwork ready = readyNetwork(smallConfig(), 9);
        ModelInput input = noiseNight(8, 5);
        input.quality[3] = EpochQuality::Missing;
        input.quality[5] = EpochQuality::Flat;
        const auto night = scoreNight(ready, input, {}, {});
        QVERIFY(night.has_value());
        QVERIFY(!night->isScored(3));
        QCOMPARE(night->epochs[5].quality, EpochQuality::Flat);
        QCOMPARE(Hypnogram::fromProbabilities(*night).stage(3), Stage::Unscored);
        QCOMPARE(Hypnogram::fromProbabilities(*night).stage(5), Stage::Unscored);
    }

    void previewsShowTheWholeNightAndGrowFiner() {
        ReadyNetwork ready = readyNetwork(smallConfig(), 10);
        ModelInput input = noiseNight(41, 6);
        input.quality[40] = EpochQuality::Missing;
        double fraction = 0.0;
        double fractionOfFirst = 0.0;
        std::vector<NightProbabilities> previews;
        const TaskContext context({}, [&](double now, std::string_view) { fraction = now; });
        ScoreOptions options;
        options.batch = 3;
        options.partial = [&](const NightProbabilities& night) {
            if (previews.empty())
                fractionOfFirst = fraction;
            previews.push_back(night);
        };
        const auto night = scoreNight(ready, input, options, context);
        QVERIFY(night.has_value());
        QVERIFY(previews.size() >= 4);
        QVERIFY(fractionOfFirst <= 0.2);
        for (std::int64_t e = 0; e < 40; ++e)
            QVERIFY(previews.front().isScored(e));
        QVERIFY(!previews.front().isScored(40));
        // Every fifth epoch spoke for its neighbours; in the end each speaks for itself.
        QVERIFY(previews.front().epochs[5].joint == previews.front().epochs[9].joint);
        QVERIFY(previews.front().epochs[5].joint != previews.front().epochs[10].joint);
        QVERIFY(previews.back().epochs[5].joint != previews.back().epochs[9].joint);
        const auto unseen = scoreNight(ready, input, {.batch = 3}, {});
        QVERIFY(unseen && largestDifference(*unseen, *night) == 0.0f);
    }

    void cancels() {
        ReadyNetwork ready = readyNetwork(smallConfig(), 11);
        std::stop_source stop;
        const TaskContext context(stop.get_token(), [&](double fraction, std::string_view) {
            if (fraction > 0.2)
                stop.request_stop();
        });
        const auto night = scoreNight(ready, noiseNight(60, 7), {.batch = 4}, context);
        QVERIFY(!night.has_value());
        QCOMPARE(night.error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestNightScoring)
#include "tst_night_scoring.moc"
