#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/recording/derivation.h"
#include "core/recording/edf_recording.h"
#include "tests/core/edf/edf_bytes.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <thread>

using namespace hypnodesk;
namespace fs = std::filesystem;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

EdfRecording recordingOf(const std::string& bytes) {
    return {viewOf(bytes).value(), "night.edf"};
}

/// EDF+D with one signal of 2 Hz; record i holds the digital samples 10 i and 10 i + 1, physical a tenth of
/// it.
std::string discontinuous(const std::vector<std::string>& onsets, const std::string& unit = "uV") {
    EdfText text;
    text.reserved = "EDF+D";
    text.signals = {{.unit = unit, .samples = "2"}, annotationSignal("10")};
    for (int i = 0; i < static_cast<int>(onsets.size()); ++i)
        text.records.push_back(samples16({10 * i, 10 * i + 1}) +
                               lists(onsets[static_cast<std::size_t>(i)] + "@@|", 20));
    return text.bytes();
}

std::vector<float> readAll(const Recording& recording, int channel) {
    std::vector<float> samples(
        static_cast<std::size_t>(recording.channels()[static_cast<std::size_t>(channel)].sampleCount));
    recording.readPhysical(channel, 0, samples);
    return samples;
}

/// NaN equals NaN here.
void compare(const std::vector<float>& found, const std::vector<float>& expected) {
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(std::isnan(found[i]), std::isnan(expected[i]));
        if (!std::isnan(expected[i]))
            QCOMPARE(found[i], expected[i]);
    }
}

std::vector<std::vector<std::string>> readCsv(const fs::path& path) {
    const std::string text = readTextFile(path).value();
    std::vector<std::vector<std::string>> rows;
    for (const std::string_view line : split(trimmed(text), '\n')) {
        std::vector<std::string>& row = rows.emplace_back();
        for (const std::string_view cell : split(trimmed(line), ','))
            row.emplace_back(cell);
    }
    return rows;
}

RecordingPtr openShared(const fs::path& relative) {
    auto recording = Recording::open(sharedData() / relative);
    if (!recording)
        qFatal("%s", describe(recording.error()).c_str());
    return *recording;
}

} // namespace

class TstEdfRecording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void channelsAndUnits() {
        EdfText text;
        text.reserved = "EDF+C";
        text.signals = {{.label = "C4-M1"},
                        annotationSignal("10"),
                        {.label = "ECG", .unit = "mV", .samples = "2"},
                        {.label = "C4-M1", .unit = ""},
                        {.label = "SaO2", .unit = "%", .samples = "1"},
                        {.label = "empty", .samples = "0"}};
        text.recordSeconds = "2";
        text.records = {samples16({10, 20, 30, 40}) + lists("+0@@|", 20) +
                        samples16({5, -5, 1, 2, 3, 4, 970})};
        const std::string bytes = text.bytes();
        const EdfRecording recording = recordingOf(bytes);
        QCOMPARE(recording.channels().size(), std::size_t(4));
        QCOMPARE(recording.channels()[2].label, std::string("C4-M1 (2)"));
        QCOMPARE(recording.channels()[0].rateHz, 2.0);
        QCOMPARE(recording.channels()[3].rateHz, 0.5);
        QCOMPARE(recording.channels()[1].toMicrovolts, 1000.0);
        QVERIFY(recording.channels()[2].isVoltage); // an EEG without a unit is taken for microvolts
        QVERIFY(!recording.channels()[3].isVoltage);
        compare(readAll(recording, 0), {1.0f, 2.0f, 3.0f, 4.0f});
        compare(readAll(recording, 1), {500.0f, -500.0f});
        compare(readAll(recording, 3), {97.0f});
        QCOMPARE(recording.findChannel("c4 - m1 (2)"), std::optional<int>(2));
        QCOMPARE(recording.findChannel("C4-M1"), std::optional<int>(0));
        QCOMPARE(recording.findChannel("C3-M2"), std::optional<int>());
        QCOMPARE(findingsOf(recording.findings()), std::string("loss no-samples, note duplicate-label"));
    }

    void readingBeyondTheEndsGivesNothing() {
        EdfText text;
        text.records = {samples16({10, 20, 30, 40})};
        const std::string bytes = text.bytes();
        const EdfRecording recording = recordingOf(bytes);
        std::vector<float> out(8);
        recording.readPhysical(0, -2, out);
        compare(out, {kNaN, kNaN, 1.0f, 2.0f, 3.0f, 4.0f, kNaN, kNaN});
        recording.readPhysical(0, 1'000'000'000'000, out);
        compare(out, std::vector<float>(8, kNaN));
        recording.readPhysical(0, 0, {});
    }

    void gapsStayOpen() {
        const std::string bytes = discontinuous({"+0", "+3", "+4"});
        const EdfRecording recording = recordingOf(bytes);
        QCOMPARE(recording.info().variant, std::string("EDF+D"));
        QCOMPARE(recording.durationSeconds(), 5.0);
        QCOMPARE(recording.channels()[0].sampleCount, 10);
        QCOMPARE(recording.gaps(), (std::vector<Gap>{{1.0, 3.0}}));
        compare(readAll(recording, 0), {0.0f, 0.1f, kNaN, kNaN, kNaN, kNaN, 1.0f, 1.1f, 2.0f, 2.1f});
        std::vector<float> middle(4);
        recording.readPhysical(0, 5, middle);
        compare(middle, {kNaN, 1.0f, 1.1f, 2.0f});
    }

    void aLateFirstRecordIsAGap() {
        const std::string bytes = discontinuous({"+2", "+3"});
        const EdfRecording recording = recordingOf(bytes);
        QCOMPARE(recording.gaps(), (std::vector<Gap>{{0.0, 2.0}}));
        compare(readAll(recording, 0), {kNaN, kNaN, kNaN, kNaN, 0.0f, 0.1f, 1.0f, 1.1f});
    }

    void overlapsKeepTheEarlierRecord() {
        const std::string bytes = discontinuous({"+0", "+0.5", "+1.5"});
        const EdfRecording recording = recordingOf(bytes);
        QVERIFY(recording.gaps().empty());
        compare(readAll(recording, 0), {0.0f, 0.1f, 1.1f, 2.0f, 2.1f});
        QCOMPARE(findingsOf(recording.findings()), std::string("loss record-overlap"));
    }

    void backwardRecordsAreSorted() {
        const std::string bytes = discontinuous({"+2", "+0", "+1"});
        const EdfRecording recording = recordingOf(bytes);
        compare(readAll(recording, 0), {1.0f, 1.1f, 2.0f, 2.1f, 0.0f, 0.1f});
        QCOMPARE(findingsOf(recording.findings()), std::string("repair record-order"));
    }

    void openingNamesTheFile() {
        const auto missing = Recording::open("/nowhere/night.edf");
        QCOMPARE(missing.error().code, ErrorCode::FileMissing);
        QVERIFY(missing.error().detail.starts_with("/nowhere/night.edf: "));
        const auto folder = Recording::open("/");
        QCOMPARE(folder.error().code, ErrorCode::FileUnreadable);
    }

    /// Standard deviation and zero crossings per epoch, from an implementation that is not ours.
    void epochStatisticsOfSleepEdf() {
        SKIP_WITHOUT_SHARED_DATA();
        const RecordingPtr recording = openShared("sleep-edf/SC4001E0_first5min.edf");
        QCOMPARE(recording->channels().size(), std::size_t(7));
        QCOMPARE(recording->epochs().count, 10);
        const auto rows = readCsv(sharedData() / "sleep-edf/SC4001E0_first5min_statistics.csv");
        QVERIFY(rows.size() > 10);
        for (std::size_t row = 1; row < rows.size(); ++row) {
            const int channel = recording->findChannel(rows[row][1]).value();
            std::vector<float> epoch(3000);
            recording->readPhysical(channel, 3000 * parseInteger(rows[row][0]).value(), epoch);
            double sum = 0.0;
            double squares = 0.0;
            for (const float sample : epoch)
                sum += sample;
            const double mean = sum / 3000.0;
            for (const float sample : epoch)
                squares += (sample - mean) * (sample - mean);
            const double expected = parseNumber(rows[row][2]).value();
            const double deviation = std::sqrt(squares / 3000.0);
            QVERIFY2(
                std::abs(deviation / expected - 1.0) < 1e-5,
                qPrintable(QString::number(deviation, 'g', 12) + " " + QString::number(expected, 'g', 12)));
        }
    }

    void fragmentsHoldTheirEpochs_data() {
        QTest::addColumn<QString>("name");
        SKIP_WITHOUT_SHARED_DATA();
        for (const auto& entry : fs::directory_iterator(sharedData() / "ucddb/fragments"))
            if (entry.path().extension() == ".edf")
                QTest::newRow(entry.path().stem().c_str())
                    << QString::fromStdString(entry.path().stem().string());
    }

    /// Each data record is one epoch. Where it lies is read from the bytes of the file once more, without our
    /// reader.
    void fragmentsHoldTheirEpochs() {
        SKIP_WITHOUT_SHARED_DATA();
        QFETCH(QString, name);
        const fs::path folder = "ucddb/fragments";
        const RecordingPtr recording = openShared(folder / (name.toStdString() + ".edf"));
        const std::string bytes = readTextFile(sharedData() / folder / (name.toStdString() + ".edf")).value();
        std::map<std::int64_t, std::size_t> recordOfEpoch;
        constexpr std::size_t kRecordBytes = 2 * (3840 + 16);
        for (std::size_t at = 768; at + kRecordBytes <= bytes.size(); at += kRecordBytes) {
            const std::string list = bytes.substr(at + 2 * 3840, 32);
            const auto onset = parseInteger(std::string_view(list).substr(0, list.find('\x14')));
            recordOfEpoch[onset.value() / 30] = at;
        }
        QCOMPARE(static_cast<std::int64_t>(recordOfEpoch.size()), recording->info().recordCount);
        QCOMPARE(recording->epochs().count, recordOfEpoch.rbegin()->first + 1);

        const auto hypnogram = readCsv(sharedData() / folder / (name.toStdString() + "_hypnogram.csv"));
        std::vector<float> epoch(3840);
        for (std::int64_t i = 0; i < recording->epochs().count; ++i) {
            recording->readPhysical(0, 3840 * i, epoch);
            const auto missing =
                std::count_if(epoch.begin(), epoch.end(), [](float sample) { return std::isnan(sample); });
            const auto record = recordOfEpoch.find(i);
            QCOMPARE(missing, record == recordOfEpoch.end() ? 3840 : 0);
            if (record == recordOfEpoch.end())
                continue;
            const std::string& stage = hypnogram.at(static_cast<std::size_t>(i + 1)).at(2);
            QVERIFY2(stage == "W" || stage == "N3", stage.c_str());
            const auto low = static_cast<unsigned char>(bytes[record->second]);
            const auto high = static_cast<signed char>(bytes[record->second + 1]);
            const Channel& channel = recording->channels()[0];
            const double digital = low + 256 * high;
            const double gain = (channel.physicalMaximum - channel.physicalMinimum) / 65535.0;
            QVERIFY(std::abs(epoch[0] - (channel.physicalMinimum + (digital + 32768.0) * gain)) < gain);
        }
        double missing = 0.0;
        for (const Gap& gap : recording->gaps())
            missing += gap.endSeconds - gap.beginSeconds;
        QCOMPARE(missing, recording->durationSeconds() - 30.0 * static_cast<double>(recordOfEpoch.size()));
    }

    void everyRealFileIsReadOrRefused_data() {
        QTest::addColumn<QString>("path");
        SKIP_WITHOUT_SHARED_DATA();
        for (const auto& entry : fs::directory_iterator(sharedData() / "edf-zoo"))
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
    }

    void everyRealFileIsReadOrRefused() {
        SKIP_WITHOUT_SHARED_DATA();
        QFETCH(QString, path);
        const auto recording = Recording::open(path.toStdString());
        if (!recording) {
            QVERIFY(recording.error().code == ErrorCode::FormatUnknown ||
                    recording.error().code == ErrorCode::FormatInvalid);
            QVERIFY(recording.error().detail.find('\n') == std::string::npos);
            return;
        }
        const Recording& night = **recording;
        for (const Channel& channel : night.channels()) {
            QVERIFY(channel.rateHz > 0.0);
            const std::vector<float> samples = readAll(night, channel.index);
            if (night.gaps().empty())
                QVERIFY(std::none_of(samples.begin(), samples.end(),
                                     [](float sample) { return std::isnan(sample); }));
        }
        for (const Derivation& derivation : standardMontage(night))
            QVERIFY(derivation.plus >= 0 && derivation.plus < static_cast<int>(night.channels().size()));
        static_cast<void>(suggestedDerivations(night));
    }

    void proposalsForRealRecordings() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto proposal = [](const char* path) {
            return suggestedDerivations(*openShared(path)).at(0).name;
        };
        QCOMPARE(proposal("dreams/excerpt3_full_psg.edf"), std::string("C3-A1"));
        QCOMPARE(proposal("dreams/dreams2_CZ-A1.edf"), std::string("EEG CZ-A1"));
        QCOMPARE(proposal("prerau/dynamo-subject_segment_100hz.edf"), std::string("EEG"));
        QCOMPARE(proposal("ucddb/ucddb022_C3A2_night.edf"), std::string("EEG C3-A2"));
        QCOMPARE(proposal("sleep-edf/SC4001E0_first5min.edf"), std::string("EEG Fpz-Cz"));
        QCOMPARE(proposal("edf-zoo/boupetch__subject1.edf"), std::string("C4-M1"));
    }

    void manyThreadsReadTheSame() {
        std::vector<std::string> onsets;
        for (int i = 0; i < 2000; ++i)
            onsets.push_back("+" + std::to_string(i + i / 100)); // a gap of a second after each hundred
        const std::string bytes = discontinuous(onsets);
        const EdfRecording recording = recordingOf(bytes);
        const std::vector<float> expected = readAll(recording, 0);
        std::vector<int> differences(8, -1);
        {
            std::vector<std::jthread> threads;
            for (std::size_t t = 0; t < differences.size(); ++t)
                threads.emplace_back([&, t] {
                    std::vector<float> piece(97 + t);
                    int different = 0;
                    for (std::size_t first = t; first + piece.size() <= expected.size(); first += 41) {
                        recording.readPhysical(0, static_cast<std::int64_t>(first), piece);
                        for (std::size_t i = 0; i < piece.size(); ++i) {
                            const float wanted = expected[first + i];
                            different += std::isnan(wanted) ? !std::isnan(piece[i]) : piece[i] != wanted;
                        }
                    }
                    differences[t] = different;
                });
        }
        QCOMPARE(differences, std::vector<int>(8, 0));
    }
};

QTEST_APPLESS_MAIN(TstEdfRecording)
#include "tst_edf_recording.moc"
