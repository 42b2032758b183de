#include "core/recording/envelope_pyramid.h"
#include "tests/core/recording/fake_recording.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace hypnodesk;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::vector<float> noiseWithGap(std::size_t count) {
    std::mt19937 random(7);
    std::vector<float> samples(count);
    for (float& sample : samples)
        sample = static_cast<float>(random() % 20001) - 10000.0f;
    for (std::size_t i = count / 3; i < count / 2; ++i)
        samples[i] = kNaN;
    return samples;
}

MinMax bruteForce(const std::vector<float>& samples, std::int64_t first, std::int64_t last) {
    MinMax range = {kNaN, kNaN};
    for (std::int64_t i = std::max<std::int64_t>(first, 0);
         i < std::min(last, static_cast<std::int64_t>(samples.size())); ++i) {
        const float sample = samples[static_cast<std::size_t>(i)];
        if (std::isnan(sample))
            continue;
        range.minimum = std::isnan(range.minimum) ? sample : std::min(range.minimum, sample);
        range.maximum = std::isnan(range.maximum) ? sample : std::max(range.maximum, sample);
    }
    return range;
}

bool isWithin(const MinMax& inner, const MinMax& outer) {
    return std::isnan(inner.minimum) || (outer.minimum <= inner.minimum && inner.maximum <= outer.maximum);
}

EnvelopePyramid pyramidOf(const std::vector<float>& samples) {
    FakeRecording recording;
    recording.add("EEG", 100.0, samples);
    return EnvelopePyramid::build(recording, {0, std::nullopt, "EEG"}).value();
}

} // namespace

class TstEnvelopePyramid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A column holds its own samples' range, and nothing from farther away than a quarter of a column on
    /// either side.
    void columnsMatchBruteForce_data() {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        QTest::addColumn<int>("columns");
        QTest::newRow("whole, wide") << qint64(0) << qint64(1'000'003) << 800;
        QTest::newRow("whole, one column") << qint64(0) << qint64(1'000'003) << 1;
        QTest::newRow("whole, narrow") << qint64(0) << qint64(1'000'003) << 37;
        QTest::newRow("part") << qint64(123'457) << qint64(654'321) << 100;
        QTest::newRow("finest") << qint64(64) << qint64(64 * 257) << 256;
        QTest::newRow("beyond both ends") << qint64(-200'000) << qint64(1'500'000) << 170;
    }

    void columnsMatchBruteForce() {
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        QFETCH(int, columns);
        static const std::vector<float> samples = noiseWithGap(1'000'003);
        static const EnvelopePyramid pyramid = pyramidOf(samples);
        const std::vector<MinMax> envelope = pyramid.columns(first, last, columns);
        QCOMPARE(envelope.size(), static_cast<std::size_t>(columns));
        const double width = static_cast<double>(last - first) / columns;
        const auto slack = static_cast<std::int64_t>(std::max(width / 4.0, 64.0));
        for (int column = 0; column < columns; ++column) {
            const std::int64_t from = first + static_cast<std::int64_t>(width * column);
            const std::int64_t to = first + static_cast<std::int64_t>(width * (column + 1));
            const MinMax& found = envelope[static_cast<std::size_t>(column)];
            QVERIFY(isWithin(bruteForce(samples, from, to), found));
            QVERIFY(isWithin(found, bruteForce(samples, from - slack, to + slack)));
        }
    }

    void bucketsThatFitAreExact() {
        const std::vector<float> samples = noiseWithGap(64 * 1024);
        const std::vector<MinMax> envelope = pyramidOf(samples).columns(0, 64 * 1024, 64);
        for (int column = 0; column < 64; ++column) {
            const MinMax expected = bruteForce(samples, column * 1024, (column + 1) * 1024);
            const MinMax& found = envelope[static_cast<std::size_t>(column)];
            QCOMPARE(std::isnan(found.minimum), std::isnan(expected.minimum));
            if (!std::isnan(expected.minimum)) {
                QCOMPARE(found.minimum, expected.minimum);
                QCOMPARE(found.maximum, expected.maximum);
            }
        }
    }

    void tooFineOrNothing() {
        const EnvelopePyramid pyramid = pyramidOf(noiseWithGap(10'000));
        QVERIFY(pyramid.columns(0, 6300, 100).empty());
        QVERIFY(!pyramid.columns(0, 6400, 100).empty());
        QVERIFY(pyramid.columns(0, 10'000, 0).empty());
        QVERIFY(pyramid.columns(100, 100, 1).empty());
        QVERIFY(EnvelopePyramid().isEmpty());
        QVERIFY(EnvelopePyramid().columns(0, 1000, 1).empty());
        QVERIFY(pyramidOf({}).isEmpty());
    }

    void canBeCancelled() {
        FakeRecording recording;
        recording.add("EEG", 100.0, std::vector<float>(1000));
        std::stop_source stop;
        stop.request_stop();
        const auto pyramid =
            EnvelopePyramid::build(recording, {0, std::nullopt, "EEG"}, TaskContext(stop.get_token()));
        QCOMPARE(pyramid.error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TstEnvelopePyramid)
#include "tst_envelope_pyramid.moc"
