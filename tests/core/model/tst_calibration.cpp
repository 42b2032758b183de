#include "core/model/calibration.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace hypnodesk;

class TestCalibration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void temperatureKeepsTheStageAndTheSum() {
        std::mt19937 random(1);
        std::uniform_real_distribution<float> uniform(0.001f, 1.0f);
        for (int i = 0; i < 1000; ++i) {
            StageProbabilities p{};
            for (float& value : p)
                value = uniform(random);
            const float sum = std::accumulate(p.begin(), p.end(), 0.0f);
            for (float& value : p)
                value /= sum;
            for (const double temperature : {0.3, 1.0, 4.0}) {
                const StageProbabilities q = withTemperature(p, temperature);
                QCOMPARE(mostProbable(q), mostProbable(p));
                QVERIFY(std::fabs(std::accumulate(q.begin(), q.end(), 0.0f) - 1.0f) < 1e-5f);
            }
        }
    }

    void temperatureByHand() {
        // p^(1/2) normalised: sqrt(.64), sqrt(.36) = .8, .6 -> .571, .429
        const StageProbabilities q = withTemperature({0.64f, 0.36f, 0.0f, 0.0f, 0.0f}, 2.0);
        QVERIFY(std::fabs(q[0] - 0.8f / 1.4f) < 1e-4f);
        QVERIFY(std::fabs(q[1] - 0.6f / 1.4f) < 1e-4f);
    }

    void anOverconfidentModelIsCooled() {
        // Says 0.9, is right in 7 of 10. The temperature must bring 0.9 : 0.1 down to 0.7 : 0.3:
        // ln 9 / T = ln(7/3), T = 2.593.
        std::vector<CalibrationSample> samples;
        for (int i = 0; i < 1000; ++i)
            samples.push_back({{0.9f, 0.1f, 0.0f, 0.0f, 0.0f}, i % 10 < 7 ? Stage::Wake : Stage::N1});
        QVERIFY(std::fabs(fittedTemperature(samples) - std::log(9.0) / std::log(7.0 / 3.0)) < 0.02);
    }

    void eceByHand() {
        // Ten epochs said 0.9 and five of them right; ten said 0.5 and five right: ECE = (0.4 + 0) / 2.
        std::vector<CalibrationSample> samples;
        for (int i = 0; i < 10; ++i) {
            samples.push_back({{0.9f, 0.1f, 0.0f, 0.0f, 0.0f}, i < 5 ? Stage::Wake : Stage::N1});
            samples.push_back({{0.5f, 0.125f, 0.125f, 0.125f, 0.125f}, i < 5 ? Stage::Wake : Stage::Rem});
        }
        const Calibration result = calibration(samples);
        QVERIFY(std::fabs(result.ece - 0.2) < 1e-6);
        QCOMPARE(result.bins.size(), std::size_t(15));
        QCOMPARE(result.bins[13].count, std::int64_t(10)); // 0.9 lies in [13/15, 14/15)
    }

    void eceByChanceByHand() {
        // One bin, four epochs that say .7. E|X/4 - .7| over X of Binomial(4, .7), by scipy.stats:
        // sum(binom.pmf(k, 4, .7) * abs(k / 4 - .7) for k in range(5)) = 0.18522
        std::vector<CalibrationSample> samples(4, {{0.7f, 0.3f, 0.0f, 0.0f, 0.0f}, Stage::Wake});
        QVERIFY(std::fabs(calibration(samples).eceByChance - 0.18522) < 1e-4);
        // 100 epochs of .9 beside them: (4 * 0.18522 + 100 * 0.02373) / 104, of .9 by the same sum.
        samples.insert(samples.end(), 100, {{0.9f, 0.1f, 0.0f, 0.0f, 0.0f}, Stage::Wake});
        QVERIFY(std::fabs(calibration(samples).eceByChance - 0.029947) < 1e-4);
    }

    void eceByChanceIsWhatHonestModelsShow() {
        // 2000 models that are right as often as they say, 60 epochs each.
        std::mt19937 random(3);
        std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
        double shown = 0.0;
        double told = 0.0;
        for (int model = 0; model < 2000; ++model) {
            std::vector<CalibrationSample> samples;
            for (int epoch = 0; epoch < 60; ++epoch) {
                const float p = 0.5f + 0.5f * uniform(random);
                samples.push_back(
                    {{p, 1.0f - p, 0.0f, 0.0f, 0.0f}, uniform(random) < p ? Stage::Wake : Stage::N1});
            }
            const Calibration result = calibration(samples);
            shown += result.ece / 2000.0;
            told += result.eceByChance / 2000.0;
        }
        QVERIFY2(std::fabs(shown - told) < 0.003, qPrintable(QString("%1 and %2").arg(shown).arg(told)));
    }

    void talliesOfPartsAddUp() {
        std::mt19937 random(2);
        std::uniform_real_distribution<float> uniform(0.2f, 1.0f);
        std::vector<CalibrationSample> samples;
        std::array<ReliabilityTally, 3> parts;
        for (int i = 0; i < 300; ++i) {
            const float p = uniform(random);
            const float rest = (1.0f - p) / 4.0f;
            samples.push_back({{rest, p, rest, rest, rest}, i % 3 ? Stage::N1 : Stage::N2});
            parts[static_cast<std::size_t>(i % 3)].add(samples.back().probabilities, samples.back().truth);
        }
        ReliabilityTally all;
        for (const ReliabilityTally& part : parts)
            all += part;
        QCOMPARE(all.count(), std::int64_t(300));
        const Calibration whole = calibration(samples);
        const Calibration sum = all.calibration();
        QVERIFY(std::fabs(sum.ece - whole.ece) < 1e-9);
        for (std::size_t b = 0; b < sum.bins.size(); ++b)
            QCOMPARE(sum.bins[b].count, whole.bins[b].count);
    }

    void certaintyLiesInTheLastBin() {
        const std::vector<CalibrationSample> sure{{{1.0f, 0.0f, 0.0f, 0.0f, 0.0f}, Stage::Wake}};
        QCOMPARE(calibration(sure).bins.back().count, std::int64_t(1));
        QCOMPARE(calibration(sure).eceByChance, 0.0);
    }

    void nothingToJudge() {
        QCOMPARE(fittedTemperature({}), 1.0);
        // Always right, and not sure of it: that is left as it is.
        const std::vector<CalibrationSample> modest(50, {{0.6f, 0.1f, 0.1f, 0.1f, 0.1f}, Stage::Wake});
        QVERIFY(std::fabs(fittedTemperature(modest) - 1.0) < 0.01);
        QCOMPARE(calibration({}).ece, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
