#include "core/dsp/events.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <limits>
#include <stop_token>

using namespace hypnodesk;
using namespace hypnodesk::dsp;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// EEG-like background: noise with most of its power below 3 Hz, some 5 uV deep.
std::vector<float> background(std::size_t count, double rateHz) {
    const auto noise = uniformNoise(count, 11);
    std::vector<float> samples(count);
    const double memory = std::exp(-2.0 * std::numbers::pi * 3.0 / rateHz);
    double slow = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        slow = memory * slow + 20.0 * std::sqrt(1.0 - memory * memory) * noise[i];
        samples[i] = static_cast<float>(slow);
    }
    return samples;
}

/// Adds a spindle of a second at 13 Hz, 40 uV from peak to peak.
void addSpindle(std::vector<float>& samples, double rateHz, double atSeconds) {
    for (double t = 0.0; t < 1.0; t += 1.0 / rateHz) {
        const double envelope = std::sin(std::numbers::pi * t);
        samples[std::size_t(std::llround((atSeconds + t) * rateHz))] +=
            static_cast<float>(20.0 * envelope * std::sin(2.0 * std::numbers::pi * 13.0 * t));
    }
}

double covered(const std::vector<DetectedEvent>& events) {
    double seconds = 0.0;
    for (const DetectedEvent& event : events)
        seconds += event.endSeconds - event.beginSeconds;
    return seconds;
}

} // namespace

class TestEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A minute of 1-Hz waves of 100 uV is slow waves from end to end, each a second long, at any rate.
    void sineIsSlowWaves_data() {
        QTest::addColumn<double>("rateHz");
        for (const double rate : {50.0, 100.0, 128.0, 256.0, 499.9})
            QTest::newRow(qPrintable(QString::number(rate))) << rate;
    }
    void sineIsSlowWaves() {
        QFETCH(double, rateHz);
        const auto waves = detectSlowWaves(sine(std::size_t(60.0 * rateHz), rateHz, 1.0, 50.0), rateHz);
        QVERIFY(waves.has_value());
        QVERIFY(covered(*waves) > 56.0);
        for (const DetectedEvent& wave : *waves) {
            if (wave.beginSeconds < 4.0 || wave.endSeconds > 56.0)
                continue; // the filter feels the ends
            QVERIFY(std::abs(wave.endSeconds - wave.beginSeconds - 1.0) < 0.005);
            QVERIFY(std::abs(std::remainder(wave.beginSeconds - 0.5, 1.0)) < 0.005); // where the sine falls
            QVERIFY(std::abs(wave.amplitudeMicrovolts - 100.0) < 1.0);
        }
    }

    void whatIsNotASlowWave_data() {
        QTest::addColumn<double>("frequencyHz");
        QTest::addColumn<double>("amplitude");
        QTest::newRow("too small") << 1.0 << 37.0;
        QTest::newRow("too fast") << 2.3 << 100.0;
        QTest::newRow("theta") << 6.0 << 100.0;
        QTest::newRow("too slow") << 0.4 << 100.0;
    }
    void whatIsNotASlowWave() {
        QFETCH(double, frequencyHz);
        QFETCH(double, amplitude);
        const auto waves = detectSlowWaves(sine(6000, 100.0, frequencyHz, amplitude), 100.0);
        QVERIFY(waves.has_value());
        QVERIFY2(covered(*waves) < 3.0, qPrintable(QString::number(covered(*waves))));
    }

    void noWaveTouchesAGap() {
        auto samples = sine(6000, 100.0, 1.0, 50.0);
        std::fill(samples.begin() + 2000, samples.begin() + 2500, kNan);
        const auto waves = detectSlowWaves(samples, 100.0);
        QVERIFY(waves.has_value());
        QVERIFY(waves->size() > 45);
        for (const DetectedEvent& wave : *waves)
            QVERIFY(wave.endSeconds < 20.0 || wave.beginSeconds > 25.0);
    }

    /// One spindle every ten seconds for five minutes: found where it is, and little else.
    void spindlesAreFound_data() {
        QTest::addColumn<double>("rateHz");
        for (const double rate : {50.0, 100.0, 200.0, 256.0})
            QTest::newRow(qPrintable(QString::number(rate))) << rate;
    }
    void spindlesAreFound() {
        QFETCH(double, rateHz);
        auto samples = background(std::size_t(300.0 * rateHz), rateHz);
        for (int i = 0; i < 29; ++i)
            addSpindle(samples, rateHz, 10.0 * i + 5.0);
        const auto spindles = detectSpindles(samples, rateHz);
        QVERIFY(spindles.has_value());
        int found = 0;
        for (const DetectedEvent& spindle : *spindles) {
            const double middle = (spindle.beginSeconds + spindle.endSeconds) / 2.0;
            if (std::abs(std::remainder(middle - 5.5, 10.0)) > 0.2)
                continue;
            ++found;
            QVERIFY(spindle.amplitudeMicrovolts > 30.0 && spindle.amplitudeMicrovolts < 60.0);
        }
        QVERIFY2(found >= 28, qPrintable(QString::number(found)));
        QVERIFY2(spindles->size() <= 31, qPrintable(QString::number(spindles->size())));
    }

    /// Without spindles the relative threshold still lies somewhere, and chance passes it now and then.
    void backgroundHoldsFewSpindles() {
        const auto samples = background(30000, 100.0);
        const auto spindles = detectSpindles(samples, 100.0);
        QVERIFY(spindles.has_value());
        QVERIFY2(spindles->size() < 10, qPrintable(QString::number(spindles->size()))); // two a minute
        const auto pureOnes = detectSpindles(samples, 100.0, {.smallestShare = 0.9});
        QVERIFY(pureOnes.has_value() && pureOnes->empty());
    }

    void noSpindleInAGapOrInAlpha() {
        auto samples = background(30000, 100.0);
        addSpindle(samples, 100.0, 100.0);
        std::fill(samples.begin() + 10050, samples.begin() + 10060, kNan);
        const auto alpha = sine(100, 100.0, 9.0, 20.0);
        std::transform(alpha.begin(), alpha.end(), samples.begin() + 20000, samples.begin() + 20000,
                       std::plus<>());
        const auto spindles = detectSpindles(samples, 100.0);
        QVERIFY(spindles.has_value());
        for (const DetectedEvent& spindle : *spindles) {
            QVERIFY(spindle.endSeconds < 100.0 || spindle.beginSeconds > 101.0);
            QVERIFY(spindle.endSeconds < 200.0 || spindle.beginSeconds > 201.0);
        }
    }

    void emptyFlatAndAbsurdInputHoldsNothing_data() {
        QTest::addColumn<std::vector<float>>("samples");
        QTest::newRow("empty") << std::vector<float>{};
        QTest::newRow("one sample") << std::vector<float>{5.0f};
        QTest::newRow("flat") << std::vector<float>(5000, 12.0f);
        QTest::newRow("missing") << std::vector<float>(5000, kNan);
        QTest::newRow("absurd") << sine(5000, 100.0, 1.0, 3e38);
    }
    void emptyFlatAndAbsurdInputHoldsNothing() {
        QFETCH(std::vector<float>, samples);
        for (const double rate : {100.0, 250.0}) {
            const auto waves = detectSlowWaves(samples, rate);
            QVERIFY(waves.has_value() && waves->empty());
            const auto spindles = detectSpindles(samples, rate);
            QVERIFY(spindles.has_value() && spindles->empty());
        }
    }

    void refusesNonsense() {
        const auto samples = background(3000, 100.0);
        for (const double rate : {0.0, -100.0, 5.0, double(kNan), std::numeric_limits<double>::infinity()}) {
            QVERIFY(detectSlowWaves(samples, rate).error().code == ErrorCode::ArgumentInvalid);
            QVERIFY(detectSpindles(samples, rate).error().code == ErrorCode::ArgumentInvalid);
        }
        QVERIFY(detectSlowWaves(samples, 1.5, {.lowestHz = 0.25, .highestHz = 0.3}).error().code ==
                ErrorCode::ArgumentInvalid);
        QVERIFY(detectSlowWaves(samples, 100.0, {.lowestHz = 2.0, .highestHz = 1.0}).error().code ==
                ErrorCode::ArgumentInvalid);
        QVERIFY(detectSpindles(samples, 100.0, {.lowestHz = double(kNan)}).error().code ==
                ErrorCode::ArgumentInvalid);
    }

    void canBeCancelled() {
        std::stop_source stop;
        stop.request_stop();
        const TaskContext cancelled(stop.get_token());
        const auto samples = background(3000, 100.0);
        QVERIFY(detectSlowWaves(samples, 100.0, {}, cancelled).error().code == ErrorCode::Cancelled);
        QVERIFY(detectSpindles(samples, 100.0, {}, cancelled).error().code == ErrorCode::Cancelled);
    }

    /// 25-35 s covers five seconds each of epochs 0 and 1; 95-300 s fills all that is left of epoch 3.
    void secondsAreShared() {
        const std::vector<DetectedEvent> events{{-3.0, -1.0, 0.0}, {25.0, 35.0, 0.0}, {95.0, 300.0, 0.0}};
        const std::vector<double> expected{5.0, 5.0, 0.0, 25.0};
        QVERIFY(secondsPerEpoch(events, 30.0, 4) == expected);
        QVERIFY(secondsPerEpoch(events, 30.0, 0).empty());
        QVERIFY(secondsPerEpoch(events, 0.0, 4).empty());
    }
};

QTEST_APPLESS_MAIN(TestEvents)
#include "tst_events.moc"
