#include "core/edf/annotation_list.h"
#include "tests/core/edf/edf_bytes.h"

#include <QTest>

using namespace hypnodesk;

namespace {

struct Lists {
    std::optional<double> recordOnset;
    std::vector<Annotation> annotations;
    AnnotationFlaws flaws;
};

Lists read(const std::string& text, bool keepsTime = true) {
    Lists result;
    const std::string block = lists(text, text.size() + 3);
    result.recordOnset =
        readAnnotationLists(std::as_bytes(std::span(block)), keepsTime, result.annotations, result.flaws);
    return result;
}

/// One EEG signal of four samples a second and an annotation signal of 60 bytes; a text for each record.
EdfText plusFile(const std::string& variant, const std::vector<std::string>& texts) {
    EdfText text;
    text.reserved = variant;
    text.signals = {{}, annotationSignal()};
    int number = 0;
    for (const std::string& record : texts) {
        text.records.push_back(samples16({number, number, number, number}) + lists(record, 60));
        ++number;
    }
    return text;
}

} // namespace

class TstEdfAnnotations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsOfTheStandard() {
        // The examples of the EDF+ specification, section 2.2.2.
        const Lists first = read("+180@Lights off@Close door@|+180@Lights off@|+180@Close door@|");
        QCOMPARE(first.recordOnset, std::optional<double>());
        QCOMPARE(first.annotations.size(), std::size_t(4));
        QCOMPARE(first.annotations[0], (Annotation{180.0, std::nullopt, "Lights off"}));
        QCOMPARE(first.annotations[1], (Annotation{180.0, std::nullopt, "Close door"}));
        const Lists second = read("+567@@|+1800.2^25.5@Apnea@|-0.065@before@|");
        QCOMPARE(second.recordOnset, std::optional<double>(567.0));
        QCOMPARE(second.annotations[0], (Annotation{1800.2, 25.5, "Apnea"}));
        QCOMPARE(second.annotations[1], (Annotation{-0.065, std::nullopt, "before"}));
        QCOMPARE(second.flaws.repaired, 0);
    }

    void onlyTheFirstSignalKeepsTime() { QVERIFY(!read("+567@@|", false).recordOnset); }

    void theTimeKeepingListMayCarryTexts() {
        const Lists result = read("+3@@Movement@|");
        QCOMPARE(result.recordOnset, std::optional<double>(3.0));
        QCOMPARE(result.annotations, (std::vector<Annotation>{{3.0, std::nullopt, "Movement"}}));
    }

    void oddListsAreRepairedAndCounted() {
        const Lists noSign = read("30@Sleep stage W@|");
        QCOMPARE(noSign.annotations, (std::vector<Annotation>{{30.0, std::nullopt, "Sleep stage W"}}));
        QCOMPARE(noSign.flaws.repaired, 1);
        const Lists comma = read("+0,5^1,5@x@|");
        QCOMPARE(comma.annotations, (std::vector<Annotation>{{0.5, 1.5, "x"}}));
        const Lists unfinished = read("+1@half a te");
        QCOMPARE(unfinished.annotations, (std::vector<Annotation>{{1.0, std::nullopt, "half a te"}}));
        QCOMPARE(unfinished.flaws.repaired, 1);
        const Lists nonsense = read("hello@x@|+2@y@|");
        QCOMPARE(nonsense.annotations, (std::vector<Annotation>{{2.0, std::nullopt, "y"}}));
        QCOMPARE(nonsense.flaws.unreadable, 1);
        QCOMPARE(read("+1e300@x@|").flaws.unreadable, 1);
    }

    void textsAreUtf8OrLatin1() {
        QCOMPARE(read("+1@\xE4\xBB\xB0\xE5\x8D\xA7@|").annotations[0].text, std::string("仰卧"));
        const Lists latin1 = read("+1@Schlafst\xF6rung@|");
        QCOMPARE(latin1.annotations[0].text, std::string("Schlafstörung"));
        QCOMPARE(latin1.flaws.latin1, 1);
    }

    void subsecondStart() {
        const std::string bytes = plusFile("EDF+C", {"+0.75@@|+1.75@x@|", "+1.75@@|"}).bytes();
        const auto file = viewOf(bytes);
        QCOMPARE(file->start(), (StartTime{1989, 4, 24, 16, 13, 0.75}));
        QCOMPARE(file->annotations(), (std::vector<Annotation>{{1.0, std::nullopt, "x"}}));
        QCOMPARE(file->runs(), (std::vector<RecordRun>{{0, 2, 0.0}}));
        QCOMPARE(findingsOf(file->findings()), std::string());
    }

    void severalAnnotationSignals() {
        EdfText text;
        text.reserved = "EDF+C";
        text.signals = {annotationSignal("10"), {}, annotationSignal("10")};
        text.records = {lists("+0@@|", 20) + samples16({1, 2, 3, 4}) + lists("+5@late@|", 20),
                        lists("+1@@|+2@early@|", 20) + samples16({5, 6, 7, 8}) + lists("+99@@|", 20)};
        const std::string bytes = text.bytes();
        const auto file = viewOf(bytes);
        QCOMPARE(file->annotations(),
                 (std::vector<Annotation>{{2.0, std::nullopt, "early"}, {5.0, std::nullopt, "late"}}));
        QCOMPARE(digitalSamples(*file, 1), (std::vector<std::int32_t>{1, 2, 3, 4, 5, 6, 7, 8}));
        QCOMPARE(findingsOf(file->findings()), std::string());
    }

    void timing_data() {
        QTest::addColumn<QByteArray>("variant");
        QTest::addColumn<QList<QByteArray>>("onsets");
        QTest::addColumn<QByteArray>("runs");
        QTest::addColumn<QByteArray>("findings");
        const auto row = [](const char* name, const char* variant, const QList<QByteArray>& onsets,
                            const char* runs, const char* findings) {
            QTest::newRow(name) << QByteArray(variant) << onsets << QByteArray(runs) << QByteArray(findings);
        };
        // runs: first record + number of records @ start in seconds
        row("contiguous", "EDF+D", {"+0", "+1", "+2"}, "0+3@0", "");
        row("gap", "EDF+D", {"+0", "+1", "+10", "+11"}, "0+2@0 2+2@10", "");
        row("gap before the first record", "EDF+D", {"+30", "+31"}, "0+2@30", "");
        row("fraction of the start", "EDF+D", {"+0.5", "+1.5", "+5.5"}, "0+2@0 2+1@5", "");
        row("rounded to milliseconds", "EDF+D", {"+0", "+1.0004", "+1.9996"}, "0+3@0", "");
        row("overlap", "EDF+D", {"+0", "+0.5", "+1.5"}, "0+1@0 1+2@0.5", "loss record-overlap");
        row("same time twice", "EDF+D", {"+0", "+0"}, "0+1@0 1+1@0", "loss record-overlap");
        row("backward", "EDF+D", {"+10", "+0", "+1"}, "1+2@0 0+1@10", "repair record-order");
        row("before the start", "EDF+D", {"-2", "-1"}, "0+2@0", "repair record-onset");
        row("one record without onset", "EDF+D", {"+0", "", "+5"}, "0+2@0 2+1@5", "repair record-onset");
        row("no onsets at all", "EDF+D", {"", ""}, "0+2@0", "loss record-onset");
        row("a year later", "EDF+D", {"+0", "+31536000", "+1"}, "0+1@0 2+1@1",
            "repair record-order, loss record-onset");
        row("continuous, told otherwise", "EDF+C", {"+0", "+10"}, "0+2@0", "repair record-onset");
        row("continuous, late start", "EDF+C", {"+5", "+6"}, "0+2@0", "repair record-onset");
    }

    void timing() {
        QFETCH(QByteArray, variant);
        QFETCH(QList<QByteArray>, onsets);
        QFETCH(QByteArray, runs);
        QFETCH(QByteArray, findings);
        std::vector<std::string> texts;
        for (const QByteArray& onset : onsets)
            texts.push_back(onset.isEmpty() ? "" : onset.toStdString() + "@@|");
        const std::string bytes = plusFile(variant.toStdString(), texts).bytes();
        const auto file = viewOf(bytes);
        QVERIFY(file);
        QByteArray found;
        for (const RecordRun& run : file->runs())
            found += (found.isEmpty() ? "" : " ") + QByteArray::number(qint64(run.firstRecord)) + "+" +
                     QByteArray::number(qint64(run.recordCount)) + "@" + QByteArray::number(run.startSeconds);
        QCOMPARE(found, runs);
        QCOMPARE(findingsOf(file->findings()), findings.toStdString());
    }

    void annotationsOfAFileWithoutTime() {
        EdfText text;
        text.reserved = "EDF+C";
        text.recordSeconds = "0";
        text.signals = {annotationSignal("50")};
        text.records = {lists("+0@@|+0^30@Sleep stage W@|+30^60@Sleep stage 1@|", 100)};
        const std::string bytes = text.bytes();
        const auto file = viewOf(bytes);
        QCOMPARE(file->annotations(),
                 (std::vector<Annotation>{{0.0, 30.0, "Sleep stage W"}, {30.0, 60.0, "Sleep stage 1"}}));
        QCOMPARE(findingsOf(file->findings()), std::string());
    }

    void annotationsInAFileThatHidesThem() {
        EdfText text = plusFile("", {"+0@@|+0.5@x@|"});
        const std::string bytes = text.bytes();
        const auto file = viewOf(bytes);
        QCOMPARE(file->header().variant(), std::string("EDF+C"));
        QCOMPARE(file->annotations().size(), std::size_t(1));
        QCOMPARE(findingsOf(file->findings()), std::string("repair variant"));
    }

    void aStartNearMidnightMovesTheDate() {
        EdfText text = plusFile("EDF+C", {"+0.5@@|"});
        text.time = "23.59.59";
        text.date = "31.12.89";
        text.recording = "";
        text.records[0] = samples16({0, 0, 0, 0}) + lists("+2.5@@|", 60);
        const std::string bytes = text.bytes();
        QCOMPARE(viewOf(bytes)->start(), (StartTime{1990, 1, 1, 0, 0, 1.5}));
    }
};

QTEST_APPLESS_MAIN(TstEdfAnnotations)
#include "tst_edf_annotations.moc"
