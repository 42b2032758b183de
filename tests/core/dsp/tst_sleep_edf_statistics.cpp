#include "core/dsp/resample.h"
#include "core/dsp/spectrogram.h"
#include "core/recording/recording.h"
#include "tests/support/shared_data.h"

#include <QFile>
#include <QTextStream>

#include <cmath>
#include <numbers>
#include <vector>

using namespace hypnodesk;
using namespace hypnodesk::dsp;

namespace {

constexpr double kRateHz = 100.0;
constexpr std::size_t kSamples = 3000;

/// What another program computed of an epoch of a real recording.
struct Statistics {
    int epoch = 0;
    QString channel;
    double deviation = 0.0; ///< uV
    double mobility = 0.0;  ///< Hjorth: deviation of the differences over deviation
};

std::vector<Statistics> readStatistics() {
    QFile file(
        QString::fromStdString((sharedData() / "sleep-edf/SC4001E0_first5min_statistics.csv").string()));
    std::vector<Statistics> rows;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return rows;
    QTextStream text(&file);
    text.readLine();
    while (!text.atEnd()) {
        const QStringList fields = text.readLine().split(',');
        if (fields.size() >= 8)
            rows.push_back({fields[0].toInt(), fields[1], fields[2].toDouble(), fields[6].toDouble()});
    }
    return rows;
}

double deviationOf(std::span<const float> samples) {
    double mean = 0.0;
    for (const float sample : samples)
        mean += sample / static_cast<double>(samples.size());
    double squares = 0.0;
    for (const float sample : samples)
        squares += (sample - mean) * (sample - mean);
    return std::sqrt(squares / static_cast<double>(samples.size()));
}

} // namespace

/// Our spectra and filters on a real recording against exact statistics from an independent program: the
/// spectrum contains the variance (its sum) and Hjorth's mobility (its mean of 4 sin^2(pi f / rate)).
class TestSleepEdfStatistics : public QObject {
    Q_OBJECT

    RecordingPtr m_recording;
    std::vector<Statistics> m_statistics;

    std::vector<float> samplesOf(const QString& channel, std::int64_t first, std::size_t count) const {
        std::vector<float> samples(count);
        const auto index = m_recording->findChannel(channel.toStdString());
        if (index)
            m_recording->readPhysical(*index, first, samples);
        return samples;
    }

private Q_SLOTS:
    void initTestCase() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto opened = Recording::open(sharedData() / "sleep-edf/SC4001E0_first5min.edf");
        QVERIFY(opened.has_value());
        m_recording = *opened;
        m_statistics = readStatistics();
        QCOMPARE(m_statistics.size(), std::size_t(30));
    }

    void spectrumHoldsVarianceAndMobility() {
        for (const Statistics& expected : m_statistics) {
            const auto samples = samplesOf(expected.channel, expected.epoch * 3000, kSamples);
            QVERIFY(std::abs(deviationOf(samples) / expected.deviation - 1.0) < 1e-4);
            // Many tapers weigh the whole epoch alike but for its ends.
            const auto spectrogram = multitaperSpectrogram(
                samples, kRateHz, {.windowSeconds = 30.0, .timeHalfBandwidth = 15.0, .highestHz = 50.0});
            QVERIFY(spectrogram.has_value());
            double power = 0.0;
            double ofDifferences = 0.0;
            for (int bin = 0; bin < spectrogram->bins; ++bin) {
                const double density = std::pow(10.0, spectrogram->at(0, bin) / 10.0);
                const double sine = std::sin(std::numbers::pi * bin * spectrogram->binWidthHz / kRateHz);
                power += density * spectrogram->binWidthHz;
                ofDifferences += 4.0 * sine * sine * density * spectrogram->binWidthHz;
            }
            const double deviation = std::sqrt(power) / expected.deviation;
            const double mobility = std::sqrt(ofDifferences / power) / expected.mobility;
            // The eyes move too seldom for their epoch's ends not to matter.
            const double tolerance = expected.channel.startsWith("EEG") ? 0.02 : 0.08;
            QVERIFY2(std::abs(deviation - 1.0) < tolerance, qPrintable(QString::number(deviation)));
            QVERIFY2(std::abs(mobility - 1.0) < tolerance, qPrintable(QString::number(mobility)));
        }
    }

    /// What is lost lies next to half the sampling rate, where the anti-aliasing filter begins.
    void resamplingThereAndBackKeepsTheSignal() {
        for (const Statistics& expected : m_statistics) {
            const auto samples = samplesOf(expected.channel, 0, 10 * kSamples);
            const auto there = resample(samples, kRateHz, 256.0);
            QVERIFY(there.has_value());
            const auto back = resample(*there, 256.0, kRateHz);
            QVERIFY(back.has_value());
            QCOMPARE(back->size(), samples.size());
            const auto epoch = std::span(*back).subspan(std::size_t(expected.epoch) * kSamples, kSamples);
            const double kept = deviationOf(epoch) / expected.deviation;
            QVERIFY2(kept > 0.985 && kept < 1.0001, qPrintable(QString::number(kept)));
        }
    }
};

QTEST_APPLESS_MAIN(TestSleepEdfStatistics)
#include "tst_sleep_edf_statistics.moc"
