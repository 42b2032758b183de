#include "core/dsp/band_power.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace hypnodesk::dsp;

class TestBandPower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 14, 15 and 1 windows: the median of an even and of an odd number, and of one.
    void agreesWithScipy_data() {
        QTest::addColumn<int>("count");
        for (const int count : {3000, 3200, 400})
            QTest::newRow(qPrintable(QString::number(count))) << count;
    }
    void agreesWithScipy() {
        QFETCH(int, count);
        const auto samples = testSignal(std::size_t(count), 100.0, 6);
        const auto name = std::to_string(count);
        const auto density = welchMedian(samples, 100.0);
        QCOMPARE(density.size(), std::size_t(201));
        compareWithGolden(density, "welch_" + name, 1e-4);
        compareWithGolden(bandPowers(samples, 100.0), "bands_" + name, 1e-3);
    }

    void tenHertzLandsInItsBin() {
        const auto density = welchMedian(sine(3000, 100.0, 10.0, 20.0), 100.0);
        QCOMPARE(std::max_element(density.begin(), density.end()) - density.begin(), 40);
        const auto powers = bandPowers(sine(3000, 100.0, 10.0, 20.0), 100.0);
        QCOMPARE(std::max_element(powers.begin(), powers.end()) - powers.begin(), 2);
    }

    void whiteNoiseHasItsLevel() {
        std::vector<float> samples;
        for (const double value : uniformNoise(60000, 8))
            samples.push_back(static_cast<float>(60.0 * value));
        const auto density = welchMedian(samples, 100.0);
        const double mean =
            std::accumulate(density.begin() + 8, density.end() - 1, 0.0) / double(density.size() - 9);
        QVERIFY(std::abs(mean / (2.0 * 300.0 / 100.0) - 1.0) < 0.05);
    }

    /// Windows with a gap are left out; the others give what they would give alone.
    void gapsAreLeftOut() {
        auto samples = testSignal(3000, 100.0, 6);
        const auto half = std::vector<float>(samples.begin(), samples.begin() + 1400);
        std::fill(samples.begin() + 1400, samples.end(), std::numeric_limits<float>::quiet_NaN());
        QVERIFY(welchMedian(samples, 100.0) == welchMedian(half, 100.0));
    }

    void tooLittleGivesNothing() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(welchMedian({}, 100.0).empty());
        QVERIFY(welchMedian(testSignal(399, 100.0, 1), 100.0).empty());
        QVERIFY(welchMedian(std::vector<float>(3000, nan), 100.0).empty());
        QVERIFY(welchMedian(sine(3000, 100.0, 10.0, 3e38), 100.0).empty());
        for (const double rate : {0.0, -100.0, 1e30, double(nan)})
            QVERIFY(welchMedian(testSignal(3000, 100.0, 1), rate).empty());
        for (const double power : bandPowers({}, 100.0))
            QVERIFY(std::isnan(power));
    }

    /// At 20 Hz nothing above 10 Hz exists: beta is empty, sigma too.
    void bandsAboveNyquistAreEmpty() {
        const auto powers = bandPowers(testSignal(600, 20.0, 1), 20.0);
        QVERIFY(powers[0] > 0.0);
        QVERIFY(powers[1] > 0.0);
        QCOMPARE(powers[3], 0.0);
        QCOMPARE(powers[4], 0.0);
    }
};

QTEST_APPLESS_MAIN(TestBandPower)
#include "tst_band_power.moc"
