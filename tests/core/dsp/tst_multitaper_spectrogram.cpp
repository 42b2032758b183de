#include "core/dsp/spectrogram.h"
#include "core/dsp/tapers.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stop_token>

using namespace hypnodesk;
using namespace hypnodesk::dsp;

namespace {

std::vector<double> flattened(const std::vector<std::vector<double>>& rows) {
    std::vector<double> values;
    for (const auto& row : rows)
        values.insert(values.end(), row.begin(), row.end());
    return values;
}

} // namespace

class TestMultitaperSpectrogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tapersEqualScipy() {
        compareWithGolden(flattened(dpssTapers(400, 2.5, 4)), "dpss_400", 1e-9);
        compareWithGolden(flattened(dpssTapers(1024, 4.0, 7)), "dpss_1024", 1e-9);
        compareWithGolden(flattened(dpssTapers(37, 2.0, 3)), "dpss_37", 1e-9);
    }

    void tapersAreOrthonormal_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<double>("timeHalfBandwidth");
        QTest::addColumn<int>("count");
        QTest::newRow("smallest") << 8 << 2.5 << 4;
        QTest::newRow("all of them") << 12 << 2.0 << 12;
        QTest::newRow("long") << 8192 << 2.5 << 4;
        QTest::newRow("many") << 2000 << 30.0 << 59;
    }
    void tapersAreOrthonormal() {
        QFETCH(int, size);
        QFETCH(double, timeHalfBandwidth);
        QFETCH(int, count);
        const auto tapers = dpssTapers(size, timeHalfBandwidth, count);
        QCOMPARE(int(tapers.size()), count);
        for (std::size_t i = 0; i < tapers.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j) {
                const double product =
                    std::inner_product(tapers[i].begin(), tapers[i].end(), tapers[j].begin(), 0.0);
                QVERIFY(std::abs(product - (i == j ? 1.0 : 0.0)) < 1e-9);
            }
    }

    void agreesWithScipy() {
        const auto result = multitaperSpectrogram(testSignal(2560, 128.0, 5), 128.0);
        QVERIFY(result.has_value());
        QCOMPARE(result->frames, std::int64_t(17));
        QCOMPARE(result->bins, 141);
        QCOMPARE(result->firstFrameSeconds, 2.0);
        QCOMPARE(result->binWidthHz, 0.25);
        compareWithGolden(result->decibels, "multitaper", 1e-3); // dB: 0.02 % of power
    }

    void tenHertzLandsInItsBin() {
        const auto result = multitaperSpectrogram(sine(20000, 200.0, 10.0, 20.0), 200.0, {.lowestHz = 0.5});
        QVERIFY(result.has_value());
        QCOMPARE(result->firstBinHz, 0.5);
        for (std::int64_t frame = 0; frame < result->frames; ++frame) {
            // The main lobe is 2 NW / window = 1.25 Hz wide and flat on top; its middle is the frequency.
            double weighted = 0.0;
            double total = 0.0;
            for (int bin = 0; bin < result->bins; ++bin) {
                const double power = std::pow(10.0, result->at(frame, bin) / 10.0);
                weighted += power * (result->firstBinHz + bin * result->binWidthHz);
                total += power;
            }
            QVERIFY(std::abs(weighted / total - 10.0) < 0.01);
            QVERIFY(std::abs(total * result->binWidthHz - 200.0) < 0.5); // power of the sine, 20^2 / 2
        }
    }

    /// Uniform noise of variance s^2 has the one-sided density 2 s^2 / rate at every frequency.
    void whiteNoiseHasItsLevel() {
        const double rate = 100.0;
        std::vector<float> samples;
        for (const double value : uniformNoise(60000, 8))
            samples.push_back(static_cast<float>(60.0 * value));
        const auto result = multitaperSpectrogram(samples, rate, {.lowestHz = 2.0});
        QVERIFY(result.has_value());
        double sum = 0.0;
        for (const float decibels : result->decibels)
            sum += std::pow(10.0, decibels / 10.0);
        const double expected = 2.0 * (60.0 * 60.0 / 12.0) / rate;
        QVERIFY(std::abs(sum / double(result->decibels.size()) / expected - 1.0) < 0.03);
    }

    /// Seconds 20 to 21 are missing; four-second frames that begin at 17 to 20 s contain some of it.
    void gapsAreGaps() {
        auto samples = testSignal(6000, 100.0, 1);
        std::fill(samples.begin() + 2000, samples.begin() + 2100, std::numeric_limits<float>::quiet_NaN());
        const auto result = multitaperSpectrogram(samples, 100.0);
        QVERIFY(result.has_value());
        for (std::int64_t frame = 0; frame < result->frames; ++frame)
            for (int bin = 0; bin < result->bins; ++bin)
                QCOMPARE(std::isnan(result->at(frame, bin)), frame >= 17 && frame <= 20);
    }

    void silenceIsTheFloor() {
        const auto result = multitaperSpectrogram(std::vector<float>(1000, 250.0f), 100.0);
        QVERIFY(result.has_value());
        for (const float value : result->decibels)
            QVERIFY(std::abs(value - -120.0f) < 1e-3f);
    }

    void frameCount_data() {
        QTest::addColumn<int>("samples");
        QTest::addColumn<double>("rateHz");
        QTest::addColumn<int>("frames");
        QTest::newRow("none") << 0 << 100.0 << 0;
        QTest::newRow("one sample short") << 399 << 100.0 << 0;
        QTest::newRow("just one") << 400 << 100.0 << 1;
        QTest::newRow("one short of two") << 499 << 100.0 << 1;
        QTest::newRow("two") << 500 << 100.0 << 2;
        QTest::newRow("a rate that is no whole number") << 9997 << 99.97 << 97;
    }
    void frameCount() {
        QFETCH(int, samples);
        QFETCH(double, rateHz);
        QFETCH(int, frames);
        const auto result = multitaperSpectrogram(testSignal(std::size_t(samples), rateHz, 1), rateHz);
        QVERIFY(result.has_value());
        QCOMPARE(int(result->frames), frames);
        QCOMPARE(int(result->decibels.size()), frames * result->bins);
    }

    void refusesNonsense_data() {
        QTest::addColumn<double>("rateHz");
        QTest::addColumn<MultitaperOptions>("options");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("rate zero") << 0.0 << MultitaperOptions{};
        QTest::newRow("rate not a number") << nan << MultitaperOptions{};
        QTest::newRow("window of nothing") << 100.0 << MultitaperOptions{.windowSeconds = 0.0};
        QTest::newRow("endless window") << 100.0 << MultitaperOptions{.windowSeconds = 1e12};
        QTest::newRow("no step") << 100.0 << MultitaperOptions{.stepSeconds = 0.0};
        QTest::newRow("step not a number") << 100.0 << MultitaperOptions{.stepSeconds = nan};
        QTest::newRow("no taper") << 100.0 << MultitaperOptions{.timeHalfBandwidth = 0.5};
        QTest::newRow("too many tapers") << 100.0 << MultitaperOptions{.timeHalfBandwidth = 200.0};
        QTest::newRow("band upside down") << 100.0 << MultitaperOptions{.lowestHz = 20.0, .highestHz = 10.0};
        QTest::newRow("band above Nyquist") << 10.0 << MultitaperOptions{.lowestHz = 20.0};
    }
    void refusesNonsense() {
        QFETCH(double, rateHz);
        QFETCH(MultitaperOptions, options);
        const auto result = multitaperSpectrogram(testSignal(5000, 100.0, 1), rateHz, options);
        QVERIFY(!result.has_value());
        QVERIFY(result.error().code == ErrorCode::ArgumentInvalid);
        QVERIFY(!result.error().detail.empty());
    }

    void canBeCancelled() {
        std::stop_source stop;
        stop.request_stop();
        const auto result =
            multitaperSpectrogram(testSignal(5000, 100.0, 1), 100.0, {}, TaskContext(stop.get_token()));
        QVERIFY(!result.has_value());
        QVERIFY(result.error().code == ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestMultitaperSpectrogram)
#include "tst_multitaper_spectrogram.moc"
