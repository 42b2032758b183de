#include "tests/core/edf/edf_bytes.h"

#include <QTest>

using namespace hypnodesk;

namespace {

/// Two records of one signal with four samples.
EdfText plainFile() {
    EdfText text;
    text.records = {samples16({0, 1000, -1000, 500}), samples16({1, 2, 3, 4})};
    return text;
}

} // namespace

class TstEdfHeader : public QObject {
    Q_OBJECT

    static EdfFile opened(const std::string& bytes) {
        auto file = viewOf(bytes);
        if (!file)
            qFatal("%s", file.error().detail.c_str());
        return std::move(*file);
    }

private Q_SLOTS:
    void readsAProperFile() {
        const std::string bytes = plainFile().bytes();
        const EdfFile file = opened(bytes);
        const EdfHeader& header = file.header();
        QCOMPARE(header.variant(), std::string("EDF"));
        QCOMPARE(header.patient, std::string("X X X X"));
        QCOMPARE(header.recordCount, 2);
        QCOMPARE(header.recordSeconds, 1.0);
        QCOMPARE(file.start(), (StartTime{1989, 4, 24, 16, 13, 0.0}));
        QCOMPARE(digitalSamples(file, 0), (std::vector<std::int32_t>{0, 1000, -1000, 500, 1, 2, 3, 4}));
        std::vector<float> physical(3);
        file.readPhysical(0, 1, 2.0, physical);
        QCOMPARE(physical, (std::vector<float>{200.0f, -200.0f, 100.0f}));
        QCOMPARE(findingsOf(file.findings()), std::string());
    }

    void readsBdf() {
        EdfText text = plainFile();
        text.version = "\xFF"
                       "BIOSEMI";
        text.signals[0].digitalMinimum = "-8388608";
        text.signals[0].digitalMaximum = "8388607";
        text.records = {samples24({-8388608, 8388607, -1, 65536})};
        const std::string bytes = text.bytes();
        const EdfFile file = opened(bytes);
        QCOMPARE(file.header().variant(), std::string("BDF"));
        QCOMPARE(digitalSamples(file, 0), (std::vector<std::int32_t>{-8388608, 8388607, -1, 65536}));
    }

    void repairs_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("findings");
        QTest::addColumn<int>("records");
        const auto row = [](const char* name, const char* findings, int records, auto&& change) {
            EdfText text = plainFile();
            change(text);
            QTest::newRow(name) << QByteArray::fromStdString(text.bytes()) << QByteArray(findings) << records;
        };
        using Text = EdfText&;
        row("count -1", "repair record-count", 2, [](Text t) { t.recordCount = "-1"; });
        row("count too small", "repair record-count", 2, [](Text t) { t.recordCount = "1"; });
        row("count too large", "loss truncated", 2, [](Text t) { t.recordCount = "120"; });
        row("count is text", "repair record-count", 2, [](Text t) { t.recordCount = "many"; });
        row("count overflows", "loss truncated", 2, [](Text t) { t.recordCount = "9e99"; });
        row("tail cut off", "loss truncated", 1, [](Text t) {
            t.records[1].resize(5);
            t.recordCount = "2";
        });
        row("stray byte", "repair stray-bytes", 2, [](Text t) { t.tail = "\x1A"; });
        row("no records", "loss no-records", 0, [](Text t) { t.records.clear(); });
        row("wrong header size", "repair header-size", 2, [](Text t) { t.headerBytes = "256"; });
        row("header size is no number", "repair header-size", 2, [](Text t) { t.headerBytes = "?"; });
        row("decimal comma in range", "repair number-format", 2,
            [](Text t) { t.signals[0].physicalMinimum = "-99,5"; });
        row("decimal comma in duration", "repair number-format", 2, [](Text t) { t.recordSeconds = "1,5"; });
        row("duration zero", "loss record-duration", 2, [](Text t) { t.recordSeconds = "0"; });
        row("duration negative", "loss record-duration", 2, [](Text t) { t.recordSeconds = "-1"; });
        row("physical range empty", "repair physical-range", 2,
            [](Text t) { t.signals[0].physicalMinimum = "100"; });
        row("digital range empty", "repair physical-range", 2,
            [](Text t) { t.signals[0].digitalMinimum = "1000"; });
        row("physical range is text", "repair physical-range", 2,
            [](Text t) { t.signals[0].physicalMaximum = "big"; });
        row("physical range swapped", "note inverted", 2, [](Text t) {
            t.signals[0].physicalMinimum = "100";
            t.signals[0].physicalMaximum = "-100";
        });
        row("digital range swapped", "repair digital-range", 2, [](Text t) {
            t.signals[0].digitalMinimum = "1000";
            t.signals[0].digitalMaximum = "-1000";
        });
        row("month 13", "repair start-date", 2, [](Text t) {
            t.date = "24.13.89";
            t.recording = "";
        });
        row("30 February", "repair start-date", 2, [](Text t) {
            t.date = "30.02.89";
            t.recording = "";
        });
        row("date in the recording field", "repair start-format", 2, [](Text t) { t.date = "00.00.00"; });
        row("colons", "repair start-format", 2, [](Text t) { t.time = "16:13:00"; });
        row("unpadded", "repair start-format", 2, [](Text t) { t.date = "24.4.89"; });
        row("hour 26", "repair start-time", 2, [](Text t) { t.time = "26.00.00"; });
        row("no time", "repair start-time", 2, [](Text t) { t.time = ""; });
        row("Latin-1 patient", "repair non-ascii", 2, [](Text t) { t.patient = "X F X M\xFCller"; });
        row("NUL instead of blank", "repair non-ascii", 2, [](Text t) { t.signals[0].label = "C4\x01M1"; });
        row("EDF+D without annotations", "loss variant", 2, [](Text t) { t.reserved = "EDF+D"; });
    }

    void repairs() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, findings);
        QFETCH(int, records);
        const std::string text = bytes.toStdString();
        const EdfFile file = opened(text);
        QCOMPARE(findingsOf(file.findings()), findings.toStdString());
        QCOMPARE(file.header().recordCount, records);
        QVERIFY(!file.findings().front().text.empty());
    }

    void unusableRangesLeaveDigitalUnits() {
        EdfText text = plainFile();
        text.signals[0].physicalMaximum = "-100";
        const std::string bytes = text.bytes();
        std::vector<float> physical(4);
        opened(bytes).readPhysical(0, 0, 1.0, physical);
        QCOMPARE(physical, (std::vector<float>{0.0f, 1000.0f, -1000.0f, 500.0f}));
    }

    void oneBrokenChannelLeavesTheOthersAlone() {
        EdfText text;
        text.signals = {{}, {}};
        text.signals[1].physicalMinimum = "100";
        text.records = {samples16({10, 20, 30, 40, 11, 21, 31, 41})};
        const std::string bytes = text.bytes();
        const EdfFile file = opened(bytes);
        QCOMPARE(file.header().signals[0].gain, 0.1);
        QCOMPARE(file.header().signals[1].gain, 1.0);
        QCOMPARE(digitalSamples(file, 1), (std::vector<std::int32_t>{11, 21, 31, 41}));
        QVERIFY(file.findings().front().text.starts_with("Signal 2 (EEG Fpz-Cz): "));
    }

    void swappedDigitalRangeKeepsTheHeadersLine() {
        EdfText text = plainFile();
        text.signals[0].digitalMinimum = "1000";
        text.signals[0].digitalMaximum = "-1000";
        const std::string bytes = text.bytes();
        std::vector<float> physical(2);
        opened(bytes).readPhysical(0, 1, 1.0, physical);
        QCOMPARE(physical, (std::vector<float>{-100.0f, 100.0f})); // digital 1000 is the physical minimum
    }

    void samplesAreLimitedToTheDigitalRange() {
        EdfText text = plainFile();
        text.records = {samples16({32767, -32768, 1001, 999})};
        const std::string bytes = text.bytes();
        QCOMPARE(digitalSamples(opened(bytes), 0), (std::vector<std::int32_t>{1000, -1000, 1000, 999}));
    }

    void twoDigitYears_data() {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QByteArray>("recording");
        QTest::addColumn<int>("year");
        QTest::newRow("1985 is the first") << QByteArray("01.01.85") << QByteArray("") << 1985;
        QTest::newRow("2084 is the last") << QByteArray("01.01.84") << QByteArray("") << 2084;
        QTest::newRow("four digits elsewhere")
            << QByteArray("01.01.84") << QByteArray("Startdate 01-JAN-1984 X X X") << 1984;
        QTest::newRow("another day elsewhere")
            << QByteArray("01.01.84") << QByteArray("Startdate 02-JAN-1984 X X X") << 2084;
    }

    void twoDigitYears() {
        QFETCH(QByteArray, date);
        QFETCH(QByteArray, recording);
        QFETCH(int, year);
        EdfText text = plainFile();
        text.date = date.toStdString();
        text.recording = recording.toStdString();
        const std::string bytes = text.bytes();
        QCOMPARE(opened(bytes).start().year, year);
    }

    void beyondRepair_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("detail");
        const auto raw = [](const char* name, const std::string& bytes, ErrorCode code, const char* detail) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(code)
                                << QByteArray(detail);
        };
        const auto row = [&](const char* name, const char* detail, auto&& change) {
            EdfText text = plainFile();
            change(text);
            raw(name, text.bytes(), ErrorCode::FormatInvalid, detail);
        };
        using Text = EdfText&;
        raw("empty", "", ErrorCode::FormatUnknown, "the file is empty");
        raw("short", "0   ", ErrorCode::FormatUnknown, "the file has only 4 bytes");
        raw("web page", "<!DOCTYPE html><html></html>", ErrorCode::FormatUnknown,
            "this is a web page, not a recording");
        raw("pointer", "version https://git-lfs.github.com/spec/v1", ErrorCode::FormatUnknown,
            "this is a Git LFS pointer, not the recording itself");
        raw("something else", "RIFF\x24\x08\x01\x01WAVEfmt ", ErrorCode::FormatUnknown,
            "no EDF or BDF file: it begins with \"RIFF$\"");
        raw("header cut", plainFile().bytes().substr(0, 200), ErrorCode::FormatInvalid,
            "the file ends after 200 bytes, inside the header");
        raw("signals cut", plainFile().bytes().substr(0, 400), ErrorCode::FormatInvalid,
            "the header of 1 signals takes 512 bytes, the file ends after 400");
        row("no signals", "header: the number of signals is \"0\"", [](Text t) { t.signalCount = "0"; });
        row("negative signals", "header: the number of signals is \"-1\"",
            [](Text t) { t.signalCount = "-1"; });
        row("too many signals", "the header of 9999 signals takes 2560000 bytes, the file ends after 528",
            [](Text t) { t.signalCount = "9999"; });
        row("signals are text", "header: the number of signals is \"x\"",
            [](Text t) { t.signalCount = "x"; });
        row("no samples", "header: no signal has any samples", [](Text t) { t.signals[0].samples = "0"; });
        row("samples negative", "signal 1 (EEG Fpz-Cz): the number of samples in a record is \"-4\"",
            [](Text t) { t.signals[0].samples = "-4"; });
        row("samples not whole", "signal 1 (EEG Fpz-Cz): the number of samples in a record is \"4.5\"",
            [](Text t) { t.signals[0].samples = "4.5"; });
        row("duration is text", "header: the duration of a data record is \"long\", no number",
            [](Text t) { t.recordSeconds = "long"; });
    }

    void beyondRepair() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QByteArray, detail);
        const std::string text = bytes.toStdString();
        const auto file = viewOf(text);
        QVERIFY(!file);
        QCOMPARE(static_cast<int>(file.error().code), code);
        QCOMPARE(file.error().detail, detail.toStdString());
    }
};

QTEST_APPLESS_MAIN(TstEdfHeader)
#include "tst_edf_header.moc"
