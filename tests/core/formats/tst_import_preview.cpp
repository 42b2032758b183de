#include "core/formats/clock_text.h"
#include "core/formats/export_fit.h"
#include "core/formats/import_preview.h"
#include "tests/core/formats/format_test.h"

#include <cmath>

using namespace hypnodesk;

namespace {

constexpr const char* kDomino =
    "Signal ID: x\nStart Time: 31.08.2015 22:00:00\nRate: 30 s\n\n22:00:00,000; Wake\n"
    "22:00:30,000; N2\n22:01:00,000; Foo\n22:01:30,000; N2\n22:02:00,000; Bar\n"
    "22:02:30,000; Foo\n";

StartTime clock(int hour, int minute, double second) {
    StartTime start;
    start.hour = hour;
    start.minute = minute;
    start.second = second;
    return start;
}

} // namespace

class tst_import_preview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void previewCountsStagesAndLabels();
    void previewComparesWithARecording();
    void comparisonByHand_data();
    void comparisonByHand();
    void clockTimesMakeTheOffset();
    void clockTimesNeedAClock();
    void momentsOfTheField_data();
    void momentsOfTheField();
    void timelinesGoOnAfterMidnight();
    void startsMoveOverMidnight();
    void fittingTellsEveryLoss();
    void fittingLosesNothingInJson();
    void regridding_data();
    void regridding();
};

void tst_import_preview::previewCountsStagesAndLabels() {
    const auto read = Folder().read("night.txt", kDomino);
    VERIFY_RESULT(read);
    const ImportPreview preview = previewOf(*read);
    QCOMPARE(preview.format, std::string("domino"));
    QCOMPARE(preview.formatName, findFormat("domino")->name);
    QCOMPARE(preview.grid, (EpochGrid{0.0, 30.0, 6}));
    QCOMPARE(preview.counts, (std::array<std::int64_t, kStageCount>{1, 0, 2, 0, 0, 3, 0, 0}));
    QCOMPARE(preview.unknownLabels, 3);
    QCOMPARE(preview.unknown, (std::vector<LabelCount>{{"Bar", 1}, {"Foo", 2}}));
    QCOMPARE(clockText(*preview.start), std::string("22:00:00"));
    QVERIFY(!preview.comparison && !preview.suggestedOffsetSeconds && !preview.hasProbabilities);
}

void tst_import_preview::previewComparesWithARecording() {
    const Folder folder;
    const RecordingFrame frame{{0.0, 30.0, 8}, clock(21, 59, 0)};
    const auto read = folder.read("night.txt", kDomino);
    const ImportPreview before = previewOf(*read, frame);
    QCOMPARE(before.suggestedOffsetSeconds, std::optional(60.0));
    QCOMPARE(before.comparison, std::optional(GridComparison{2, 0, 0.0, false}));
    const auto moved = readHypnogram(folder / "night.txt", {"", 60.0});
    const ImportPreview after = previewOf(*moved, frame);
    QCOMPARE(after.offsetSeconds, 60.0);
    QVERIFY(!after.suggestedOffsetSeconds);
    QVERIFY(after.comparison->matches());
}

void tst_import_preview::comparisonByHand_data() {
    QTest::addColumn<QString>("letters");
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("epochSeconds");
    QTest::addColumn<int>("uncovered");
    QTest::addColumn<int>("outside");
    QTest::addColumn<double>("shift");
    // The recording has epochs 0-30, 30-60, 60-90, 90-120 s.
    QTest::newRow("the same") << "WWWW" << 0.0 << 30.0 << 0 << 0 << 0.0;
    QTest::newRow("too short") << "WW" << 0.0 << 30.0 << 2 << 0 << 0.0;
    QTest::newRow("too long") << "WWWW?W" << 0.0 << 30.0 << 0 << 1 << 0.0;
    QTest::newRow("shifted") << "WWW" << 10.0 << 30.0 << 1 << 0 << 10.0;
    QTest::newRow("of 20 s") << "WWWWWW" << 0.0 << 20.0 << 0 << 0 << 0.0;
    QTest::newRow("an hour later") << "W" << 3600.0 << 30.0 << 4 << 1 << 0.0;
}

void tst_import_preview::comparisonByHand() {
    QFETCH(QString, letters);
    QFETCH(double, start);
    QFETCH(double, epochSeconds);
    QFETCH(int, uncovered);
    QFETCH(int, outside);
    QFETCH(double, shift);
    const Hypnogram thirty = Hypnogram::fromLetters(letters.toStdString());
    const Hypnogram hypnogram({start, epochSeconds, thirty.size()}, thirty.epochs());
    const GridComparison comparison = compareWithGrid(hypnogram, {0.0, 30.0, 4});
    QCOMPARE(comparison, (GridComparison{uncovered, outside, shift, epochSeconds != 30.0}));
}

void tst_import_preview::clockTimesMakeTheOffset() {
    const Folder folder;
    ReadOptions options;
    options.recordingStart = clock(21, 59, 0);
    options.offsetSeconds = 999.0; // has no say
    const auto read = folder.read("night.txt", kDomino, options);
    VERIFY_RESULT(read);
    QCOMPARE(read->offsetSeconds, 60.0);
    QCOMPARE(lettersOf(read->hypnogram), std::string("??W2?2??"));
    QCOMPARE(read->start, options.recordingStart);
    options.recordingStart = clock(0, 30, 0); // the recording began after the staging, next day
    const auto later = readHypnogram(folder / "night.txt", options);
    QCOMPARE(later.error().code, ErrorCode::DataMissing);
    options.recordingStart = clock(22, 1, 0);
    const auto cut = readHypnogram(folder / "night.txt", options);
    VERIFY_RESULT(cut);
    QCOMPARE(lettersOf(cut->hypnogram), std::string("?2??"));
    QVERIFY(cut->notes.front().starts_with("2 epochs before the start"));
    // Once the recording's start is known, the first stage is not taken for it.
    const std::string alice = "Epoch,Time,Stage\n1,22:15:30,WK\n2,22:16:00,N3\n";
    QCOMPARE(folder.read("alice.txt", alice)->notes.size(), std::size_t{1});
    QVERIFY(folder.read("alice.txt", alice, options)->notes.empty());
}

void tst_import_preview::clockTimesNeedAClock() {
    ReadOptions options;
    options.recordingStart = clock(22, 0, 0);
    const auto read = Folder().read("night.txt", "0\n2\n", options);
    QCOMPARE(read.error().code, ErrorCode::DataMissing);
    QVERIFY(read.error().detail.ends_with("it knows no clock time; give the offset in seconds"));
}

void tst_import_preview::momentsOfTheField_data() {
    QTest::addColumn<QString>("moment");
    const auto row = [](const char* text, const char* moment) { QTest::newRow(text) << moment; };
    row("22:15:00", "22:15:00");
    row(" 22:15:00,500", "22:15:00.500");
    row("10:15:00 pm", "22:15:00");
    row("12:00:30 AM", "00:00:30");
    row("12:00:30 PM", "12:00:30");
    row("2010-01-20T23:01:30.711129", "2010-01-20 23:01:30.711");
    row("2010-01-20 23:01:30", "2010-01-20 23:01:30");
    row("20.01.2010 23:01:30", "2010-01-20 23:01:30");
    row("20/01/2010 23:01:30", "2010-01-20 23:01:30");
    row("11/18/2021 8:39:30 PM", "2021-11-18 20:39:30");
    row("30.01.97 22.00.00", "1997-01-30 22:00:00");
    row("00.00.00 22.00.00", "22:00:00");
    row("13:00:00 pm", "");
    row("31/02/2010/1 22:00:00", "");
    row("32.01.2010 22:00:00", "");
    row("25:00:00", "");
    row("22:15", "");
    row("", "");
    row("pm", "");
    row("T", "");
}

void tst_import_preview::momentsOfTheField() {
    QFETCH(QString, moment);
    const auto read = momentFromText(QTest::currentDataTag());
    std::string text;
    if (read)
        text = (read->hasDate() ? dateText(*read) + " " : "") + clockText(*read);
    QCOMPARE(QString::fromStdString(text), moment);
}

void tst_import_preview::timelinesGoOnAfterMidnight() {
    ClockTimeline plain;
    QCOMPARE(plain.secondsOf(clock(23, 0, 0)), 0.0);
    QCOMPARE(plain.secondsOf(clock(1, 0, 0)), 7200.0);
    QCOMPARE(plain.secondsOf(clock(23, 30, 0)), 1800.0); // not in order, but not a day later either
    ClockTimeline long_(clock(8, 0, 0));
    QCOMPARE(long_.secondsOf(clock(7, 59, 0)), -60.0);
    QCOMPARE(long_.secondsOf(clock(18, 0, 0)), 36000.0);
    QCOMPARE(long_.secondsOf(clock(4, 0, 0)), 72000.0);
    QCOMPARE(long_.secondsOf(clock(12, 0, 0)), 100800.0);
    ClockTimeline dated(StartTime{2024, 2, 28, 23, 0, 0.0});
    QCOMPARE(dated.secondsOf({2024, 3, 1, 23, 0, 0.0}), 2 * 86400.0); // a leap year
    QCOMPARE(dated.secondsOf({2024, 2, 28, 22, 0, 0.0}), -3600.0);
}

void tst_import_preview::startsMoveOverMidnight() {
    QCOMPARE(movedBy({2023, 12, 31, 23, 59, 30.0}, 60.0), (StartTime{2024, 1, 1, 0, 0, 30.0}));
    QCOMPARE(movedBy({2024, 3, 1, 0, 0, 0.0}, -1.0), (StartTime{2024, 2, 29, 23, 59, 59.0}));
    QCOMPARE(movedBy(clock(23, 0, 0), 7200.0), clock(1, 0, 0));
    QCOMPARE(offsetBetween(clock(22, 0, 0), clock(23, 0, 0)), -3600.0);
    QCOMPARE(offsetBetween(clock(0, 10, 0), clock(23, 50, 0)), 1200.0);
}

void tst_import_preview::fittingTellsEveryLoss() {
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("W2MA?R");
    content.start = {2026, 3, 1, 22, 15, 30.0};
    content.patient = "X";
    content.lights.offSeconds = 30.0;
    content.probabilities =
        NightProbabilities{content.hypnogram.grid(), std::vector<EpochVerdict>(6), {}, {}, {}};
    const FittedExport fitted = fitToFormat(content, *findFormat("yasa"));
    QCOMPARE(lettersOf(fitted.content.hypnogram), std::string("W2AA?R"));
    QCOMPARE(fitted.losses,
             (std::vector<std::string>{"1 epoch: Movement becomes Artefact",
                                       "who gave 5 epochs their stage (the network or a person)",
                                       "the network's probabilities", "the times of lights off and on",
                                       "the clock time of the recording's start",
                                       "the names of patient and scorer"}));
    QVERIFY(!fitted.content.probabilities && fitted.content.patient.empty());
    QVERIFY(fitToFormat(fitted.content, *findFormat("yasa")).losses.size() == 1); // the sources stay inside
}

void tst_import_preview::fittingLosesNothingInJson() {
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("W2MA?R");
    content.start = {2026, 3, 1, 22, 15, 30.0};
    content.scorer = "X";
    const FittedExport fitted = fitToFormat(content, *findFormat("json"));
    QVERIFY(fitted.losses.empty());
    QCOMPARE(fitted.content.hypnogram, content.hypnogram);
}

void tst_import_preview::regridding_data() {
    QTest::addColumn<QString>("letters");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("mixed");
    QTest::newRow("20 to 30") << "WWW222" << 20.0 << 30.0 << "WW22" << 0;
    QTest::newRow("20 to 30, mixed") << "W2W222" << 20.0 << 30.0 << "WW22" << 2;
    QTest::newRow("30 to 10") << "W2" << 30.0 << 10.0 << "WWW222" << 0;
    QTest::newRow("5 to 30, a rest of more than half") << "WWWWWW2222" << 5.0 << 30.0 << "W2" << 0;
    QTest::newRow("5 to 30, a rest of less than half") << "WWWWWW22" << 5.0 << 30.0 << "W" << 0;
    QTest::newRow("nothing") << "" << 20.0 << 30.0 << "" << 0;
}

void tst_import_preview::regridding() {
    QFETCH(QString, letters);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(QString, expected);
    QFETCH(int, mixed);
    const Hypnogram thirty = Hypnogram::fromLetters(letters.toStdString());
    const Regridded result = regridded(Hypnogram({5.0, from, thirty.size()}, thirty.epochs()), to);
    QCOMPARE(lettersOf(result.hypnogram), expected.toStdString());
    QCOMPARE(result.hypnogram.grid().startSeconds, 5.0);
    QCOMPARE(result.mixed, mixed);
}

QTEST_APPLESS_MAIN(tst_import_preview)
#include "tst_import_preview.moc"
