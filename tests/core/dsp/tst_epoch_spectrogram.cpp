#include "core/dsp/fft_plan.h"
#include "core/dsp/spectrogram.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <array>
#include <limits>
#include <thread>

using namespace hypnodesk::dsp;

namespace {

constexpr std::size_t kValues = std::size_t(kEpochFrames) * kEpochBins;

std::vector<float> spectrogramOf(const std::vector<float>& epoch) {
    std::vector<float> out(kValues);
    epochSpectrogram(epoch, out);
    return out;
}

} // namespace

class TestEpochSpectrogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithNumpy() {
        compareWithGolden(spectrogramOf(testSignal(kEpochSamples, 100.0, 4)), "epoch_spectrogram", 1e-4);
    }

    /// 10 Hz lies at 10 * 256 / 100 = 25.6, so nearest to FFT bin 26, which is bin 25 once the DC bin is
    /// gone.
    void tenHertzLandsInItsBin() {
        const auto spectrogram = spectrogramOf(sine(kEpochSamples, 100.0, 10.0, 20.0));
        for (int frame = 0; frame < kEpochFrames; ++frame) {
            const auto row = spectrogram.begin() + frame * kEpochBins;
            QCOMPARE(std::max_element(row, row + kEpochBins) - row, 25);
        }
    }

    void silenceIsTheFloor() {
        for (const float value : spectrogramOf(std::vector<float>(kEpochSamples, 0.0f)))
            QVERIFY(std::abs(value - -120.0f) < 1e-3f);
    }

    /// A burst in the last second touches the last frame alone and no earlier call's numbers.
    void framesAreIndependent() {
        auto epoch = testSignal(kEpochSamples, 100.0, 4);
        const auto before = spectrogramOf(epoch);
        std::fill(epoch.end() - 100, epoch.end(), 500.0f);
        const auto after = spectrogramOf(epoch);
        const auto lastFrame = std::ptrdiff_t(kValues) - kEpochBins;
        QVERIFY(std::equal(before.begin(), before.begin() + lastFrame, after.begin()));
        QVERIFY(!std::equal(before.begin() + lastFrame, before.end(), after.begin() + lastFrame));
    }

    void missingSampleSpoilsOnlyItsFrames() {
        auto epoch = testSignal(kEpochSamples, 100.0, 4);
        epoch[50] = std::numeric_limits<float>::quiet_NaN();
        const auto spectrogram = spectrogramOf(epoch);
        QVERIFY(std::isnan(spectrogram[0]));
        QVERIFY(std::all_of(spectrogram.begin() + kEpochBins, spectrogram.end(),
                            [](float x) { return std::isfinite(x); }));
    }

    /// Eight threads transform and, at the same time, make and destroy plans.
    void manyThreadsAgree() {
        const auto epoch = testSignal(kEpochSamples, 100.0, 4);
        const auto expected = spectrogramOf(epoch);
        std::array<bool, 8> agrees{};
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < agrees.size(); ++i)
                threads.emplace_back([&, i] {
                    agrees[i] = true;
                    for (int repeat = 0; repeat < 50; ++repeat) {
                        const RealFft planned(64 + 7 * repeat + int(i));
                        agrees[i] = agrees[i] && spectrogramOf(epoch) == expected;
                    }
                });
        }
        QVERIFY(std::all_of(agrees.begin(), agrees.end(), [](bool x) { return x; }));
    }
};

QTEST_APPLESS_MAIN(TestEpochSpectrogram)
#include "tst_epoch_spectrogram.moc"
