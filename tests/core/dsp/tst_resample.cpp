#include "core/dsp/resample.h"
#include "tests/core/dsp/golden.h"

#include <limits>
#include <stop_token>

using namespace hypnodesk;
using namespace hypnodesk::dsp;

class TestResample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A sine below both Nyquist rates comes out as the same sine, sampled anew: right length, no delay.
    void sineKeepsItsPhase_data() {
        QTest::addColumn<double>("fromHz");
        QTest::addColumn<double>("toHz");
        for (const double from : {50.0, 64.0, 99.9, 128.0, 200.0, 256.0, 499.907, 512.0, 1000.0, 2048.0})
            QTest::newRow(qPrintable(QString::number(from))) << from << 100.0;
        QTest::newRow("up") << 100.0 << 256.0;
    }
    void sineKeepsItsPhase() {
        QFETCH(double, fromHz);
        QFETCH(double, toHz);
        const auto count = std::size_t(30.0 * fromHz) + 1;
        const auto resampled = resample(sine(count, fromHz, 10.0, 50.0), fromHz, toHz);
        QVERIFY(resampled.has_value());
        QCOMPARE(resampled->size(), std::size_t(std::llround(double(count) * toHz / fromHz)));
        const auto expected = sine(resampled->size(), toHz, 10.0, 50.0);
        const auto edge = std::size_t(2.0 * toHz); // at the ends the sine is cut off
        for (std::size_t i = edge; i + edge < expected.size(); ++i)
            QVERIFY2(std::abs((*resampled)[i] - expected[i]) < 0.005f, qPrintable(QString::number(i)));
    }

    /// 70 Hz would fold to 30 Hz.
    void removesWhatWouldFold() {
        const auto resampled = resample(sine(25600, 256.0, 70.0, 50.0), 256.0, 100.0);
        QVERIFY(resampled.has_value());
        for (std::size_t i = 100; i + 100 < resampled->size(); ++i)
            QVERIFY(std::abs((*resampled)[i]) < 0.005f);
    }

    /// Neither an electrode's offset nor a drift makes ringing at the ends.
    void offsetAndDriftAreKeptToTheEnds() {
        std::vector<float> samples(2560);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = 3000.0f + 0.5f * float(i);
        const auto resampled = resample(samples, 256.0, 100.0);
        QVERIFY(resampled.has_value());
        QCOMPARE(resampled->size(), std::size_t(1000));
        for (std::size_t i = 0; i < resampled->size(); ++i)
            QVERIFY(std::abs((*resampled)[i] - (3000.0 + 0.5 * 2.56 * double(i))) < 0.01);
    }

    void lengthIsExact_data() {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 3, 5, 7, 63, 64, 65, 128, 1000, 65535, 65536, 65537, 200001})
            QTest::newRow(qPrintable(QString::number(count))) << count;
    }
    void lengthIsExact() {
        QFETCH(int, count);
        for (const double from : {1.0, 50.0, 99.9, 100.0, 100.1, 128.0, 256.0, 4096.0}) {
            const auto resampled = resample(testSignal(std::size_t(count), from, 1), from, 100.0);
            QVERIFY(resampled.has_value());
            QCOMPARE(resampled->size(), std::size_t(std::llround(count * 100.0 / from)));
            for (const float value : *resampled)
                QVERIFY(std::abs(value) < 200.0f);
        }
    }

    /// A temperature stored once in 30 s, and a channel at a megahertz.
    void extremeRatios_data() {
        QTest::addColumn<double>("fromHz");
        QTest::addColumn<double>("frequencyHz");
        QTest::newRow("up") << 1.0 / 30.0 << 1.0 / 600.0;
        QTest::newRow("down") << 1e6 << 2.0;
    }
    void extremeRatios() {
        QFETCH(double, fromHz);
        QFETCH(double, frequencyHz);
        const auto count = std::size_t(std::llround(20.0 / frequencyHz * fromHz / 10.0)); // two turns
        const auto resampled = resample(sine(count, fromHz, frequencyHz, 50.0), fromHz, 100.0);
        QVERIFY(resampled.has_value());
        QCOMPARE(resampled->size(), std::size_t(std::llround(double(count) * 100.0 / fromHz)));
        const auto expected = sine(resampled->size(), 100.0, frequencyHz, 50.0);
        for (std::size_t i = expected.size() / 4; i < expected.size() * 3 / 4; ++i)
            QVERIFY2(std::abs((*resampled)[i] - expected[i]) < 0.5f, qPrintable(QString::number(i)));
    }

    void refusesMoreThanMemoryHolds() {
        const auto resampled = resample(std::vector<float>(1000000, 1.0f), 0.1, 100.0);
        QVERIFY(!resampled.has_value());
        QVERIFY(resampled.error().code == ErrorCode::ArgumentInvalid);
    }

    void sameRateIsTheSameSignal() {
        const auto samples = testSignal(1000, 100.0, 1);
        QVERIFY(resample(samples, 100.0, 100.0) == samples);
    }

    void refusesNonsense_data() {
        QTest::addColumn<double>("fromHz");
        QTest::addColumn<double>("toHz");
        QTest::newRow("zero") << 0.0 << 100.0;
        QTest::newRow("negative") << 256.0 << -100.0;
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 100.0;
        QTest::newRow("infinite") << 256.0 << std::numeric_limits<double>::infinity();
        QTest::newRow("huge ratio") << 1e-6 << 100.0;
    }
    void refusesNonsense() {
        QFETCH(double, fromHz);
        QFETCH(double, toHz);
        const auto resampled = resample(testSignal(100, 100.0, 1), fromHz, toHz);
        QVERIFY(!resampled.has_value());
        QVERIFY(resampled.error().code == ErrorCode::ArgumentInvalid);
    }

    void refusesGaps() {
        auto samples = testSignal(1000, 256.0, 1);
        samples[500] = std::numeric_limits<float>::quiet_NaN();
        const auto resampled = resample(samples, 256.0, 100.0);
        QVERIFY(!resampled.has_value());
        QVERIFY(resampled.error().detail.find("500") != std::string::npos);
    }

    void canBeCancelled() {
        std::stop_source stop;
        stop.request_stop();
        const auto resampled =
            resample(testSignal(1000, 256.0, 1), 256.0, 100.0, TaskContext(stop.get_token()));
        QVERIFY(!resampled.has_value());
        QVERIFY(resampled.error().code == ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestResample)
#include "tst_resample.moc"
