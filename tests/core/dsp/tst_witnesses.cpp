#include "core/dsp/alpha_share.h"
#include "core/dsp/emg_level.h"
#include "core/dsp/eye_movements.h"
#include "core/dsp/k_complexes.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <limits>
#include <stop_token>

using namespace hypnodesk;
using namespace hypnodesk::dsp;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr double kRateHz = 100.0;

std::size_t samplesOf(double seconds, double rateHz = kRateHz) {
    return static_cast<std::size_t>(std::llround(seconds * rateHz));
}

/// White noise, `amplitude` uV from peak to peak.
std::vector<float> noise(double seconds, double amplitude, std::uint32_t seed = 3) {
    std::vector<float> samples;
    for (const double value : uniformNoise(samplesOf(seconds), seed))
        samples.push_back(static_cast<float>(amplitude * value));
    return samples;
}

/// A negative half sine of `negative` seconds and a positive one of `positive`, of the same height.
void addWave(std::vector<float>& samples, double atSeconds, double negative, double positive, double height,
             double rateHz = kRateHz) {
    for (double t = 0.0; t < negative + positive; t += 1.0 / rateHz) {
        const double phase = t < negative ? -std::sin(std::numbers::pi * t / negative)
                                          : std::sin(std::numbers::pi * (t - negative) / positive);
        samples[samplesOf(atSeconds + t, rateHz)] += static_cast<float>(height / 2.0 * phase);
    }
}

std::size_t near(const std::vector<DetectedEvent>& events, double seconds) {
    return static_cast<std::size_t>(
        std::count_if(events.begin(), events.end(), [&](const DetectedEvent& event) {
            return event.beginSeconds - 0.2 <= seconds && seconds <= event.endSeconds + 0.2;
        }));
}

} // namespace

/// What an epoch's signals say by themselves: alpha, K-complexes, muscle tone, eye movements.
class TestWitnesses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Two sines, one in the band: the share is that of their powers, 30^2 / (30^2 + 40^2) = 0.36.
    void alphaShareOfTwoSines() {
        std::vector<float> samples = sine(samplesOf(30.0), kRateHz, 10.0, 30.0);
        const std::vector<float> slow = sine(samplesOf(30.0), kRateHz, 2.0, 40.0);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] += slow[i];
        const auto share = alphaShare(samples, kRateHz);
        QVERIFY(share);
        QVERIFY2(std::abs(*share - 0.36) < 0.005, qPrintable(QString::number(*share)));
        QVERIFY(*alphaShare(slow, kRateHz) < 0.001);
    }
    void alphaShareOfWhiteNoise() { // 5 of 29.5 Hz
        const auto share = alphaShare(noise(300.0, 50.0), kRateHz);
        QVERIFY(share && std::abs(*share - 5.0 / 29.5) < 0.02);
    }
    void noAlphaShareWithoutASignal() {
        QVERIFY(!alphaShare(std::vector<float>(3000, kNan), kRateHz));
        QVERIFY(!alphaShare(std::vector<float>(3000, 0.0f), kRateHz));
        QVERIFY(!alphaShare(std::vector<float>(100, 1.0f), kRateHz)); // shorter than 4 s
        QVERIFY(!alphaShare(std::vector<float>(3000, 1.0f), 50.0));   // no 30 Hz to compare with
    }

    void kComplexesStandOut_data() {
        QTest::addColumn<double>("rateHz");
        for (const double rate : {50.0, 100.0, 128.0, 256.0})
            QTest::newRow(qPrintable(QString::number(rate))) << rate;
    }
    void kComplexesStandOut() {
        QFETCH(double, rateHz);
        std::vector<float> samples;
        for (const double value : uniformNoise(samplesOf(120.0, rateHz), 9))
            samples.push_back(static_cast<float>(30.0 * value));
        for (const double at : {20.0, 50.0, 90.0})
            addWave(samples, at, 0.35, 0.5, 160.0, rateHz);
        addWave(samples, 70.0, 0.35, 0.5, 60.0, rateHz); // too small
        const auto found = detectKComplexes(samples, rateHz);
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), 3u);
        for (const double at : {20.0, 50.0, 90.0})
            QCOMPARE(near(*found, at), 1u);
        for (const DetectedEvent& event : *found)
            QVERIFY(event.endSeconds - event.beginSeconds >= 0.5 && event.amplitudeMicrovolts > 100.0);
    }
    /// Among slow waves of the same size none stands out; a positive wave first, or a blink of 0.2 s, is
    /// none.
    void whatIsNoKComplex() {
        const auto slow = detectKComplexes(sine(samplesOf(60.0), kRateHz, 1.0, 80.0), kRateHz);
        QVERIFY(slow && std::all_of(slow->begin(), slow->end(), [](const DetectedEvent& event) {
                    return event.beginSeconds < 6.0 ||
                           event.endSeconds > 54.0; // nothing to stand out from beyond the ends
                }));
        QVERIFY(slow->empty());
        std::vector<float> samples = noise(60.0, 10.0);
        addWave(samples, 30.0, 0.1, 0.12, 160.0);
        const auto sharp = detectKComplexes(samples, kRateHz);
        QVERIFY(sharp && near(*sharp, 30.0) == 0);
    }
    void gapsHoldNoKComplex() {
        std::vector<float> samples = noise(60.0, 10.0);
        addWave(samples, 30.0, 0.35, 0.5, 160.0);
        std::fill(samples.begin() + 3050, samples.begin() + 3070, kNan);
        const auto found = detectKComplexes(samples, kRateHz);
        QVERIFY(found && found->empty());
    }

    /// Ten epochs of quiet noise, ten of tenfold noise: 20 dB above it. A twitch is no tone.
    void emgLevelIsDecibelsAboveQuiet() {
        std::vector<float> samples = noise(600.0, 4.0);
        for (std::size_t i = samplesOf(300.0); i < samples.size(); ++i)
            samples[i] *= 10.0f;
        for (std::size_t i = samplesOf(70.0); i < samplesOf(75.0); ++i)
            samples[i] *= 30.0f;
        std::fill(samples.begin() + 9000, samples.begin() + 12000, kNan);
        const auto levels = emgLevels(samples, kRateHz, 30.0);
        QCOMPARE(levels.size(), 20u);
        QVERIFY(levels[0] && std::abs(*levels[0]) < 1.0);
        QVERIFY(levels[2] && std::abs(*levels[2]) < 1.0);
        QVERIFY(!levels[3]);
        QVERIFY(levels[15] && std::abs(*levels[15] - 20.0) < 1.0);
    }
    void slowDriftIsNoMuscle() {
        std::vector<float> samples = noise(300.0, 4.0);
        for (std::size_t i = samplesOf(150.0); i < samples.size(); ++i)
            samples[i] += 200.0f * static_cast<float>(std::sin(6.283 * static_cast<double>(i) / kRateHz));
        const auto levels = emgLevels(samples, kRateHz, 30.0);
        QVERIFY(levels[8] && std::abs(*levels[8]) < 1.0);
    }
    void noEmgLevelWithoutASignal() {
        QVERIFY(emgLevels(noise(60.0, 4.0), 30.0, 30.0).empty());
        const auto flat = emgLevels(std::vector<float>(6000, 0.0f), kRateHz, 30.0);
        QVERIFY(flat.size() == 2 && !flat[0] && !flat[1]);
    }

    void conjugateMovementsCount() {
        std::vector<float> left = noise(60.0, 8.0, 1);
        std::vector<float> right = noise(60.0, 8.0, 2);
        for (const double at : {10.0, 20.0, 30.0}) {
            addWave(left, at, 0.3, 0.3, 200.0);
            addWave(right, at, 0.3, 0.3, -200.0);
        }
        addWave(left, 45.0, 0.4, 0.5, 200.0); // a K-complex, the same on both sides
        addWave(right, 45.0, 0.4, 0.5, 200.0);
        const auto found = detectEyeMovements(left, right, kRateHz);
        QVERIFY(found.has_value());
        QCOMPARE(near(*found, 10.3), 2u); // there and back
        QCOMPARE(near(*found, 45.5), 0u);
        QCOMPARE(found->size(), 6u);
        const auto single = detectEyeMovements(left, {}, kRateHz);
        QVERIFY(single && near(*single, 45.5) > 0); // one channel cannot tell
    }
    void slowRollingIsNotRapid() {
        const auto rolling = sine(samplesOf(60.0), kRateHz, 0.3, 150.0);
        std::vector<float> other = rolling;
        for (float& sample : other)
            sample = -sample;
        const auto found = detectEyeMovements(rolling, other, kRateHz);
        QVERIFY(found.has_value());
        QVERIFY2(found->size() < 3, qPrintable(QString::number(found->size())));
    }

    void whatCannotBeMeasuredIsSaid() {
        const std::vector<float> samples(1000, 1.0f);
        QVERIFY(!detectKComplexes(samples, 10.0));
        QVERIFY(!detectKComplexes(samples, std::numeric_limits<double>::quiet_NaN()));
        QVERIFY(!detectEyeMovements(samples, std::vector<float>(999, 1.0f), kRateHz));
        QVERIFY(!detectEyeMovements(samples, {}, 20.0));
        QVERIFY(detectKComplexes({}, kRateHz)->empty());
        QVERIFY(detectEyeMovements({}, {}, kRateHz)->empty());
        std::stop_source stop;
        stop.request_stop();
        const TaskContext cancelled(stop.get_token());
        QCOMPARE(detectKComplexes(noise(60.0, 8.0), kRateHz, {}, cancelled).error().code,
                 ErrorCode::Cancelled);
        QCOMPARE(detectEyeMovements(noise(60.0, 8.0), {}, kRateHz, {}, cancelled).error().code,
                 ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestWitnesses)
#include "tst_witnesses.moc"
