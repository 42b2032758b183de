#include "tests/ui/plot/plot_fixtures.h"
#include "ui/trace/trace_reader.h"

#include <QTest>

#include <cmath>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr double kRateHz = 128.0;

std::vector<TraceRow> plainRows(const Recording& recording) {
    std::vector<TraceRow> rows;
    for (const Derivation& derivation : everyChannel(recording))
        rows.push_back({derivation, {}});
    return rows;
}

TraceReader readerOf(const std::shared_ptr<FakePsg>& psg) {
    TraceReader reader;
    reader.setRows(psg, plainRows(*psg));
    return reader;
}

} // namespace

class TraceReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAPictureOnce() {
        const auto psg = std::make_shared<FakePsg>(psgChannels(8), 3600.0, kRateHz);
        const TraceReader reader = readerOf(psg);
        QCOMPARE(reader.rows(600.0, 630.0, 800).size(), std::size_t(8));
        const int reads = psg->readCount;
        reader.rows(600.0, 630.0, 800);
        QCOMPARE(psg->readCount, reads);
        reader.rows(630.0, 660.0, 800);
        QVERIFY(psg->readCount > reads);
    }

    void sensitivityReadsNothingButFiltersDo() {
        const auto psg = std::make_shared<FakePsg>(psgChannels(2), 3600.0, kRateHz);
        TraceReader reader = readerOf(psg);
        reader.rows(0.0, 30.0, 100);
        const int reads = psg->readCount;
        TraceSettings settings;
        settings.changeSensitivity(3);
        settings.negativeUp = true;
        reader.setSettings(settings);
        reader.rows(0.0, 30.0, 100);
        QCOMPARE(psg->readCount, reads);
        settings[ChannelRole::Eeg].filter.lowpassHz = 10.0;
        reader.setSettings(settings);
        reader.rows(0.0, 30.0, 100);
        QVERIFY(psg->readCount > reads);
    }

    void gapsAndEndsHaveNoColumns() {
        const auto psg =
            std::make_shared<FakePsg>(psgChannels(1), 60.0, kRateHz, std::vector<Gap>{{10.0, 20.0}});
        const TraceReader reader = readerOf(psg);
        const auto& columns = reader.rows(-30.0, 90.0, 120).front().columns; // a column a second
        for (int second = -30; second < 90; ++second) {
            const bool isRecorded = second >= 0 && second < 60 && !(second >= 10 && second < 20);
            const MinMax& column = columns[static_cast<std::size_t>(second + 30)];
            QCOMPARE(!std::isnan(column.minimum), isRecorded);
        }
    }

    void tellsWhereNothingWasRecorded() {
        const auto psg =
            std::make_shared<FakePsg>(psgChannels(1), 600.0, kRateHz, std::vector<Gap>{{100.0, 200.0}});
        const TraceReader reader = readerOf(psg);
        QVERIFY(reader.rows(30.0, 60.0, 100).front().hasSignal);
        QVERIFY(!reader.rows(130.0, 160.0, 100).front().hasSignal);
        QVERIFY(!reader.rows(1000.0, 1030.0, 100).front().hasSignal);
    }

    void filterHasSettledWhereThePictureBegins() {
        // A page must look the same whether it is read alone or as part of a longer one.
        const auto psg = std::make_shared<FakePsg>(psgChannels(1), 3600.0, kRateHz);
        const TraceReader reader = readerOf(psg);
        const auto alone = reader.rows(600.0, 630.0, 300).front().columns;
        const auto longer = reader.rows(570.0, 630.0, 600).front().columns;
        for (std::size_t i = 0; i < alone.size(); ++i)
            QVERIFY(std::abs(alone[i].maximum - longer[i + 300].maximum) < 2.0f); // microvolts
    }

    void longSpansWaitForEnvelopesAndTakeThem() {
        const auto psg = std::make_shared<FakePsg>(psgChannels(2), 4.0 * 3600.0, kRateHz,
                                                   std::vector<Gap>{{3600.0, 7200.0}});
        TraceReader reader = readerOf(psg);
        QVERIFY(reader.rows(0.0, 4.0 * 3600.0, 400).front().isWaiting);
        std::vector<EnvelopePyramid> pyramids;
        for (const Derivation& derivation : reader.montage())
            pyramids.push_back(EnvelopePyramid::build(*psg, derivation).value());
        reader.setEnvelopes(std::make_shared<const std::vector<EnvelopePyramid>>(std::move(pyramids)));
        const TraceReader::Row& row = reader.rows(-3600.0, 4.0 * 3600.0, 500).front(); // 36 s a column
        QVERIFY(!row.isWaiting);
        QVERIFY(!row.isFiltered);
        QCOMPARE(row.columns.size(), std::size_t(500));
        QVERIFY(std::isnan(row.columns[50].minimum)); // before the recording
        QVERIFY(row.columns[150].maximum > row.columns[150].minimum + 20.0f);
        QVERIFY(std::isnan(row.columns[250].minimum)); // in the gap
        QVERIFY(!std::isnan(row.columns[350].minimum));
        QVERIFY(reader.rows(0.0, 30.0, 400).front().isFiltered); // pages still come from the samples
    }

    void scalesUncalibratedChannelsToTheNight() {
        const auto psg = std::make_shared<FakePsg>(
            std::vector<std::pair<std::string, ChannelRole>>{{"SpO2", ChannelRole::SpO2},
                                                             {"C4-M1", ChannelRole::Eeg}},
            3600.0, kRateHz);
        const TraceReader reader = readerOf(psg);
        QVERIFY(reader.isScaled(0));
        QVERIFY(!reader.isScaled(1));
        const NightScale& scale = reader.nightScale(0); // 94 to 96 %
        QCOMPARE(scale.middle, 95.0);
        QCOMPARE(scale.range, 2.5);
    }

    void survivesAChannelWithoutAnything() {
        const auto psg = std::make_shared<FakePsg>(
            std::vector<std::pair<std::string, ChannelRole>>{{"Flow", ChannelRole::Respiration}}, 600.0,
            kRateHz, std::vector<Gap>{{0.0, 600.0}});
        const TraceReader reader = readerOf(psg);
        QVERIFY(reader.nightScale(0).range > 0.0);
        QVERIFY(!reader.rows(0.0, 30.0, 100).front().hasSignal);
    }

    void forgetsEverythingWithItsSource() {
        const auto psg = std::make_shared<FakePsg>(psgChannels(3), 600.0, kRateHz);
        TraceReader reader = readerOf(psg);
        reader.rows(0.0, 30.0, 100);
        reader.setRows(nullptr, plainRows(*psg));
        QCOMPARE(reader.rowCount(), 0);
        QVERIFY(reader.rows(0.0, 30.0, 100).empty());
    }
};

QTEST_APPLESS_MAIN(TraceReaderTest)
#include "tst_trace_reader.moc"
