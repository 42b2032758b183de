#include "core/dsp/fir_filter.h"
#include "tests/core/dsp/golden.h"

#include <algorithm>
#include <stop_token>

using namespace hypnodesk;
using namespace hypnodesk::dsp;

class TestFirFilter : public QObject {
    Q_OBJECT

    const std::vector<double> m_taps = bandpassFir(100, 0.3, 40.0, 100.0);

private Q_SLOTS:
    void tapsEqualFirwin() {
        QCOMPARE(m_taps.size(), std::size_t(101));
        compareWithGolden(m_taps, "bandpass_taps", 1e-9);
    }

    /// The signal spans some +-50 uV, so these are 1e-6 of it.
    void equalsFiltfilt() {
        compareWithGolden(filterForwardBackward(m_taps, testSignal(5000, 100.0, 1)), "filtfilt_5000", 5e-5);
        compareWithGolden(filterForwardBackward(m_taps, testSignal(304, 100.0, 2)), "filtfilt_304", 5e-5);
    }

    /// 100 mV of electrode offset; single-precision samples resolve no better than 0.008 uV there.
    void equalsFiltfiltOnALargeOffset() {
        auto samples = testSignal(3000, 100.0, 3);
        for (float& sample : samples)
            sample += 100000.0f;
        compareWithGolden(filterForwardBackward(m_taps, samples), "filtfilt_offset", 0.02);
    }

    /// Zero phase: a pulse stays where it is, in every block and at the seams between them.
    void pulseStaysInPlace_data() {
        QTest::addColumn<int>("at");
        for (const int at : {150, 1847, 1848, 1849, 5000, 9000})
            QTest::newRow(qPrintable(QString::number(at))) << at;
    }
    void pulseStaysInPlace() {
        QFETCH(int, at);
        std::vector<float> samples(10000, 0.0f);
        samples[std::size_t(at)] = 100.0f;
        const auto filtered = filterForwardBackward(m_taps, samples);
        QCOMPARE(std::max_element(filtered.begin(), filtered.end()) - filtered.begin(), at);
        QVERIFY(filtered[std::size_t(at)] > 50.0f);
    }

    /// Shorter than the padding of filtfilt, which refuses them: still finite, as long, and a constant stays
    /// constant.
    void shortInput_data() {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 50, 100, 101, 303})
            QTest::newRow(qPrintable(QString::number(count))) << count;
    }
    void shortInput() {
        QFETCH(int, count);
        double gain = 0.0;
        for (const double tap : m_taps)
            gain += tap;
        const auto filtered = filterForwardBackward(m_taps, std::vector<float>(std::size_t(count), 80.0f));
        QCOMPARE(filtered.size(), std::size_t(count));
        for (const float value : filtered)
            QVERIFY(std::abs(value - 80.0 * gain * gain) < 1e-4);
        for (const float value : filterForwardBackward(m_taps, testSignal(std::size_t(count), 100.0, 1)))
            QVERIFY(std::abs(value) < 500.0f);
    }

    void cancelledGivesNothing() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(
            filterForwardBackward(m_taps, testSignal(5000, 100.0, 1), TaskContext(stop.get_token())).empty());
    }
};

QTEST_APPLESS_MAIN(TestFirFilter)
#include "tst_fir_filter.moc"
