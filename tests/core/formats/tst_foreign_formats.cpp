#include "core/formats/clock_text.h"
#include "tests/core/formats/format_samples.h"
#include "tests/core/formats/format_test.h"

#include <cmath>

using namespace hypnodesk;

namespace {

std::string utf16(std::string_view latin1, bool bigEndian) {
    std::string bytes = bigEndian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : latin1) {
        const char pair[] = {bigEndian ? '\0' : c, bigEndian ? c : '\0'};
        bytes.append(pair, 2);
    }
    return bytes;
}

std::string psgAnnotation(const std::string& events) {
    return "<?xml version=\"1.0\"?>\n<PSGAnnotation><EpochLength>30</EpochLength><ScoredEvents>" + events +
           "</ScoredEvents></PSGAnnotation>";
}

std::string scoredEvent(const std::string& concept_, const std::string& start, const std::string& duration,
                        const std::string& type = "Stages|Stages") {
    return "<ScoredEvent><EventType>" + type + "</EventType><EventConcept>" + concept_ +
           "</EventConcept><Start>" + start + "</Start><Duration>" + duration + "</Duration></ScoredEvent>";
}

} // namespace

/// Files as other programs write them, a row each: detected by content, read, and what the clock says.
class tst_foreign_formats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filesOfOtherPrograms_data();
    void filesOfOtherPrograms();
    void samplesOfReadOnlyFormats_data();
    void samplesOfReadOnlyFormats();
    void brokenFilesSayWhatIsWrong_data();
    void brokenFilesSayWhatIsWrong();
    void columnsAreNamedByTheUser();
    void theNextFormatIsTriedWhereTheFirstFindsNothing();
    void machineScoringsSaySo();
    void anotherChannelCanBeNamed();
};

void tst_foreign_formats::filesOfOtherPrograms_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QString>("start");
    const auto row = [](const char* name, const char* format, std::string_view text, const char* letters,
                        const char* start = "") {
        QTest::newRow(name) << QByteArray(text.data(), static_cast<qsizetype>(text.size())) << format
                            << letters << start;
    };
    row("eannot with movement and lights", "eannot", "L\nW\nN1\nN2\nN3\nR\n?\nM\n", "?W123R?M");
    row("words with comments", "eannot", "# 30 s\nwake\nsleep stage 2\nREM\n", "W2R");
    row("YASA table of words", "yasa-csv", "Epoch,Stage\n0,WAKE\n1,N2\n2,REM\n3,ART\n4,UNS\n", "W2RA?");
    row("YASA table of pandas", "yasa-csv", ",hypno\n0,0.0\n1,4.0\n", "WR");
    row("Profusion letters: 4 is deep sleep", "profusion-text", "W\n1\n2\n3\n4\nR\nU\n", "W1233R?");
    row("SpiSOP", "sleeptrip", "0 0\n1 0\n2 1\n4 0\n5 0\n8 0\n-1 1\n", "W123RMA");
    row("Elan", "elan",
        "time_base 15.000000\nsampling_period 0.004\nepoch_nb 8\nepoch_list\n0\n0\n4\n4\n5\n5\n-2\n-1\n",
        "WW33RR?A");
    row("Visbrain", "visbrain",
        "*Duration_sec\t120.0\n*Datafile\t/a b.edf\nWake\t30.0\nN2\t90.0\nArt\t120.0\n", "W22A");
    row("DOD", "dod", "[\n  -1,\n  0,\n  1,\n  2,\n  3,\n  4\n]", "?W123R");
    row("Domino", "domino",
        "Signal ID: SchlafProfil\\profil\nStart Time: 31.08.2015 23:59:30\nUnit: \nSignal Type: "
        "Discret\nEvents "
        "list: N4,N3,N2,N1,REM,Wake,Movement\nRate: 30 s\n\n23:59:30,000; Wake\n00:00:00,000; "
        "N1\n00:00:30,000; "
        "Movement\n00:01:00,000; A\n",
        "W1MA", "2015-08-31 23:59:30");
    row("Domino in German, 20 s, American date", "domino",
        "Signal ID: SchlafProfil\\profil\r\nStart Time: 11/18/2021 8:39:30 PM\r\nRate: 20 "
        "s\r\n\r\n20:39:30,000; "
        "Wach\r\n20:39:50,000; Rem\r\n20:40:10,000; Bewegung\r\n",
        "WRM", "2021-11-18 20:39:30");
    row("RemLogic of the CAP database", "remlogic",
        "RemLogic Event Export\nPatient:\tN 3\nPatient ID:\nRecording Date:\t19/08/2007\n\nEvents "
        "Included:\nMCAP-A3\n\nScoring Session:\n\nSleep Stage\tPosition\tTime "
        "[hh:mm:ss]\tEvent\tDuration[s]\tLocation\nW\tUnknown Position\t23:59:30\tSLEEP-S0\t30\tROC-LOC\n"
        "S1\tUnknown Position\t23:59:45\tMCAP-A3\t3\tEEG-Fp2-F4\nS4\tLeft\t00:00:00\tSLEEP-S4\t30\tROC-LOC\n"
        "R\tLeft\t00:01:00\tSLEEP-REM\t30\tROC-LOC\nMT\tLeft\t00:01:30\tSLEEP-MT\t30\tROC-LOC\n",
        "W3?RM", "2007-08-19 23:59:30");
    row("RemLogic in French, Latin-1", "remlogic",
        "RemLogic Event Export\nHeure [hh:mm:ss]\tEv\xE9nement\tDur\xE9"
        "e[s]\n2012-01-05T22:00:00.000000\tSLEEP-S2\t30\n2012-01-05T22:00:30.000000\tSLEEP-UNSCORED\t30\n",
        "2?", "2012-01-05 22:00:00");
    row("Alice with a 24-hour clock", "alice", "Epoch\tTime\tStage\n1\t22:15:30\tWK\n2\t22:16:00\tN3\n", "W3",
        "22:15:30");
    row("Noxturnal in French, UTF-16", "noxturnal",
        utf16("Heure de d\xE9"
              "but,Heure de fin,\xC9v\xE9nement,Dur\xE9"
              "e\r\n18/11/2021 23:59:30,19/11/2021 00:00:00,\xC9veil,30\r\n19/11/2021 00:00:00,19/11/2021 "
              "00:01:00,N3,60\r\n",
              false),
        "W33", "2021-11-18 23:59:30");
    row("NSRR", "nsrr",
        psgAnnotation("<ScoredEvent><EventConcept>Recording Start "
                      "Time</EventConcept><Start>0</Start><Duration>240</Duration><ClockTime>00.00.00 "
                      "22.00.00</ClockTime></ScoredEvent>" +
                      scoredEvent("Wake|0", "0", "60") + scoredEvent("Stage 1 sleep|1", "60", "30") +
                      scoredEvent("Hypopnea|Hypopnea", "65.5", "12", "Respiratory|Respiratory") +
                      scoredEvent("Stage 4 sleep|4", "90.0", "30") + scoredEvent("REM sleep|5", "120", "30") +
                      scoredEvent("Movement|6", "150", "30") + scoredEvent("Unscored|9", "180", "30") +
                      scoredEvent("Light sleep|12", "210", "30")),
        "WW13RM??", "22:00:00");
    row("NSRR with the names of its converter", "nsrr",
        psgAnnotation(scoredEvent("SDO:WakeState", "0", "30", "") +
                      scoredEvent("SDO:NonRapidEyeMovementSleep-N2", "30", "30", "") +
                      scoredEvent("SRO:RapidEyeMovement", "60", "30", "") +
                      scoredEvent("SRO:Stage3Sleep", "90", "30", "")),
        "W2R3");
    row("Profusion XML", "profusion",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!--a "
        "comment-->\r\n<CMPStudyConfig><EpochLength>20</EpochLength>"
        "<SleepStages><SleepStage>0</SleepStage><SleepStage>4</SleepStage><SleepStage>5</"
        "SleepStage><SleepStage>6"
        "</SleepStage><SleepStage>9</SleepStage></SleepStages></CMPStudyConfig>",
        "W3RM?");
    row("table with onset and duration", "table", "onset\tduration\tstage\n0\t60\tW\n60\t30\tN2\n", "WW2");
    row("table of clock times and R&K", "table", "Time;Score\n23:59:30;0\n00:00:00;4\n00:00:30;5\n", "W3R",
        "23:59:30");
    row("table of epochs from 1", "table", "Epoch,Remark,Stage\n1,,W\n2,\"a, b\",N2\n4,,R\n", "W2?R");
    row("events of BIDS among others", "table",
        "onset\tduration\ttrial_type\n0\t30\tSleep stage W\n3.5\t1\tspindle\n30\t30\tSleep stage 2\n", "W2");
    row("columns without names", "table", "0\t30\tWake\n30\t30\tN1\n", "W1");
}

void tst_foreign_formats::filesOfOtherPrograms() {
    QFETCH(QByteArray, text);
    QFETCH(QString, format);
    QFETCH(QString, letters);
    QFETCH(QString, start);
    const auto read =
        Folder().read("night", std::string_view(text.data(), static_cast<std::size_t>(text.size())));
    VERIFY_RESULT(read);
    QCOMPARE(QString::fromStdString(read->format), format);
    QCOMPARE(QString::fromStdString(lettersOf(read->hypnogram)), letters);
    std::string moment;
    if (read->start)
        moment = (read->start->hasDate() ? dateText(*read->start) + " " : "") + clockText(*read->start);
    QCOMPARE(QString::fromStdString(moment), start);
}

void tst_foreign_formats::samplesOfReadOnlyFormats_data() {
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QString>("start");
    QTest::newRow("embla") << "WW2R"
                           << "23:59:00";
    QTest::newRow("sleepware") << "?W133R"
                               << "22:15:30";
    QTest::newRow("noxturnal") << "W22R"
                               << "23:59:00";
    QTest::newRow("alice") << "W12R"
                           << "23:59:00";
    QTest::newRow("dreams") << "W123MR"
                            << "";
    QTest::newRow("edf-channel") << "W23R"
                                 << "22:15:30";
}

void tst_foreign_formats::samplesOfReadOnlyFormats() {
    QFETCH(QString, letters);
    QFETCH(QString, start);
    const std::string id = QTest::currentDataTag();
    const auto read = Folder().read("night", sampleToRead(id));
    VERIFY_RESULT(read);
    QCOMPARE(read->format, id);
    QCOMPARE(QString::fromStdString(lettersOf(read->hypnogram)), letters);
    QCOMPARE(QString::fromStdString(read->start ? clockText(*read->start) : ""), start);
    if (id == "embla")
        QCOMPARE(read->lights.offSeconds, std::optional(15.5));
}

void tst_foreign_formats::brokenFilesSayWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("format"); // empty: by content
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char* name, const char* format, const std::string& text, ErrorCode code,
                        const char* detail) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << format << static_cast<int>(code) << detail;
    };
    row("entities", "",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;\">]><PSGAnnotation>&b;"
        "</PSGAnnotation>",
        ErrorCode::FormatUnsupported, "document type declaration");
    row("XML without an end", "", "<PSGAnnotation><ScoredEvents>", ErrorCode::FormatInvalid,
        "broken at byte");
    row("no stages among the events", "", psgAnnotation(scoredEvent("Hypopnea", "3", "4", "Respiratory|x")),
        ErrorCode::DataMissing, "no sleep stages");
    row("a stage without a start", "", psgAnnotation(scoredEvent("Wake|0", "", "30")),
        ErrorCode::FormatInvalid, "stage 1 of the file has no start");
    row("epochs of an hour", "", "<CMPStudyConfig><EpochLength>3600</EpochLength></CMPStudyConfig>",
        ErrorCode::FormatInvalid, "epochs of 3600 s");
    row("Elan without a list", "", "time_base 1\n0\n0\n", ErrorCode::FormatInvalid, "epoch_list");
    row("Elan that stands still", "", "time_base 0\nepoch_list\n0\n", ErrorCode::FormatInvalid,
        "a stage every 0 s");
    row("Domino with a broken line", "", "Signal ID: x\nRate: 30 s\n\n22:00:00,000; Wake\n22:00:30,000 N1\n",
        ErrorCode::FormatInvalid, "line 5");
    row("Visbrain that runs backwards", "visbrain", "Wake\t60\nN2\t30\n", ErrorCode::FormatInvalid, "line 2");
    row("a table with a broken time", "table", "onset\tstage\nlater\tW\n", ErrorCode::FormatInvalid,
        "line 2: 'later' is no time");
    row("a table without stages", "table", "onset\tnumber\n3\t4\n", ErrorCode::DataMissing, "role 'stage'");
    row("DOD of words", "dod", "{\"a\": 3}", ErrorCode::FormatInvalid, "JSON list");
}

void tst_foreign_formats::brokenFilesSayWhatIsWrong() {
    QFETCH(QByteArray, text);
    QFETCH(QString, format);
    QFETCH(int, code);
    QFETCH(QString, detail);
    const auto read = Folder().read("night", text.toStdString(), {format.toStdString(), 0.0});
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
    QVERIFY2(QString::fromStdString(read.error().detail).contains(detail), read.error().detail.c_str());
}

void tst_foreign_formats::columnsAreNamedByTheUser() {
    const Folder folder;
    const std::string text = "a,b,c,d\n0,N2,W,60\n60,N2,R,30\n";
    const auto letters = [&](std::map<std::string, std::string> columns) {
        ReadOptions options;
        options.format = "table";
        options.columns = std::move(columns);
        const auto read = folder.read("night", text, options);
        return read ? lettersOf(read->hypnogram)
                    : read.error().detail.substr(read.error().detail.find("night") + 7);
    };
    QCOMPARE(letters({{"stage", "c"}, {"onset", "a"}, {"duration", "d"}}), std::string("WWR"));
    QCOMPARE(letters({{"stage", "2"}, {"onset", "1"}, {"duration", "4"}}), std::string("222"));
    QCOMPARE(letters({{"stage", "C"}}), std::string("WR"));
    QCOMPARE(letters({{"stage", "4"}, {"codes", "rk"}}), std::string("??"));
    QCOMPARE(letters({{"stage", "z"}}), std::string("the table has no column 'z'"));
    QCOMPARE(letters({{"codes", "dreams"}}), std::string("codes are 'aasm' or 'rk', not 'dreams'"));
    QVERIFY(letters({{"colour", "b"}}).starts_with("no such role of a column: 'colour'"));
}

void tst_foreign_formats::theNextFormatIsTriedWhereTheFirstFindsNothing() {
    // An EDF+ whose annotations hold no stages, but which has a channel "hypnogram".
    std::string bytes = sampleToRead("edf-channel");
    bytes.replace(192, 5, "EDF+C");
    bytes.replace(256 + 16, 16, "EDF Annotations ");
    const auto read = Folder().read("night.edf", bytes);
    VERIFY_RESULT(read);
    QCOMPARE(read->format, std::string("edf-channel"));
    QCOMPARE(lettersOf(read->hypnogram), std::string("W23R"));
}

void tst_foreign_formats::machineScoringsSaySo() {
    std::string text = sampleToRead("sleepware");
    const auto person = Folder().read("night", text);
    VERIFY_RESULT(person);
    QVERIFY(person->notes.empty());
    for (std::size_t at = 0; (at = text.find("UserStaging", at)) != std::string::npos;)
        text.replace(at, 11, "OtherThings");
    const auto machine = Folder().read("night", text);
    VERIFY_RESULT(machine);
    QCOMPARE(lettersOf(machine->hypnogram), std::string("RRRRRR"));
    QCOMPARE(machine->notes.back(), std::string("scored by the machine, not by a person"));
}

void tst_foreign_formats::anotherChannelCanBeNamed() {
    ReadOptions options;
    options.columns["stage"] = "no such channel";
    const auto read = Folder().read("night", sampleToRead("edf-channel"), options);
    QCOMPARE(read.error().code, ErrorCode::ArgumentInvalid);
    QVERIFY(read.error().detail.ends_with("no channel 'no such channel'"));
}

QTEST_APPLESS_MAIN(tst_foreign_formats)
#include "tst_foreign_formats.moc"
