#include "core/dsp/signal_quality.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <limits>

using namespace hypnodesk::dsp;
using Quality = EpochSignalQuality;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Three epochs of 30 s at 100 Hz; the tests spoil the second one.
std::vector<float> threeEpochs() {
    return testSignal(9000, 100.0, 1);
}

std::vector<Quality> qualityOf(const std::vector<float>& samples) {
    return epochSignalQuality(samples, 100.0, 30.0);
}

const std::vector<Quality> kAllGood{Quality::Good, Quality::Good, Quality::Good};

std::vector<Quality> secondIs(Quality quality) {
    return {Quality::Good, quality, Quality::Good};
}

} // namespace

class TestSignalQuality : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodIsGood() { QVERIFY(qualityOf(threeEpochs()) == kAllGood); }

    void missingBeyondATenth() {
        auto samples = threeEpochs();
        std::fill_n(samples.begin() + 3000, 300, kNan);
        QVERIFY(qualityOf(samples) == kAllGood);
        samples[5999] = kNan;
        QVERIFY(qualityOf(samples) == secondIs(Quality::Missing));
    }

    void flatBelowAMicrovolt() {
        auto samples = threeEpochs();
        for (std::size_t i = 3000; i < 6000; ++i)
            samples[i] = 250.0f + 0.01f * samples[i]; // 0.7 uV of noise around an offset
        QVERIFY(qualityOf(samples) == secondIs(Quality::Flat));
    }

    /// A disconnected lead: held at one value but for a few seconds with a spike.
    void flatWhereHeld() {
        auto samples = threeEpochs();
        std::fill(samples.begin() + 3000, samples.begin() + 4500, -7.0f);
        QVERIFY(qualityOf(samples) == kAllGood);
        std::fill(samples.begin() + 4500, samples.begin() + 4600, -7.0f);
        QVERIFY(qualityOf(samples) == secondIs(Quality::Flat));
    }

    /// Coarse steps and a slow rate repeat values, but never for half a second.
    void coarseQuantisationIsNotFlat() {
        auto samples = threeEpochs();
        for (float& sample : samples)
            sample = 10.0f * std::round(sample / 10.0f);
        QVERIFY(qualityOf(samples) == kAllGood);
    }

    /// A slow wave too large for the amplifier: its tops are cut off.
    void clippedAtBothRails() {
        auto samples = threeEpochs();
        const auto wave = sine(3000, 100.0, 0.7, 300.0);
        for (std::size_t i = 0; i < wave.size(); ++i)
            samples[3000 + i] = std::clamp(samples[3000 + i] + wave[i], -200.0f, 200.0f);
        QVERIFY(qualityOf(samples) == secondIs(Quality::Clipped));
    }

    void aSingleSpikeIsNoPlateau() {
        auto samples = threeEpochs();
        samples[4000] = 3000.0f;
        QVERIFY(qualityOf(samples) == kAllGood);
    }

    void onlyWholeEpochs_data() {
        QTest::addColumn<int>("samples");
        QTest::addColumn<double>("rateHz");
        QTest::addColumn<int>("epochs");
        QTest::newRow("none") << 0 << 100.0 << 0;
        QTest::newRow("a sample short") << 2999 << 100.0 << 0;
        QTest::newRow("one") << 3000 << 100.0 << 1;
        QTest::newRow("a rate that is no whole number") << 9997 << 99.97 << 3;
        QTest::newRow("rate zero") << 3000 << 0.0 << 0;
        QTest::newRow("rate negative") << 3000 << -1.0 << 0;
        QTest::newRow("rate not a number") << 3000 << double(kNan) << 0;
        QTest::newRow("hardly a sample") << 3000 << 1e-3 << 0;
    }
    void onlyWholeEpochs() {
        QFETCH(int, samples);
        QFETCH(double, rateHz);
        QFETCH(int, epochs);
        const auto quality = epochSignalQuality(testSignal(std::size_t(samples), 100.0, 1), rateHz, 30.0);
        QCOMPARE(int(quality.size()), epochs);
    }
};

QTEST_APPLESS_MAIN(TestSignalQuality)
#include "tst_signal_quality.moc"
