#include "ui/trace/trace_mapping.h"
#include "ui/trace/trace_raster.h"
#include "ui/trace/trace_settings.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace hypnodesk;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

bool isNothing(const MinMax& column) {
    return std::isnan(column.minimum) && std::isnan(column.maximum);
}

bool is(const MinMax& column, float low, float high) {
    return std::abs(column.minimum - low) < 1e-5f && std::abs(column.maximum - high) < 1e-5f;
}

} // namespace

class TraceMappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsSparseSamplesByLines() {
        // A sample a second, four columns a second: 0 -> 4 -> 0.
        const std::vector<float> samples{0.0f, 4.0f, 0.0f};
        const auto columns = traceColumns(samples, 0.0, 1.0, 0.0, 2.0, 8);
        QCOMPARE(columns.size(), std::size_t(8));
        for (int i = 0; i < 4; ++i) {
            QVERIFY(
                is(columns[static_cast<std::size_t>(i)], static_cast<float>(i), static_cast<float>(i + 1)));
            QVERIFY(is(columns[static_cast<std::size_t>(7 - i)], static_cast<float>(i),
                       static_cast<float>(i + 1)));
        }
    }

    void keepsEveryExtremeOfDenseSamples() {
        std::vector<float> samples(10000, 0.0f);
        samples[1234] = 900.0f;
        samples[7777] = -500.0f;
        const auto columns = traceColumns(samples, 0.0, 1000.0, 0.0, 10.0, 100);
        QVERIFY(is(columns[12], 0.0f, 900.0f));
        QVERIFY(is(columns[77], -500.0f, 0.0f));
        QVERIFY(is(columns[50], 0.0f, 0.0f));
    }

    void neighboursAlwaysTouch_data() {
        QTest::addColumn<int>("columns");
        for (const int columns : {7, 100, 333, 1000, 4096})
            QTest::addRow("%d columns", columns) << columns;
    }
    void neighboursAlwaysTouch() {
        QFETCH(int, columns);
        std::vector<float> samples;
        for (int i = 0; i < 1000; ++i)
            samples.push_back(static_cast<float>((i * 7919) % 201 - 100));
        const auto result = traceColumns(samples, -0.123, 100.0, 0.0, 9.0, columns);
        for (std::size_t i = 1; i < result.size(); ++i) {
            QVERIFY(result[i].minimum <= result[i - 1].maximum + 1e-3f);
            QVERIFY(result[i].maximum >= result[i - 1].minimum - 1e-3f);
        }
    }

    void neverLeadsAcrossAGap() {
        const std::vector<float> samples{1.0f, 1.0f, kMissing, kMissing, 2.0f, 2.0f};
        const auto columns = traceColumns(samples, 0.0, 1.0, 0.0, 5.0, 5);
        QVERIFY(is(columns[0], 1.0f, 1.0f));
        QVERIFY(is(columns[1], 1.0f, 1.0f)); // the sample itself, no line behind it
        QVERIFY(isNothing(columns[2]));
        QVERIFY(isNothing(columns[3]));
        QVERIFY(is(columns[4], 2.0f, 2.0f));
    }

    void showsALoneSample() {
        const std::vector<float> samples{kMissing, 3.0f, kMissing};
        const auto columns = traceColumns(samples, 0.0, 1.0, 0.0, 3.0, 6);
        QVERIFY(is(columns[2], 3.0f, 3.0f));
        QVERIFY(isNothing(columns[1]) && isNothing(columns[3]));
    }

    void leavesColumnsOutsideTheSamplesEmpty() {
        const std::vector<float> samples{5.0f, 5.0f};
        const auto columns = traceColumns(samples, 4.0, 1.0, 0.0, 10.0, 10);
        QVERIFY(isNothing(columns[3]));
        QVERIFY(is(columns[4], 5.0f, 5.0f));
        QVERIFY(isNothing(columns[6]));
        QVERIFY(isNothing(traceColumns({}, 0.0, 1.0, 0.0, 10.0, 10)[0]));
    }

    void refusesImpossibleSpans() {
        const std::vector<float> samples{1.0f};
        QVERIFY(traceColumns(samples, 0.0, 1.0, 0.0, 10.0, 0).empty());
        QVERIFY(traceColumns(samples, 0.0, 0.0, 0.0, 10.0, 5).empty());
        QVERIFY(traceColumns(samples, 0.0, 1.0, 10.0, 10.0, 5).empty());
        QCOMPARE(traceColumns(samples, 0.0, 1.0, -1e300, 1e300, 5).size(), std::size_t(5));
    }

    void joinsEnvelopes() {
        std::vector<MinMax> columns{{0, 1}, {3, 4}, {kMissing, kMissing}, {9, 9}, {1, 2}};
        joinColumns(columns);
        QVERIFY(is(columns[0], 0, 2) && is(columns[1], 2, 4));
        QVERIFY(isNothing(columns[2]));
        QCOMPARE(columns[3].minimum, columns[4].maximum);
    }

    void centresEnvelopes() {
        std::vector<MinMax> columns{{99, 101}, {90, 110}, {kMissing, kMissing}, {400, 600}};
        removeBaseline(columns); // centres 100, 100, 500: median 100
        QVERIFY(is(columns[0], -1, 1) && is(columns[3], 300, 500));
    }

    void mapsValuesToPixels() {
        RowGeometry row{100.0, 50.0, 0.0, 150.0, false};
        QCOMPARE(row.yOf(0.0), 125.0);
        QCOMPARE(row.yOf(75.0), 100.0);
        QCOMPARE(row.yOf(-75.0), 150.0);
        row.upsideDown = true;
        QCOMPARE(row.yOf(75.0), 150.0);
        row.middleValue = 75.0;
        QCOMPARE(row.yOf(75.0), 125.0);
        QCOMPARE(rowTop(0, 4, 10.0, 80.0), 10.0);
        QCOMPARE(rowTop(4, 4, 10.0, 80.0), 90.0);
    }

    void blendsTheEndsOfAColumn() {
        QImage image(2, 8, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        // y = 8 - value: from 2.5 to 5.25, a line of no width of its own.
        const std::vector<MinMax> columns{{2.75f, 5.5f}, {kMissing, kMissing}};
        paintTrace(image, 0, columns, {0.0, 8.0, 4.0, 8.0, false}, Qt::black, 0.0, 0.0, 8.0);
        QCOMPARE(qAlpha(image.pixel(0, 1)), 0);
        QCOMPARE(qAlpha(image.pixel(0, 2)), 127); // half covered
        QCOMPARE(qAlpha(image.pixel(0, 3)), 255);
        QCOMPARE(qAlpha(image.pixel(0, 4)), 255);
        QCOMPARE(qAlpha(image.pixel(0, 5)), 63); // a quarter
        QCOMPARE(qAlpha(image.pixel(0, 6)), 0);
        for (int y = 0; y < 8; ++y)
            QCOMPARE(qAlpha(image.pixel(1, y)), 0); // nothing recorded, nothing painted
    }

    void staysWithinItsClipAndTheImage() {
        QImage image(4, 10, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        constexpr float kHuge = std::numeric_limits<float>::max();
        const std::vector<MinMax> columns(8, MinMax{-kHuge, kHuge});
        paintTrace(image, -2, columns, {0.0, 10.0, 0.0, 1.0, false}, Qt::black, 3.0, 2.0, 7.0);
        for (int x = 0; x < 4; ++x) {
            QCOMPARE(qAlpha(image.pixel(x, 1)), 0);
            QCOMPARE(qAlpha(image.pixel(x, 2)), 255);
            QCOMPARE(qAlpha(image.pixel(x, 6)), 255);
            QCOMPARE(qAlpha(image.pixel(x, 7)), 0);
        }
    }

    void changesSensitivityInSteps() {
        TraceSettings settings;
        settings.changeSensitivity(ChannelRole::Eeg, 2);
        QCOMPARE(settings[ChannelRole::Eeg].microvoltsPerRow, 75.0);
        QCOMPARE(settings[ChannelRole::Emg].microvoltsPerRow, 100.0);
        settings.changeSensitivity(-2);
        QCOMPARE(settings[ChannelRole::Eeg].microvoltsPerRow, 150.0);
        settings.changeSensitivity(1000);
        QCOMPARE(settings[ChannelRole::Eeg].microvoltsPerRow, 1.0);
    }
};

QTEST_APPLESS_MAIN(TraceMappingTest)
#include "tst_trace_mapping.moc"
