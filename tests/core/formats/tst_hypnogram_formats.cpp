#include "core/recording/recording.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

#include <cmath>

using namespace hypnodesk;

namespace {

/// W 1 2 3 R ? M A with verdicts on the first six epochs, one of them on a flat signal.
ExportContent example() {
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("W123R?MA", StageSource::Imported);
    content.hypnogram.set(1, {Stage::N1, StageSource::Network});
    content.hypnogram.set(2, {Stage::N2, StageSource::Accepted});
    content.hypnogram.set(3, {Stage::N3, StageSource::Person});
    content.start = {2026, 3, 1, 22, 15, 30.0};
    content.patient = "X F X Müller <&> \"quoted\"";
    content.scorer = "MC2SleepNet";
    content.lights = {30.0, 210.0};
    NightProbabilities night;
    night.grid = content.hypnogram.grid();
    night.epochs.resize(8);
    for (std::size_t i = 0; i < 6; ++i) {
        EpochVerdict& verdict = night.epochs[i];
        verdict.joint = {0.05f, 0.05f, 0.05f, 0.05f, 0.05f};
        verdict.joint[i % 5] = 0.8f;
        verdict.raw = {0.25f, 0.75f, 0.0f, 0.0f, 0.0f};
        verdict.spectrogram = {0.5f, 0.5f, 0.0f, 0.0f, 0.0f};
    }
    night.epochs[5].quality = EpochQuality::Flat;
    night.modelName = "MC2SleepNet 0.1";
    night.modelDigest = "ab12";
    night.derivation = "C4-M1";
    content.probabilities = night;
    return content;
}

bool isNear(const StageProbabilities& left, const StageProbabilities& right) {
    for (std::size_t i = 0; i < left.size(); ++i)
        if (std::abs(left[i] - right[i]) > 1e-6f)
            return false;
    return true;
}

} // namespace

class tst_hypnogram_formats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsAndSuffixesAreUnique();
    void twentySecondEpochsSurvive();
    void formatsAreNamedOrFoundBySuffix();
    void failuresNameFileAndReason();

    void csvAsInTheDesign();
    void csvCarriesProbabilities();
    void csvOfThreeColumns();
    void csvOfOtherTastes();
    void csvWithHoles();
    void csvProbabilitiesThatAreNone();
    void csvSaysWhichLineIsWrong();
    void csvOffsetsMoveTheProbabilitiesToo();

    void jsonCarriesEverything();
    void jsonOfLaterVersionsIsRefused();
    void jsonWithInvalidTextIsWritten();

    void lunaTimes_data();
    void lunaTimes();
    void yasaVariants_data();
    void yasaVariants();

    void sharedTables();
};

void tst_hypnogram_formats::idsAndSuffixesAreUnique() {
    QStringList ids;
    QStringList suffixes;
    QStringList onlyRead;
    for (const HypnogramFormat& format : hypnogramFormats()) {
        ids << QString::fromStdString(format.id);
        suffixes << QString::fromStdString(format.suffix);
        QVERIFY(findFormat(format.id) == &format);
        QVERIFY(format.detect && format.read);
        if (!format.write)
            onlyRead << QString::fromStdString(format.id);
    }
    QCOMPARE(ids.mid(0, 6), (QStringList{"edf", "csv", "json", "annot", "eannot", "yasa"}));
    QCOMPARE(ids.removeDuplicates(), 0);
    QCOMPARE(suffixes.removeDuplicates(), 0);
    QCOMPARE(onlyRead, (QStringList{"edf-channel", "embla", "alice", "sleepware", "noxturnal", "dreams"}));
    QVERIFY(!findFormat("docx"));
}

void tst_hypnogram_formats::twentySecondEpochsSurvive() {
    const Folder folder;
    ExportContent content;
    content.hypnogram =
        Hypnogram({20.0, 20.0, 4}, std::vector<EpochScore>(4, {Stage::N2, StageSource::Imported}));
    for (const char* format : {"edf", "csv", "json", "annot"}) {
        QVERIFY(writeHypnogram(folder / "night", content, format));
        const auto read = readHypnogram(folder / "night");
        VERIFY_RESULT(read);
        // The second that the file does not hold becomes an unscored epoch: indices count from the
        // recording's start.
        QCOMPARE(lettersOf(read->hypnogram), std::string("?2222"));
        QCOMPARE(read->hypnogram.grid().epochSeconds, 20.0);
    }
}

void tst_hypnogram_formats::formatsAreNamedOrFoundBySuffix() {
    const Folder folder;
    QVERIFY(writeHypnogram(folder / "night.hypnogram.CSV", example()));
    QCOMPARE(readHypnogram(folder / "night.hypnogram.CSV")->format, std::string("csv"));
    QCOMPARE(writeHypnogram(folder / "night.docx", example()).error().code, ErrorCode::ArgumentInvalid);
    QCOMPARE(formatForWriting("night.YASA.csv").value()->id, std::string("yasa-csv"));
    QCOMPARE(formatForWriting("night.rml").error().code, ErrorCode::FormatUnsupported);
    QCOMPARE(writeHypnogram(folder / "night.csv", example(), "docx").error().code,
             ErrorCode::ArgumentInvalid);
    QCOMPARE(readHypnogram(folder / "night.hypnogram.CSV", {"docx", 0.0}).error().code,
             ErrorCode::ArgumentInvalid);
}

void tst_hypnogram_formats::failuresNameFileAndReason() {
    const Folder folder;
    QCOMPARE(readHypnogram(folder / "missing.csv").error().code, ErrorCode::FileMissing);
    QCOMPARE(readHypnogram(folder / "").error().code, ErrorCode::FileUnreadable);
    const auto poem = folder.read("poem.txt", "Sleep, that knits up\nthe ravell'd sleave of care\n");
    QCOMPARE(poem.error().code, ErrorCode::FormatUnknown);
    QVERIFY(poem.error().detail.find("poem.txt") != std::string::npos);
    QCOMPARE(folder.read("empty.csv", "").error().code, ErrorCode::FormatUnknown);
    QVERIFY(!writeHypnogram(folder / "no/such/folder/night.csv", example()));
    ExportContent mismatched = example();
    mismatched.hypnogram = Hypnogram::fromLetters("WW");
    QCOMPARE(writeHypnogram(folder / "night.csv", mismatched).error().code, ErrorCode::ArgumentInvalid);
    QVERIFY(!std::filesystem::exists(folder / "night.csv"));
}

void tst_hypnogram_formats::csvAsInTheDesign() {
    const Folder folder;
    QVERIFY(writeHypnogram(folder / "night.csv", example()));
    const std::string text = readTextFile(folder / "night.csv").value();
    QVERIFY(text.starts_with("epoch,onset_s,stage,p_W,p_N1,p_N2,p_N3,p_R,confidence\n"
                             "0,0,W,0.800000,0.050000,0.050000,0.050000,0.050000,0.516812\n"
                             "1,30,N1,0.050000,0.800000,"));
    QVERIFY(text.ends_with("\n6,180,M,,,,,,\n7,210,A,,,,,,\n"));
}

void tst_hypnogram_formats::csvCarriesProbabilities() {
    const Folder folder;
    QVERIFY(writeHypnogram(folder / "night.csv", example()));
    const auto read = readHypnogram(folder / "night.csv");
    VERIFY_RESULT(read);
    const NightProbabilities expected = *example().probabilities;
    QVERIFY(read->probabilities);
    QCOMPARE(read->probabilities->grid, expected.grid);
    for (std::size_t i = 0; i < expected.epochs.size(); ++i)
        QVERIFY(isNear(read->probabilities->epochs[i].joint, expected.epochs[i].joint));
    QVERIFY(!read->probabilities->isScored(6));
}

void tst_hypnogram_formats::csvOfThreeColumns() {
    const auto read = Folder().read("a.csv", "epoch,onset_s,stage\n0,0,W\n1,30,N1\n2,60,REM\n3,90,?\n");
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("W1R?"));
    QVERIFY(!read->probabilities);
    QVERIFY(!read->start);
}

void tst_hypnogram_formats::csvOfOtherTastes() {
    const Folder folder;
    const auto letters = [&](std::string_view text) {
        const auto read = folder.read("a.csv", text);
        return read ? lettersOf(read->hypnogram) : describe(read.error());
    };
    QCOMPARE(letters("\xEF\xBB\xBF"
                     "Epoch;Onset_s;Stage\r\n0;0,0;\"W\"\r\n1;30,0;\"N2\"\r\n\r\n"),
             std::string("W2"));
    QCOMPARE(letters("stage\tonset_s\nW\t0\nN2\t20\nR\t40\n"), std::string("W2R"));
    QCOMPARE(letters("epoch,onset_s,stage\n0,0,n3\n1,30,rem\n2,60,Wake\n3,90,sleep stage 2"),
             std::string("3RW2"));
    QCOMPARE(readHypnogram(folder / "a.csv")->hypnogram.grid().count, 4);
}

void tst_hypnogram_formats::csvWithHoles() {
    // Rows 2 and 3 are missing: unscored, not the stage before them.
    const auto read = Folder().read("a.csv", "epoch,onset_s,stage\n0,0,W\n1,30,N1\n4,120,N2\n5,150,x\n");
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("W1??2?"));
    QCOMPARE(read->unknownLabels, 1);
}

void tst_hypnogram_formats::csvProbabilitiesThatAreNone() {
    const Folder folder;
    const auto night = [&](const std::string& p) {
        return folder
            .read("a.csv", "epoch,onset_s,stage,p_W,p_N1,p_N2,p_N3,p_R,confidence\n0,0,W," + p + ",0.5\n")
            ->probabilities;
    };
    QVERIFY(night("0.2,0.2,0.2,0.2,0.2"));
    for (const char* p :
         {"0.2,0.2,0.2,0.2,", "0.9,0.9,0.9,0.9,0.9", "-1,1,1,0,0", "nan,0,0,0,1", "1e99,0,0,0,0", ",,,,"})
        QVERIFY2(!night(p), p);
}

void tst_hypnogram_formats::csvSaysWhichLineIsWrong() {
    const auto read = Folder().read("a.csv", "epoch,onset_s,stage\n0,0,W\n1,later,N1\n");
    QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
    QVERIFY(read.error().detail.ends_with("a.csv: line 3: onset is no number"));
}

void tst_hypnogram_formats::csvOffsetsMoveTheProbabilitiesToo() {
    const Folder folder;
    QVERIFY(writeHypnogram(folder / "night.csv", example()));
    for (const double offset : {60.0, -60.0, 45.0}) {
        const auto read = readHypnogram(folder / "night.csv", {"", offset});
        VERIFY_RESULT(read);
        const Hypnogram& hypnogram = read->hypnogram;
        for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch)
            if (hypnogram.stage(epoch) == Stage::N3)
                QCOMPARE(mostProbable(read->probabilities->epochs[static_cast<std::size_t>(epoch)].joint),
                         Stage::N3);
        QVERIFY(hypnogram.scoredCount() >= 3);
    }
}

void tst_hypnogram_formats::jsonCarriesEverything() {
    const Folder folder;
    const ExportContent content = example();
    QVERIFY(writeHypnogram(folder / "night.json", content));
    const auto read = readHypnogram(folder / "night.json");
    VERIFY_RESULT(read);
    QCOMPARE(read->hypnogram, content.hypnogram); // sources included
    QCOMPARE(read->start, std::optional(content.start));
    QCOMPARE(read->lights, content.lights);
    const NightProbabilities& night = *read->probabilities;
    QCOMPARE(night.modelName, content.probabilities->modelName);
    QCOMPARE(night.modelDigest, content.probabilities->modelDigest);
    QCOMPARE(night.derivation, content.probabilities->derivation);
    for (std::size_t i = 0; i < night.epochs.size(); ++i) {
        const EpochVerdict& expected = content.probabilities->epochs[i];
        QVERIFY(isNear(night.epochs[i].joint, expected.joint));
        QVERIFY(isNear(night.epochs[i].raw, expected.raw));
        QVERIFY(isNear(night.epochs[i].spectrogram, expected.spectrogram));
        QCOMPARE(night.epochs[i].quality, expected.quality);
    }
}

void tst_hypnogram_formats::jsonOfLaterVersionsIsRefused() {
    const Folder folder;
    const std::string text = R"({"format":"hypnodesk-hypnogram","version":2,"stages":["W"]})";
    QCOMPARE(folder.read("a.json", text).error().code, ErrorCode::FormatUnsupported);
    QCOMPARE(folder.read("a.json", R"({"stages":["W"]})").error().code, ErrorCode::FormatInvalid);
    const auto brief =
        folder.read("a.json", R"({"format":"hypnodesk-hypnogram","stages":["W",7,"N2"],"new":{}})");
    VERIFY_RESULT(brief);
    QCOMPARE(lettersOf(brief->hypnogram), std::string("W?2"));
    QCOMPARE(brief->unknownLabels, 1);
}

void tst_hypnogram_formats::jsonWithInvalidTextIsWritten() {
    const Folder folder;
    ExportContent content = example();
    content.patient = "M\xFCller";
    content.lights.offSeconds = std::nan("");
    QVERIFY(writeHypnogram(folder / "night.json", content));
    QVERIFY(readHypnogram(folder / "night.json"));
}

void tst_hypnogram_formats::lunaTimes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("letters");
    QTest::newRow("seconds")
        << "class\tinstance\tchannel\tstart\tstop\tmeta\nW\t.\t.\t0\t30\t.\nN2\t.\t.\t30\t60\t.\n"
        << "W2";
    QTest::newRow("clock over midnight")
        << "# a comment\nW\t.\t.\t23:59:00\t23:59:30\t.\n"
           "N1\t.\t.\t23:59:30\t00:00:00\t.\nN2\t.\t.\t00:00:00\t00:01:00\t.\n"
        << "W122";
    QTest::newRow("elapsed") << "W\t.\t.\t0+00:01:00\t0+00:01:30\t.\n"
                             << "??W";
    QTest::newRow("durations and open ends")
        << "W\t.\t.\t0\t+60\t.\nN2\t.\t.\t60\t...\t.\nR\t.\t.\t120\t150\t.\n"
        << "WW22R";
    QTest::newRow("four and three columns") << "N3\t.\t0\t30\nREM\t30\t60\n"
                                            << "3R";
    QTest::newRow("other events") << "arousal\t.\tC4\t5\t8\t.\nN2\t.\t.\t0\t30\t.\nA\t.\t.\t3\t4\t.\n"
                                  << "2";
}

void tst_hypnogram_formats::lunaTimes() {
    QFETCH(QString, text);
    QFETCH(QString, letters);
    const auto read = Folder().read("night.annot", text.toStdString());
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), letters.toStdString());
    QCOMPARE(read->start.has_value(), text.contains("23:59"));
    if (read->start)
        QCOMPARE(read->start->secondsAfterMidnight(), 23 * 3600.0 + 59 * 60.0);
}

void tst_hypnogram_formats::yasaVariants_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("letters");
    QTest::newRow("integers") << "0\n1\n2\n3\n4\n-1\n-2\n"
                              << "W123RA?";
    QTest::newRow("comments") << "# 1 value per 30 s\n# 0: Wake\n0\n2\n"
                              << "W2";
    QTest::newRow("words") << "W\nN1\nN2\nN3\nR\n"
                           << "W123R";
    QTest::newRow("unknown") << "0\n9\n2\n"
                             << "W?2";
}

void tst_hypnogram_formats::yasaVariants() {
    QFETCH(QString, text);
    QFETCH(QString, letters);
    const auto read = Folder().read("hypno.txt", text.toStdString(), {"yasa", 0.0});
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), letters.toStdString());
    if (!text.contains('9'))
        QCOMPARE(Folder().read("hypno.txt", text.toStdString())->hypnogram, read->hypnogram);
}

void tst_hypnogram_formats::sharedTables() {
    SKIP_WITHOUT_SHARED_DATA();
    int read = 0;
    for (const char* folder : {"ucddb", "ucddb/fragments", "dreams", "prerau", "sleep-edf/daytime-wake"})
        for (const auto& entry : std::filesystem::directory_iterator(sharedData() / folder)) {
            if (entry.path().extension() != ".csv")
                continue;
            const auto hypnogram = readHypnogram(entry.path());
            VERIFY_RESULT(hypnogram);
            QCOMPARE(hypnogram->format, std::string("csv"));
            QCOMPARE(hypnogram->unknownLabels, 0);
            ++read;
        }
    QVERIFY(read >= 30);
    const auto ucddb = readHypnogram(sharedData() / "ucddb/ucddb022_hypnogram.csv");
    VERIFY_RESULT(ucddb);
    QCOMPARE(ucddb->hypnogram.size(), 787);
    for (const char* name : {"data_full_6hrs_100Hz_hypno_30s.txt", "sub-02_hypno_30s.txt"})
        VERIFY_RESULT(readHypnogram(sharedData() / "hypnogram-formats" / name));
}

QTEST_APPLESS_MAIN(tst_hypnogram_formats)
#include "tst_hypnogram_formats.moc"
