#include "core/dsp/display_filter.h"
#include "core/dsp/filter_together.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <limits>

using namespace hypnodesk::dsp;

namespace {

/// Largest value behind the first `skip` samples.
float peak(const std::vector<float>& samples, std::size_t skip) {
    return *std::max_element(samples.begin() + std::ptrdiff_t(skip), samples.end());
}

} // namespace

class TestDisplayFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithScipy_data() {
        QTest::addColumn<DisplayFilter>("filter");
        QTest::addColumn<double>("rateHz");
        QTest::newRow("display_all") << DisplayFilter{0.3, 35.0, 50.0} << 256.0;
        QTest::newRow("display_highpass") << DisplayFilter{0.1, {}, {}} << 2000.0;
        QTest::newRow("display_lowpass") << DisplayFilter{{}, 49.0, {}} << 100.0;
        QTest::newRow("display_notch") << DisplayFilter{{}, {}, 60.0} << 200.0;
    }
    void agreesWithScipy() {
        QFETCH(DisplayFilter, filter);
        QFETCH(double, rateHz);
        const auto filtered = applyDisplayFilter(filter, testSignal(4000, rateHz, 7), rateHz);
        compareWithGolden(filtered, QTest::currentDataTag(), 5e-5);
    }

    void offLeavesTheSignal() {
        const auto samples = testSignal(1000, 100.0, 1);
        QVERIFY(applyDisplayFilter({}, samples, 100.0) == samples);
        QVERIFY(applyDisplayFilter({}, {}, 100.0).empty());
        QVERIFY(DisplayFilter{}.isOff());
    }

    void manySignalsAreFilteredAsOne() {
        constexpr float kGap = std::numeric_limits<float>::quiet_NaN();
        std::vector<std::vector<float>> signals;
        for (unsigned seed = 1; seed <= 7; ++seed) // four at a time, and three that are left
            signals.push_back(testSignal(3000, 256.0, seed));
        std::fill(signals[1].begin() + 500, signals[1].begin() + 700, kGap);
        std::fill(signals[2].begin() + 600, signals[2].end(), kGap);
        signals[3].assign(3000, 0.0f);
        signals[6].resize(100);
        for (const DisplayFilter& filter :
             {DisplayFilter{0.3, 35.0, 50.0}, DisplayFilter{0.3, {}, {}}, DisplayFilter{}}) {
            std::vector<std::vector<float>> together = signals;
            applyDisplayFilterTogether(filter, together, 256.0);
            for (std::size_t i = 0; i < signals.size(); ++i) {
                const auto alone = applyDisplayFilter(filter, signals[i], 256.0);
                QCOMPARE(together[i].size(), alone.size());
                for (std::size_t k = 0; k < alone.size(); ++k)
                    QVERIFY(together[i][k] == alone[k] ||
                            (std::isnan(together[i][k]) && std::isnan(alone[k])));
            }
        }
    }

    void notchRemovesTheMains() {
        const DisplayFilter filter{{}, {}, 50.0};
        QVERIFY(peak(applyDisplayFilter(filter, sine(5000, 256.0, 50.0), 256.0), 2000) < 1e-3f);
        QVERIFY(peak(applyDisplayFilter(filter, sine(5000, 256.0, 10.0), 256.0), 2000) > 0.99f);
    }

    /// An electrode offset of 100 mV is gone at once, at the start and behind a gap.
    void startsSettledAndAgainBehindGaps() {
        std::vector<float> samples(2000, 100000.0f);
        std::fill(samples.begin() + 900, samples.begin() + 1000, std::numeric_limits<float>::quiet_NaN());
        std::fill(samples.begin() + 1000, samples.end(), -50000.0f);
        const auto filtered = applyDisplayFilter({0.3, 35.0, 50.0}, samples, 256.0);
        for (std::size_t i = 0; i < filtered.size(); ++i) {
            QCOMPARE(std::isnan(filtered[i]), i >= 900 && i < 1000);
            QVERIFY(std::isnan(filtered[i]) || std::abs(filtered[i]) < 1e-3f);
        }
    }

    void impossibleCutOffsAreLeftOut_data() {
        QTest::addColumn<DisplayFilter>("filter");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("at and above Nyquist") << DisplayFilter{60.0, 50.0, 50.0};
        QTest::newRow("zero and below") << DisplayFilter{0.0, -35.0, 0.0};
        QTest::newRow("slower than rounding") << DisplayFilter{1e-12, {}, {}};
        QTest::newRow("not a number") << DisplayFilter{nan, nan, nan};
    }
    void impossibleCutOffsAreLeftOut() {
        QFETCH(DisplayFilter, filter);
        const auto samples = testSignal(500, 100.0, 1);
        QVERIFY(applyDisplayFilter(filter, samples, 100.0) == samples);
    }

    void infinityIsAGap() {
        auto samples = testSignal(500, 100.0, 1);
        samples[100] = std::numeric_limits<float>::infinity();
        const auto filtered = applyDisplayFilter({0.3, 35.0, {}}, samples, 100.0);
        QVERIFY(std::isnan(filtered[100]));
        QVERIFY(
            std::all_of(filtered.begin() + 101, filtered.end(), [](float x) { return std::isfinite(x); }));
    }
};

QTEST_APPLESS_MAIN(TestDisplayFilter)
#include "tst_display_filter.moc"
