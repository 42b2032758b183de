#include "tests/core/edf/edf_bytes.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace hypnodesk;

namespace {

/// Three signals of different rates, annotations in two signals.
std::string plusFile(const std::string& variant) {
    EdfText text;
    text.reserved = variant;
    text.signals = {{.samples = "20"},
                    annotationSignal("20"),
                    {.label = "SaO2", .unit = "%", .samples = "1"},
                    annotationSignal("12")};
    for (int i = 0; i < 5; ++i)
        text.records.push_back(
            samples16(std::vector<int>(20, i)) +
            lists("+" + std::to_string(i < 3 ? i : i + 60) + "@@|+1^30@Sleep stage W@|", 40) +
            samples16({90 + i}) + lists("+2@x@|", 24));
    return text.bytes();
}

std::string bdfFile() {
    EdfText text;
    text.version = "\xFF"
                   "BIOSEMI";
    text.signals = {{.samples = "8"}, {.label = "Status", .samples = "8"}};
    for (int i = 0; i < 4; ++i)
        text.records.push_back(samples24(std::vector<int>(16, i - 2)));
    return text.bytes();
}

/// Reads all that can be read. The bytes are copied to a block of their exact size, so that a sanitizer sees
/// the first byte read beyond it. Returns what a reader could be made to allocate for the largest signal.
void readEverything(std::string_view text) {
    const std::vector<char> exact(text.begin(), text.end());
    const auto file = EdfFile::view(std::as_bytes(std::span(exact)));
    if (!file) {
        QVERIFY(!file.error().detail.empty());
        return;
    }
    QVERIFY(file->annotations().size() <= text.size());
    for (std::size_t i = 0; i < file->header().signals.size(); ++i) {
        const int signal = static_cast<int>(i);
        QVERIFY(file->sampleCount(signal) <= static_cast<std::int64_t>(text.size()));
        static_cast<void>(digitalSamples(*file, signal));
    }
    double end = 0.0;
    for (const RecordRun& run : file->runs()) {
        QVERIFY(run.firstRecord >= 0 && run.recordCount > 0);
        QVERIFY(run.firstRecord + run.recordCount <= file->header().recordCount);
        QVERIFY(std::isfinite(run.startSeconds) && run.startSeconds >= 0.0);
        end = run.startSeconds;
    }
    // A gap may make the time axis longer than the file, but not without end.
    for (const EdfSignal& signal : file->header().signals)
        if (!signal.isAnnotation && file->header().recordSeconds > 0.0 && file->runs().size() > 1)
            QVERIFY(end * static_cast<double>(signal.samplesPerRecord) / file->header().recordSeconds <
                    1.1e9);
}

} // namespace

class TstEdfHostile : public QObject {
    Q_OBJECT

    static void addFiles() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("EDF+C") << QByteArray::fromStdString(plusFile("EDF+C"));
        QTest::newRow("EDF+D") << QByteArray::fromStdString(plusFile("EDF+D"));
        QTest::newRow("BDF") << QByteArray::fromStdString(bdfFile());
        for (const char* name : {"mne-tools__duplicate_channel_labels.edf",
                                 "bids-standard__sub-COF008_task-BL_acq-T224800_events.edf",
                                 "the-siesta-group__SC4001EC-Hypnogram.bdf"}) {
            std::ifstream file(sharedData() / "edf-zoo" / name, std::ios::binary);
            if (file)
                QTest::newRow(name) << QByteArray::fromStdString(
                    std::string(std::istreambuf_iterator<char>(file), {}));
        }
    }

private Q_SLOTS:
    void everyTruncation_data() { addFiles(); }

    void everyTruncation() {
        QFETCH(QByteArray, bytes);
        const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        // All of the header and the first records; of the monotonous rest of a long file, every 61st.
        for (std::size_t length = 0; length <= text.size(); length += length < 4096 ? 1 : 61) {
            readEverything(text.substr(0, length));
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QString("at length %1").arg(length)));
        }
    }

    void everyHeaderByte_data() { addFiles(); }

    void everyHeaderByte() {
        QFETCH(QByteArray, bytes);
        std::string text = bytes.toStdString();
        const std::size_t headerBytes = 256 * (1 + std::stoul(text.substr(252, 4)));
        constexpr std::string_view kHostile("\0\xFF\x80 -+.,/09eE\x14\x15n", 16);
        for (std::size_t at = 0; at < headerBytes; ++at) {
            const char original = text[at];
            for (const char hostile : kHostile) {
                text[at] = hostile;
                readEverything(text);
                if (QTest::currentTestFailed())
                    QFAIL(qPrintable(QString("byte %1 set to %2").arg(at).arg(int(hostile))));
            }
            text[at] = original;
        }
    }

    void hostileFields_data() {
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("width");
        const auto row = [](const char* name, int offset, int width) {
            QTest::newRow(name) << offset << width;
        };
        row("start", 168, 16);
        row("header size", 184, 8);
        row("record count", 236, 8);
        row("record duration", 244, 8);
        row("signals", 252, 4);
        row("physical minimum", 256 + 4 * 104, 8);
        row("digital maximum", 256 + 4 * 128, 8);
        row("samples per record", 256 + 4 * 216, 8);
        row("first record's onset", 256 * 5 + 40, 8);
        row("second record's onset", 256 * 5 + 106 + 40, 8);
    }

    void hostileFields() {
        QFETCH(int, offset);
        QFETCH(int, width);
        for (const std::string variant : {"EDF+C", "EDF+D"})
            for (const char* value :
                 {"99999999",   "-9999999",   "9e99",   "-9e99", "1e-300",   "1e-9",     "nan",
                  "inf",        "0",          "-0",     "+1e9",  "+1e6@@|",  "-1e6@@|",  "+86399@@",
                  "2147483647", "4294967296", "0x7fff", "",      "        ", "@@@@@@@@", "||||||||"}) {
                std::string text = plusFile(variant);
                text.replace(
                    static_cast<std::size_t>(offset), static_cast<std::size_t>(width),
                    EdfText::field(lists(value, std::strlen(value)), static_cast<std::size_t>(width)));
                readEverything(text);
                if (QTest::currentTestFailed())
                    QFAIL(value);
            }
    }

    void filesOverFourGigabytes() {
        QTemporaryDir folder;
        const std::string path = folder.filePath("large.edf").toStdString();
        // 5.1 GB of 30-s records at 256 Hz; a sparse file, so that it takes no room.
        constexpr std::int64_t kPerRecord = 7680;
        constexpr std::int64_t kRecords = 5'100'000'000 / (kPerRecord * 2);
        constexpr std::int64_t kLastSample = kPerRecord * kRecords - 1;
        EdfText text;
        text.recordSeconds = "30";
        text.recordCount = std::to_string(kRecords);
        text.signals[0].samples = std::to_string(kPerRecord);
        {
            std::ofstream file(path, std::ios::binary);
            file << text.bytes();
            file.seekp(512 + kLastSample * 2);
            file << samples16({-777});
            QVERIFY(file.good());
        }
        const auto file = EdfFile::open(path);
        QVERIFY(file);
        QCOMPARE(findingsOf(file->findings()), std::string());
        QCOMPARE(file->sampleCount(0), kLastSample + 1);
        std::vector<std::int32_t> last(2);
        file->readDigital(0, kLastSample - 1, last);
        QCOMPARE(last, (std::vector<std::int32_t>{0, -777}));
    }
};

QTEST_APPLESS_MAIN(TstEdfHostile)
#include "tst_edf_hostile.moc"
