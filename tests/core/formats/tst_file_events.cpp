#include "core/formats/event_words.h"
#include "core/formats/export_fit.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

#include <QRegularExpression>

#include <algorithm>
#include <fstream>
#include <limits>

using namespace hypnodesk;

namespace {

ExportContent nightWithEvents() {
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("WW22");
    content.events = {{EventKind::Arousal, 65.5, 3.0, "C4-M1", ""},
                      {EventKind::Artefact, 70.0, 5.0, "EMG", "lead off"},
                      {EventKind::CentralApnoea, 72.0, 12.25, "", ""},
                      {EventKind::Note, 80.0, 0.0, "", "N3"}};
    return content;
}

} // namespace

/// Events of files: read where the format holds them, written again the same.
class tst_file_events : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labels_data();
    void labels();
    void thereAndBack_data();
    void thereAndBack();
    void awkwardTexts_data();
    void awkwardTexts();
    void textsInLunasLastColumn();
    void anOffsetMovesThem();
    void onesWithoutSenseAreLeftOut();
    void lunaCountsClockTimesFromTheFirstStage();
    void nsrr();
    void nsrrOfRealNights();
    void asATable();
};

void tst_file_events::labels_data() {
    QTest::addColumn<QString>("label");
    QTest::addColumn<int>("kind"); // -1: no event
    QTest::addColumn<QString>("text");
    const auto row = [](const char* label, EventKind kind, const char* text) {
        QTest::newRow(label) << label << static_cast<int>(kind) << text;
    };
    row("Arousal", EventKind::Arousal, "");
    row("Note: door, N3", EventKind::Note, "door, N3");
    row("signal_artefact", EventKind::Artefact, "");
    row("central_apnoea", EventKind::CentralApnoea, "");
    row("Obstructive apnea|Obstructive Apnea", EventKind::ObstructiveApnoea, "Obstructive apnea");
    row("Arousal (ARO SPONT)", EventKind::Arousal, "Arousal (ARO SPONT)");
    row("SpO2 desaturation|SpO2 desaturation", EventKind::Desaturation, "SpO2 desaturation");
    for (const char* other : {"", "Lights off", "Recording starts", "Unsure|Unsure", ": "})
        QTest::newRow(*other ? other : "empty") << other << -1 << "";
}

void tst_file_events::labels() {
    QFETCH(QString, label);
    QFETCH(int, kind);
    QFETCH(QString, text);
    const std::optional<ExportEvent> event = eventFromLabel(label.toStdString());
    QCOMPARE(event.has_value(), kind >= 0);
    if (event) {
        QCOMPARE(static_cast<int>(event->kind), kind);
        QCOMPARE(event->text, text.toStdString());
    }
}

void tst_file_events::thereAndBack_data() {
    QTest::addColumn<QString>("format");
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.write && format.holds.events)
            QTest::newRow(format.name.c_str()) << QString::fromStdString(format.id);
}

void tst_file_events::thereAndBack() {
    QFETCH(QString, format);
    const Folder folder;
    const ExportContent content = nightWithEvents();
    const HypnogramFormat& target = *findFormat(format.toStdString());
    for (const std::string& loss : fitToFormat(content, target).losses)
        QVERIFY2(loss.find("event") == std::string::npos, loss.c_str());
    const auto path = folder / ("night" + target.suffix);
    VERIFY_RESULT(target.write(path, content));
    const auto read = readHypnogram(path);
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("WW22"));
    QVERIFY(read->events == content.events);
}

void tst_file_events::awkwardTexts_data() {
    thereAndBack_data();
}

/// What is not read again as it was is what the export said it would lose.
void tst_file_events::awkwardTexts() {
    QFETCH(QString, format);
    const Folder folder;
    const HypnogramFormat& target = *findFormat(format.toStdString());
    ExportContent content = nightWithEvents();
    content.events.clear();
    for (const char* text :
         {"he said \"door\", then=left; 95% | so what", "two\nlines\tand a tab", "a@@b", "# no comment", "'",
          "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"
          "\xC3\xA4\xC3\xA4\xC3\xA4 and much longer than forty bytes",
          "%22", "Sleep stage W", "."}) {
        const double onset = static_cast<double>(content.events.size());
        content.events.push_back({EventKind::Note, onset, 0.0, "", text});
        content.events.push_back({EventKind::Arousal, onset + 0.5, 3.0, "C4-M1", text});
    }
    const FittedExport fitted = fitToFormat(content, target);
    const bool saysLoss =
        std::any_of(fitted.losses.begin(), fitted.losses.end(),
                    [](const std::string& loss) { return loss.find("text of") != std::string::npos; });
    QCOMPARE(saysLoss, fitted.content.events != content.events);
    QCOMPARE(saysLoss, format == "edf");
    const auto path = folder / ("night" + target.suffix);
    VERIFY_RESULT(target.write(path, content));
    const auto read = readHypnogram(path);
    VERIFY_RESULT(read);
    QCOMPARE(read->events.size(), content.events.size());
    for (std::size_t i = 0; i < read->events.size(); ++i) {
        QCOMPARE(read->events[i].text, fitted.content.events[i].text);
        QVERIFY(read->events[i] == fitted.content.events[i]);
    }
}

/// Of Luna itself: a text among other keys, without quotes, and a class that has none.
void tst_file_events::textsInLunasLastColumn() {
    const Folder folder;
    const auto read = folder.read("night.annot", "# arousal | Arousals | amp[num] text[txt]\n"
                                                 "class\tinstance\tchannel\tstart\tstop\tmeta\n"
                                                 "N2\t.\t.\t0\t30\t.\n"
                                                 "arousal\t1\tC4\t1\t4\tamp=12.5|text=spontaneous\n"
                                                 "arousal\t2\tC4\t5\t8\ttext=\"with a | bar\";amp=3\n"
                                                 "arousal\t3\tC4\t9\t12\tamp=3\n");
    VERIFY_RESULT(read);
    QCOMPARE(read->events.size(), std::size_t(3));
    QCOMPARE(read->events[0].text, std::string("spontaneous"));
    QCOMPARE(read->events[1].text, std::string("with a | bar"));
    QCOMPARE(read->events[2].text, std::string());
}

void tst_file_events::anOffsetMovesThem() {
    const Folder folder;
    VERIFY_RESULT(writeHypnogram(folder / "night.json", nightWithEvents()));
    const auto moved = readHypnogram(folder / "night.json", {"", 30.0});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->events.front().onsetSeconds, 95.5);
    // What would begin before the recording is left out.
    const auto earlier = readHypnogram(folder / "night.json", {"", -70.5});
    VERIFY_RESULT(earlier);
    QCOMPARE(earlier->events.size(), std::size_t(2));
}

void tst_file_events::onesWithoutSenseAreLeftOut() {
    ImportedHypnogram night;
    const double none = std::numeric_limits<double>::quiet_NaN();
    setEvents(night,
              {{EventKind::Arousal, none, 1.0, "", ""},
               {EventKind::Arousal, 9.0, 1.0, "", ""},
               {EventKind::Arousal, 1.0, -1.0, "", ""},
               {EventKind::Arousal, 2.0, none, "", ""},
               {EventKind::Arousal, 3.0, 1.0, "", ""}},
              0.0);
    QCOMPARE(night.events.size(), std::size_t(2));
    QCOMPARE(night.events.front().onsetSeconds, 3.0);
    setEvents(night, std::vector<ExportEvent>(kMostEvents + 7), 0.0);
    QCOMPARE(night.events.size(), kMostEvents);
    QCOMPARE(night.notes.size(), std::size_t(1));
}

void tst_file_events::lunaCountsClockTimesFromTheFirstStage() {
    const Folder folder;
    const auto read = folder.read("night.annot", "class\tinstance\tchannel\tstart\tstop\tmeta\n"
                                                 "N1\t.\t.\t23:59:30\t00:00:00\t.\n"
                                                 "N2\t.\t.\t00:00:00\t00:00:30\t.\n"
                                                 "arousal\t.\tC4\t00:00:05\t00:00:09\t.\n"
                                                 "hypopnoea\t.\t.\t23:59:40\t+12\t.\n"
                                                 "arousal\t.\tC4\tsoon\t.\t.\n"
                                                 "lights\t.\t.\t23:59:30\t23:59:31\t.\n");
    VERIFY_RESULT(read);
    const std::vector<ExportEvent> expected{{EventKind::Hypopnoea, 10.0, 12.0, "", ""},
                                            {EventKind::Arousal, 35.0, 4.0, "C4", ""}};
    QVERIFY(read->events == expected);
}

void tst_file_events::nsrr() {
    const Folder folder;
    const auto event = [](const char* type, const char* name, const char* more) {
        return std::string("<ScoredEvent><EventType>") + type + "</EventType><EventConcept>" + name +
               "</EventConcept>" + more + "</ScoredEvent>";
    };
    const auto read = folder.read(
        "night.xml",
        "<?xml version=\"1.0\"?>\n<PSGAnnotation><EpochLength>30</EpochLength><ScoredEvents>" +
            event("", "Recording Start Time",
                  "<Start>0</Start><Duration>60</Duration><ClockTime>00.00.00 22.00.00</ClockTime>") +
            event("Respiratory|Respiratory", "Hypopnea|Hypopnea",
                  "<Start>12.5</Start><Duration>20</Duration><SignalLocation>Flow</SignalLocation>") +
            event("Arousals|Arousals", "Arousal|Arousal ()", "<Duration>3</Duration>") +
            event("Stages|Stages", "Stage 2 sleep|2", "<Start>0</Start><Duration>60</Duration>") +
            "</ScoredEvents></PSGAnnotation>");
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("22"));
    QVERIFY(
        (read->events == std::vector<ExportEvent>{{EventKind::Hypopnoea, 12.5, 20.0, "Flow", "Hypopnea"}}));
}

/// Against the concepts in the text of the files: NSRR's converter named them differently over the years.
void tst_file_events::nsrrOfRealNights() {
    SKIP_WITHOUT_SHARED_DATA();
    const QRegularExpression concepts("<EventConcept>[^<]*hypopnea[^<]*</EventConcept>",
                                      QRegularExpression::CaseInsensitiveOption);
    const QRegularExpression central("<EventConcept>[^<]*central-?apnea[^<]*</EventConcept>|"
                                     "<EventConcept>APNEA-CENTRAL</EventConcept>",
                                     QRegularExpression::CaseInsensitiveOption);
    int nights = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(sharedData() / "hypnogram-formats" / "nsrr-xml")) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        const QString text = QString::fromStdString(bytes);
        const auto read = readHypnogram(entry.path());
        // Files of several annotations are read in part only.
        if (text.count("<PSGAnnotation") != 1 || !read)
            continue;
        const auto count = [&](EventKind kind) {
            return std::count_if(read->events.begin(), read->events.end(),
                                 [&](const ExportEvent& event) { return event.kind == kind; });
        };
        const std::string name = entry.path().filename().string();
        QVERIFY2(count(EventKind::Hypopnoea) == text.count(concepts), name.c_str());
        QVERIFY2(count(EventKind::CentralApnoea) == text.count(central), name.c_str());
        nights += count(EventKind::Hypopnoea) > 0;
    }
    QVERIFY2(nights >= 10, qPrintable(QString::number(nights)));
}

void tst_file_events::asATable() {
    const Folder folder;
    ExportContent content = nightWithEvents();
    content.events[1].text = "lead off, \"again\"";
    VERIFY_RESULT(writeEventsCsv(folder / "events.csv", content.events));
    std::ifstream file(folder / "events.csv");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    QCOMPARE(text, std::string("onset_s,duration_s,kind,channel,text\n"
                               "65.5,3,arousal,C4-M1,\n"
                               "70,5,artefact,EMG,\"lead off, \"\"again\"\"\"\n"
                               "72,12.25,central apnoea,,\n"
                               "80,0,note,,N3\n"));
}

QTEST_APPLESS_MAIN(tst_file_events)
#include "tst_file_events.moc"
